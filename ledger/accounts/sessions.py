"""Sessions (登录会话): from a sign-in to its end; ended on the server, and seen at the next click.

The browser alone has the token; what is kept is its SHA-256, by which nobody can come in.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from ledger.book.database import moment
from ledger.schema.accounts import AccountSessionRow

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_KEPT = timedelta(days=30)  # an ended one is of use to nobody; the log of sign-ins stays


@dataclass(frozen=True, slots=True)
class SignInSession:
    """登录会话: whose it is and since when; `id` is no secret, and names it to the screens."""

    id: str
    account_id: str
    started_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None

    def is_over(self, now: datetime, seen_at: datetime) -> bool:
        """Tell whether it counts no more; `seen_at` is when its owner last did something."""
        if self.ended_at is not None:
            return True
        return now - max(self.seen_at, seen_at) >= IDLE or now - self.started_at >= LONGEST


def new_token() -> str:
    """Return a new token: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def start_session(session: Session, account_id: str, token: str) -> SignInSession:
    """Begin a session under a new `token`."""
    now = moment(session)
    session.execute(delete(AccountSessionRow).where(AccountSessionRow.started_at < now - _KEPT))
    row = AccountSessionRow(
        id=secrets.token_hex(16),
        token_hash=hash_token(token),
        account_id=account_id,
        started_at=now,
        seen_at=now,
    )
    session.add(row)
    session.flush()
    return _session(row)


def find_session(session: Session, token_hash: str) -> SignInSession | None:
    """Return the session of a token, ended or not; None if there never was one."""
    query = select(AccountSessionRow).where(AccountSessionRow.token_hash == token_hash)
    row = session.scalars(query).first()
    return _session(row) if row else None


def touch_session(session: Session, session_id: str, seen_at: datetime) -> None:
    """Note when the owner of a session last did something."""
    query = update(AccountSessionRow).where(AccountSessionRow.id == session_id)
    session.execute(query.where(AccountSessionRow.seen_at < seen_at).values(seen_at=seen_at))


def end_session(session: Session, session_id: str) -> None:
    """End one session, if it has not ended."""
    query = update(AccountSessionRow).where(AccountSessionRow.id == session_id)
    session.execute(
        query.where(AccountSessionRow.ended_at.is_(None)).values(ended_at=moment(session))
    )


def end_sessions_of(session: Session, account_id: str, but: str = "") -> int:
    """End every session of an account, except the one of id `but`; return how many were open."""
    now = moment(session)
    of_account = (AccountSessionRow.account_id == account_id, AccountSessionRow.id != but)
    counted = select(func.count(AccountSessionRow.id)).where(*of_account, *_open(now))
    count = session.scalar(counted) or 0
    query = update(AccountSessionRow).where(*of_account, AccountSessionRow.ended_at.is_(None))
    session.execute(query.values(ended_at=now))
    return count


def open_sessions(session: Session, now: datetime) -> dict[str, int]:
    """Return how many sessions each account has open at `now`; those without are left out."""
    query = select(AccountSessionRow.account_id, func.count()).where(*_open(now))
    rows = session.execute(query.group_by(AccountSessionRow.account_id))
    return {account_id: count for account_id, count in rows}  # noqa: C416  (rows, not pairs)


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    row = AccountSessionRow
    return row.ended_at.is_(None), row.seen_at > now - IDLE, row.started_at > now - LONGEST


def _session(row: AccountSessionRow) -> SignInSession:
    return SignInSession(row.id, row.account_id, row.started_at, row.seen_at, row.ended_at)
