"""登录记录: who signed in and out and who tried, each entry carrying the hash of the one before."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ledger.book.audit import START, Broken
from ledger.book.canonical import canonical, digest
from ledger.book.database import moment
from ledger.book.policy import Action, Actor, require
from ledger.schema.accounts import SignInRow

MOST_ADDRESS = 64


class SignInOutcome(StrEnum):
    """登录结果: what came of it."""

    IN = "in"
    OUT = "out"
    WRONG = "wrong"
    LOCKED = "locked"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class SignInEntry:
    """登录记录: one sign-in, sign-out or vain attempt; `account_id` is "" where there is none."""

    number: int
    at: datetime
    account_id: str
    outcome: SignInOutcome
    address: str


def note_sign_in(session: Session, account_id: str, outcome: SignInOutcome, address: str) -> None:
    """Write one entry, in the writing session in which it happens."""
    query = select(SignInRow.number, SignInRow.hash).order_by(SignInRow.number.desc()).limit(1)
    last = session.execute(query).first()
    row = SignInRow(
        number=(last.number if last else 0) + 1,
        at=moment(session),
        account_id=account_id,
        outcome=outcome.value,
        address=address[:MOST_ADDRESS],
        previous=last.hash if last else START,
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()


def latest_sign_ins(
    session: Session, actor: Actor, account_id: str | None = None, most: int = 50
) -> list[SignInEntry]:
    """List the last entries, latest first: of one account, or (None) of all.

    Raises:
        NotAllowed: `actor` does not manage accounts.
    """
    require(actor, Action.MANAGE_USERS)
    query = select(SignInRow).order_by(SignInRow.number.desc()).limit(most)
    if account_id is not None:
        query = query.where(SignInRow.account_id == account_id)
    return [
        SignInEntry(row.number, row.at, row.account_id, SignInOutcome(row.outcome), row.address)
        for row in session.scalars(query)
    ]


def last_signed_in(session: Session) -> dict[str, datetime]:
    """Return when each account last came in; those that never did are left out."""
    query = select(SignInRow.account_id, func.max(SignInRow.at)).where(
        SignInRow.outcome == SignInOutcome.IN.value
    )
    rows = session.execute(query.group_by(SignInRow.account_id))
    return {account_id: at for account_id, at in rows}  # noqa: C416  (rows, not pairs)


def verify_sign_ins(session: Session) -> Broken | None:
    """Recompute the whole chain; return its first broken entry, or None if it holds."""
    query = select(SignInRow).order_by(SignInRow.number).execution_options(yield_per=1000)
    previous = START
    with closing(session.scalars(query)) as rows:
        for number, row in enumerate(rows, start=1):
            if (row.number, row.previous, row.hash) != (number, previous, _hash(row)):
                return Broken(number, f"第 {number} 条登录记录不见了或被改动过")
            previous = row.hash
            session.expunge(row)
    return None


def _hash(row: SignInRow) -> str:
    columns = SignInRow.__table__.columns.keys()
    values = {name: getattr(row, name) for name in columns if name != "hash"}
    return digest([row.previous, canonical(values)])
