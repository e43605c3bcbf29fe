"""Records that are never edited or removed: signed when kept, taken back with a reason."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ledger.book.database import moment
from ledger.book.errors import NotPossible
from ledger.book.form_values import line_of_text
from ledger.book.policy import Action, Actor, may, require
from ledger.schema.base import Kept, Stamped


def stamp(session: Session, actor: Actor, row: Stamped) -> None:
    """Say on a row who wrote it as it now stands, and when."""
    row.changed_by, row.changed_name = actor.id, actor.name
    row.changed_at = moment(session)


def sign(session: Session, actor: Actor, row: Kept) -> None:
    """Say on a new record who keeps it, and give it its number."""
    row.recorded_by, row.recorded_name = actor.id, actor.name
    row.recorded_at = moment(session)
    stamp(session, actor, row)
    session.add(row)
    session.flush()


def require_own(actor: Actor, row: Kept, rights: tuple[Action, Action], desk: str = "") -> None:
    """Return if `actor` recorded `row` and may still do so, or may do it to what others recorded.

    `rights` are the action of recording, of a company of `desk` where one is meant, and that of
    taking back what others recorded.

    Raises:
        NotAllowed: neither is so.
    """
    record, withdraw_any = rights
    if not (row.recorded_by == actor.id and may(actor, record, desk=desk)):
        require(actor, withdraw_any)


def take_back(session: Session, actor: Actor, row: Kept, word: str, reason: str) -> None:
    """Withdraw a record; `word` names its kind to a person.

    Raises:
        NotPossible: it is withdrawn already, or no reason is given.
    """
    if row.withdrawn_at is not None:
        text = f"这条{word}已由 {row.changed_name} 撤回（{row.withdrawn_reason}），没有再改动。"
        raise NotPossible(text)
    row.withdrawn_reason = line_of_text(reason, "撤回理由", required=True)
    row.withdrawn_at = moment(session)
    stamp(session, actor, row)
    session.flush()


@dataclass(frozen=True, slots=True)
class KeptContact:
    """留存的联系人: of which plot or company, and since when; no name and no number."""

    id: str
    since: datetime
