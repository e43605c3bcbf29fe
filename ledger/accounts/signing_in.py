"""Signing in: five vain attempts lock a name for 15 minutes, whether it has an account or not.

Whoever asks learns nothing of which accounts exist: the answers and the time are the same.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from ledger.accounts.passwords import is_password
from ledger.accounts.sessions import (
    SignInSession,
    end_session,
    find_session,
    hash_token,
    new_token,
    start_session,
)
from ledger.accounts.sign_in_log import SignInOutcome, note_sign_in
from ledger.accounts.users import AccountState
from ledger.book.audit import append
from ledger.book.database import Ledger, moment
from ledger.book.errors import NotPossible
from ledger.book.policy import Action, Actor, Grant, Role, require
from ledger.schema.accounts import AccountRow, SignInAttemptsRow

ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)
DOORKEEPER = Actor("gate", "登录", (Grant(Role.VIEWER),))
"""Who writes what happens before anybody is known: attempts, sessions, the log."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """登录成功: the session, and the token that only the browser gets."""

    session: SignInSession
    token: str


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """登录未成: not said why, but for a lock: until when."""

    locked_until: datetime | None = None


def sign_in(
    ledger: Ledger, name: str, password: str, address: str, replaced: str = ""
) -> SignedIn | SignInRefused:
    """Let somebody in under a new token, or not; the session of the token `replaced` ends.

    Raises:
        LedgerUnavailable: the ledger does not answer, or takes nothing in.
    """
    written = name.strip().lower()
    locked = allow_attempt(ledger, written)
    if locked is not None:
        return SignInRefused(locked)
    with ledger.reading() as session:
        row = session.get(AccountRow, written)
        kept = row.password_hash if row else None
    matches = is_password(kept, password)
    with ledger.writing(DOORKEEPER) as session:
        account = session.get(AccountRow, written)
        if account is None or not (matches and account.password_hash == kept):
            return _refused(session, written, SignInOutcome.WRONG, address)
        if account.state != AccountState.ACTIVE:
            return _refused(session, written, SignInOutcome.DISABLED, address)
        session.delete(_attempts(session, written))
        if replaced and (before := find_session(session, hash_token(replaced))) is not None:
            end_session(session, before.id)
        token = new_token()
        started = start_session(session, account.id, token)
        note_sign_in(session, account.id, SignInOutcome.IN, address)
        return SignedIn(started, token)


def _refused(session: Session, name: str, outcome: SignInOutcome, address: str) -> SignInRefused:
    known, locked_until = session.get(AccountRow, name), _attempts(session, name).locked_until
    note_sign_in(session, known.id if known else "", outcome, address)
    if locked_until is not None:
        note_sign_in(session, known.id if known else "", SignInOutcome.LOCKED, address)
    return SignInRefused(locked_until)


def sign_out(ledger: Ledger, signed: SignInSession, address: str) -> None:
    """End the session of somebody who leaves.

    Raises:
        LedgerUnavailable: the ledger does not answer, or takes nothing in.
    """
    with ledger.writing(DOORKEEPER) as session:
        end_session(session, signed.id)
        note_sign_in(session, signed.account_id, SignInOutcome.OUT, address)


def allow_attempt(ledger: Ledger, name: str) -> datetime | None:
    """Count an attempt before its password is looked at; return until when the name is locked.

    None lets one attempt happen. Counted first, many at once are no way around the five.
    """
    with ledger.writing(DOORKEEPER) as session:
        now = moment(session)
        session.execute(
            delete(SignInAttemptsRow).where(SignInAttemptsRow.last_at < now - _FORGOTTEN)
        )
        row = _attempts(session, name)
        if row.locked_until is not None and row.locked_until > now:
            return row.locked_until
        if row.locked_until is not None:
            row.failures, row.locked_until = 0, None
        row.failures += 1
        row.last_at = now
        if row.failures >= ATTEMPTS:
            row.locked_until = now + LOCKED_FOR
        return None


def forget_attempts(ledger: Ledger, name: str) -> None:
    """Forget the vain attempts of a name whose owner gave the right password."""
    with ledger.writing(DOORKEEPER) as session:
        session.execute(delete(SignInAttemptsRow).where(SignInAttemptsRow.name_hash == _hash(name)))


def locked_accounts(session: Session, now: datetime) -> dict[str, datetime]:
    """Return until when each locked account is locked."""
    query = select(SignInAttemptsRow).where(SignInAttemptsRow.locked_until.is_not(None))
    locks = {row.name_hash: row.locked_until for row in session.scalars(query)}
    ids = session.scalars(select(AccountRow.id)) if locks else ()
    found = {one: locks.get(_hash(one)) for one in ids}
    return {one: until for one, until in found.items() if until is not None and until > now}


def unlock(session: Session, actor: Actor, account_id: str) -> None:
    """Let somebody try again who was locked out.

    Raises:
        NotAllowed: `actor` does not manage accounts.
        NotPossible: there is no such account, or it is not locked.
    """
    require(actor, Action.MANAGE_USERS)
    if account_id not in locked_accounts(session, moment(session)):
        text = f"账号 {account_id[:40]} 没有锁住，没有改动。"
        raise NotPossible(text)
    session.delete(_attempts(session, account_id))
    append(session, actor, ("account", "unlock", account_id))


def _attempts(session: Session, name: str) -> SignInAttemptsRow:
    """Return the attempts of a name; a row is begun where there is none."""
    row = session.get(SignInAttemptsRow, _hash(name))
    if row is None:
        row = SignInAttemptsRow(name_hash=_hash(name), failures=0, last_at=moment(session))
        session.add(row)
        session.flush()
    return row


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
