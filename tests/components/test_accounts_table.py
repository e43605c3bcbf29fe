"""The list of accounts: what each row says, and which are asked for."""

from datetime import timedelta

from components.accounts.table import AccountFilter, account_rows
from ledger.accounts.overview import AccountOverview
from ledger.accounts.users import Account, AccountState
from ledger.book.policy import ROLE_NAMES, Grant, Role
from tests.ledger.builders import NOON


def account(account_id: str, *, is_on: bool = True, fresh: bool = False) -> Account:
    state = AccountState.ACTIVE if is_on else AccountState.DISABLED
    grants = (Grant(Role.DESK, "长三角"), Grant(Role.VIEWER))
    return Account(account_id, "示例", grants, state, fresh, NOON, NOON)


OVERVIEW = AccountOverview(
    NOON,
    [account("used"), account("fresh", fresh=True), account("off", is_on=False), account("shut")],
    {"used": NOON - timedelta(days=1), "off": NOON - timedelta(days=40)},
    {"shut": NOON + timedelta(minutes=9)},
    {"used": 2},
)


def asked(**given: str) -> list[str]:
    wanted = AccountFilter(**given)
    return [one.id for one in OVERVIEW.accounts if wanted.keeps(one, OVERVIEW)]


def test_what_wants_a_look_is_said_first() -> None:
    assert OVERVIEW.summary() == "1 个锁住，1 个待首次登录，1 个停用"


def test_a_row_says_who_what_and_when_in_the_time_of_sanming() -> None:
    [row] = account_rows([OVERVIEW.accounts[0]], OVERVIEW)

    assert row == {
        "姓名": "示例",
        "账号": "used",
        "角色": "片区（长三角）；领导",
        "状态": "在用",
        "最近登录": "2026-11-23 12:00",
        "开着的登录": "2",
    }


def test_a_locked_account_says_until_when() -> None:
    [row] = account_rows([OVERVIEW.accounts[3]], OVERVIEW)

    assert (row["状态"], row["最近登录"]) == ("锁到 12:09", "从未")


def test_accounts_are_asked_for_by_role_state_and_last_sign_in() -> None:
    assert asked() == ["used", "fresh", "off", "shut"]
    assert asked(role=ROLE_NAMES[Role.ADMIN]) == []
    assert asked(role=ROLE_NAMES[Role.VIEWER], state="停用") == ["off"]
    assert asked(state="锁住") == ["shut"]
    assert asked(last_seen="7 天内登录过") == ["used"]
    assert asked(last_seen="30 天没有登录") == ["fresh", "off", "shut"]
    assert asked(last_seen="从未登录") == ["fresh", "shut"]
