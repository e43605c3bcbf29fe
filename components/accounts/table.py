"""The rows of the list of accounts, and which of them are asked for; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from files.office import CHINA
from ledger.accounts.overview import DISABLED, FIRST, IN_USE, LOCKED, AccountOverview
from ledger.accounts.sign_in_log import SignInEntry, SignInOutcome
from ledger.accounts.users import Account, grants_text
from ledger.book.policy import ROLE_NAMES

ALL = "全部"
STATES = (ALL, IN_USE, FIRST, LOCKED, DISABLED)
LAST_SEEN = (ALL, "7 天内登录过", "30 天没有登录", "从未登录")
OUTCOMES = {
    SignInOutcome.IN: "登录",
    SignInOutcome.OUT: "退出",
    SignInOutcome.WRONG: "密码不对",
    SignInOutcome.LOCKED: "锁 15 分钟",
    SignInOutcome.DISABLED: "停用的账号",
}


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts are asked for: by role (its name), state, and last sign-in."""

    role: str = ALL
    state: str = ALL
    last_seen: str = ALL

    def keeps(self, account: Account, overview: AccountOverview) -> bool:
        """Tell whether an account is asked for."""
        held = {ROLE_NAMES[role] for role in ROLE_NAMES if role in _roles(account)}
        of_role = self.role in {ALL, *held}
        of_state = self.state in {ALL, overview.state(account)}
        return of_role and of_state and self._seen(overview, account)

    def _seen(self, overview: AccountOverview, account: Account) -> bool:
        last = overview.signed_in.get(account.id)
        match self.last_seen:
            case "7 天内登录过":
                return last is not None and overview.now - last < timedelta(days=7)
            case "30 天没有登录":
                return last is None or overview.now - last >= timedelta(days=30)
            case "从未登录":
                return last is None
            case _:
                return True


def account_rows(accounts: Sequence[Account], overview: AccountOverview) -> list[dict[str, str]]:
    """Return one row an account, in the order given."""
    return [
        {
            "姓名": account.name,
            "账号": account.id,
            "角色": grants_text(account.grants),
            "状态": _state_text(account, overview),
            "最近登录": moment_text(overview.signed_in.get(account.id)),
            "开着的登录": str(overview.online.get(account.id, 0)),
        }
        for account in accounts
    ]


def log_rows(entries: Sequence[SignInEntry]) -> list[dict[str, str]]:
    """Return one row an entry of the log of sign-ins, in the order given."""
    return [
        {
            "时间": moment_text(entry.at),
            "账号": entry.account_id or "没有这个账号",
            "结果": OUTCOMES[entry.outcome],
            "地址": entry.address,
        }
        for entry in entries
    ]


def moment_text(at: datetime | None) -> str:
    """Return a moment as the clock in Sanming shows it, “从未” for none."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else "从未"


def _state_text(account: Account, overview: AccountOverview) -> str:
    until = overview.locked.get(account.id)
    state = overview.state(account)
    return f"锁到 {until.astimezone(CHINA):%H:%M}" if until and state == LOCKED else state


def _roles(account: Account) -> set[str]:
    return {grant.role for grant in account.grants}
