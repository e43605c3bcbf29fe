"""Who changed a record last (最近改动), out of the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.personal.phones import without_phones
from ledger.book.audit import LOOK, QUIET
from ledger.schema.base import AuditRow


@dataclass(frozen=True, slots=True)
class LastChange:
    """最近改动: the number of the entry that wrote it down, who did it, and when."""

    number: int
    actor_id: str
    name: str
    at: datetime


def last_change(session: Session, topics: Collection[str], subject: str = "") -> LastChange | None:
    """Return the last entry of `topics` about `subject`, None if there is none.

    Without a subject it is the last about any, with one that ends in "/" about any below it. A
    look at a contact or a file taken out changes nothing and is left out.
    """
    query = select(AuditRow).where(AuditRow.topic.in_(topics), AuditRow.topic.not_in(QUIET))
    query = query.where(AuditRow.action.not_like(f"{LOOK}%"))
    if subject.endswith("/"):
        query = query.where(AuditRow.subject.startswith(subject, autoescape=True))
    elif subject:
        query = query.where(AuditRow.subject == subject)
    row = session.scalar(query.order_by(AuditRow.number.desc()).limit(1))
    if row is None:
        return None
    return LastChange(row.number, row.actor_id, without_phones(row.actor_name), row.at)
