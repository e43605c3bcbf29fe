"""The accounts as they are at one moment, for the list on screen and by command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ledger.accounts.sessions import open_sessions
from ledger.accounts.sign_in_log import last_signed_in
from ledger.accounts.signing_in import locked_accounts
from ledger.accounts.users import Account, AccountState, list_accounts

IN_USE, FIRST, LOCKED, DISABLED = "在用", "待首次登录", "锁住", "停用"


@dataclass(frozen=True, slots=True)
class AccountOverview:
    """账号一览: all accounts at the moment `now`, with what is known of each beside it.

    By the id of an account: when it last signed in, until when it is locked, how many of its
    sessions are open; those of which there is nothing to tell are left out.
    """

    now: datetime
    accounts: Sequence[Account]
    signed_in: Mapping[str, datetime]
    locked: Mapping[str, datetime]
    online: Mapping[str, int]

    def state(self, account: Account) -> str:
        """Return the state of an account; one that is disabled and locked is disabled."""
        state = unlocked_state(account)
        return LOCKED if account.id in self.locked and state != DISABLED else state

    def summary(self) -> str:
        """Say in one sentence what wants a look."""
        states = [self.state(account) for account in self.accounts]
        counted = [(states.count(state), state) for state in (LOCKED, FIRST, DISABLED)]
        said = "，".join(f"{count} 个{state}" for count, state in counted if count)
        return said or "都在用"


def unlocked_state(account: Account) -> str:
    """Return the state of an account, whether or not it is locked for a while."""
    if account.state is AccountState.DISABLED:
        return DISABLED
    return FIRST if account.must_change else IN_USE


def account_overview(session: Session, now: datetime) -> AccountOverview:
    """Read the accounts as they are at `now`."""
    return AccountOverview(
        now,
        list_accounts(session),
        last_signed_in(session),
        locked_accounts(session, now),
        open_sessions(session, now),
    )
