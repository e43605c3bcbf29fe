"""Keep what somebody found out about a company, and take it back: one way for all kinds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from ledger.book.audit import append, topic_version
from ledger.book.canonical import canonical, digest
from ledger.book.policy import Action, Actor, require
from ledger.book.records import require_own, sign, take_back
from ledger.findings.merged import counted, desks_of
from ledger.schema.desk_work import LookupRow, RelationRow, SignalRow

TOPIC = "finding"
FoundRow = SignalRow | RelationRow | LookupRow
Row = TypeVar("Row", SignalRow, RelationRow, LookupRow)
WORDS = {SignalRow: "动向", RelationRow: "关系", LookupRow: "查找记录"}


class HasDesk(Protocol):
    """A company as far as rights go: its id and the desk it belongs to."""

    @property
    def id(self) -> str:
        """Its permanent id."""
        ...

    @property
    def desk(self) -> str:
        """The name of its desk, "" if it has none."""
        ...


@dataclass(frozen=True, slots=True)
class CompanyRef:
    """企业及片区: which company, and whose it is."""

    id: str
    desk: str = ""


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """记录: who wrote an entry down when, and by whom and why it was withdrawn, if so."""

    id: int
    company_id: str
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


def keep(session: Session, actor: Actor, company: HasDesk, row: FoundRow) -> None:
    """Write a new row about `company`, or the one it was merged into, with its audit entry.

    Raises:
        NotAllowed: the company belongs to another desk.
    """
    company_id, desk = counted(session, company.id, company.desk)
    require(actor, Action.RECORD_FINDING, desks=desks_of(session, company_id, desk))
    row.company_id = company_id
    sign(session, actor, row)
    detail = {"kind": row.__tablename__, "entry": row.id, "content": _seal(row)}
    append(session, actor, (TOPIC, "record", company_id), detail)


def withdraw(
    session: Session, actor: Actor, table: type[Row], entry: tuple[HasDesk, int], reason: str
) -> Row:
    """Take an entry back; it stays in the history. `entry` is its company and its number.

    Raises:
        NotFound: the company has no entry of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    company, number = entry
    row: Row | None = session.get(table, number)
    word = WORDS[table]
    company_id, desk = counted(session, company.id, company.desk)
    if row is None or row.company_id != company_id:
        text = f"这家企业没有编号为 {number} 的{word}。"
        raise NotFound(text)
    rights = (Action.RECORD_FINDING, Action.WITHDRAW_ANY_FINDING)
    for one in sorted(desks_of(session, company_id, desk)):
        require_own(actor, row, rights, one)
    take_back(session, actor, row, word, reason)
    detail = {"kind": row.__tablename__, "entry": row.id}
    append(session, actor, (TOPIC, "withdraw", row.company_id), detail)
    return row


def history(session: Session, table: type[Row], company_id: str) -> list[Row]:
    """List every entry about one company, withdrawn ones included, the last recorded first."""
    query = select(table).where(table.company_id == company_id).order_by(table.id.desc())
    return list(session.scalars(query))


def record_of(row: FoundRow) -> FindingRecord:
    """Return who recorded and withdrew an entry."""
    return FindingRecord(
        row.id,
        row.company_id,
        row.recorded_name or row.recorded_by,
        row.recorded_at,
        row.changed_name if row.withdrawn_at else "",
        row.withdrawn_at,
        row.withdrawn_reason,
    )


def findings_version(session: Session) -> int:
    """Return a number that changes whenever anything about a company is recorded or withdrawn."""
    return topic_version(session, TOPIC)


def _seal(row: FoundRow) -> str:
    stamps = {"changed_by", "changed_name", "changed_at", "version"}
    columns = (name for name in row.__table__.columns.keys() if name not in stamps)  # noqa: SIM118
    return digest([canonical({name: getattr(row, name) for name in columns})])
