"""The audit log (操作记录): append-only, every entry carrying the hash of the one before.

Whoever changes or removes an entry breaks every later hash. The end of the chain could still be
cut off unseen, so its number and hash are printed on backups and papers (`head`).
"""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ledger.book.canonical import canonical, digest
from ledger.book.database import acting, moment
from ledger.book.policy import Action, Actor, require
from ledger.schema.base import AuditRow

START = "0" * 64
EXPORT = "export"
QUIET = ("account", EXPORT)
"""Topics of entries that leave the data as they are: they do not count up their version."""
LOOK = "read"
"""How actions begin that only looked at something (a contact): they change no data either."""


@dataclass(frozen=True, slots=True)
class AuditHead:
    """链头: number and hash of the last entry; 0 and zeros for an empty log."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number:04d}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Broken:
    """断点: the first entry that does not fit, and why in Chinese."""

    number: int
    why: str


def append(
    session: Session,
    actor: Actor,
    what: tuple[str, str, str],
    detail: Mapping[str, object] | None = None,
) -> int:
    """Write one entry and return its number. `what` is (topic, action, subject).

    No contact, telephone number or password may be part of it.

    Raises:
        RuntimeError: `actor` is not who opened the session; a bug in the caller.
    """
    if acting(session) != actor:
        msg = f"session opened by {acting(session).id}, used by {actor.id}"
        raise RuntimeError(msg)
    last = head(session)
    topic, action, subject = what
    row = AuditRow(
        number=last.number + 1,
        at=moment(session),
        actor_id=actor.id,
        actor_role=actor.roles,
        actor_name=actor.name,
        topic=topic,
        action=action,
        subject=subject,
        detail=canonical(detail or {}),
        previous=last.hash,
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()
    return row.number


def _hash(row: AuditRow) -> str:
    columns = AuditRow.__table__.columns.keys()
    values = {name: getattr(row, name) for name in columns if name != "hash"}
    return digest([row.previous, canonical(values)])


def head(session: Session) -> AuditHead:
    """Return the end of the chain."""
    query = select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc()).limit(1)
    row = session.execute(query).first()
    return AuditHead(row.number, row.hash) if row else AuditHead(0, START)


def data_head(session: Session) -> AuditHead:
    """Return the last entry that may have changed the data: its number is in their version."""
    changing = (AuditRow.topic.not_in(QUIET), AuditRow.action.not_like(f"{LOOK}%"))
    query = select(AuditRow.number, AuditRow.hash).where(*changing)
    row = session.execute(query.order_by(AuditRow.number.desc()).limit(1)).first()
    return AuditHead(row.number, row.hash) if row else AuditHead(0, START)


def record_export(session: Session, actor: Actor, what: str, rows: int | None = None) -> None:
    """Write down that `actor` took a file out: what, and how many rows if it is a list.

    Raises:
        NotAllowed: the role may not.
    """
    require(actor, Action.EXPORT)
    append(session, actor, (EXPORT, "file", what), {} if rows is None else {"rows": rows})


def verify(session: Session) -> Broken | None:
    """Recompute the whole chain; return its first broken entry, or None if it holds."""
    query = select(AuditRow).order_by(AuditRow.number).execution_options(yield_per=1000)
    with closing(session.scalars(query)) as rows:
        return _first_broken(session, rows)


def _first_broken(session: Session, rows: Iterable[AuditRow]) -> Broken | None:
    previous = START
    for number, row in enumerate(rows, start=1):
        if row.number != number:
            return Broken(number, f"第 {number} 条记录不见了")
        if row.previous != previous:
            return Broken(number, f"第 {number} 条记录与前一条接不上")
        if row.hash != _hash(row):
            return Broken(number, f"第 {number} 条记录被改动过")
        previous = row.hash
        session.expunge(row)
    return None


def holds(session: Session, printed: AuditHead) -> bool:
    """Tell whether an end of the chain that was printed earlier is still part of it."""
    row = session.get(AuditRow, printed.number)
    return row.hash == printed.hash if row else printed == AuditHead(0, START)


def topic_version(session: Session, *topics: str) -> int:
    """Return the number of the last entry of `topics`, 0 if none: changes when they change.

    A look at a contact changes nothing, so nobody works anything out anew for it.
    """
    changing = (AuditRow.topic.in_(topics), AuditRow.action.not_like(f"{LOOK}%"))
    query = select(func.max(AuditRow.number)).where(*changing)
    return session.scalar(query) or 0
