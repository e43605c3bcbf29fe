"""Keep what somebody found out about a company, and take it back: one way for all kinds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from chains.errors import NotFound
from ledger.audit import append, topic_version
from ledger.canonical import canonical, digest
from ledger.database import moment
from ledger.errors import NotPossible
from ledger.form_values import line_of_text
from ledger.policy import Action, Actor, may, require
from ledger.schema_desk_work import LookupRow, RelationRow, SignalRow

TOPIC = "finding"
CHINA = timezone(timedelta(hours=8))
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
class Record:
    """记录: who wrote an entry down when, and by whom and why it was withdrawn, if so."""

    id: int
    company_id: str
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


def today_of(session: Session) -> date:
    """Return the day in China at which this writing session happens."""
    return moment(session).astimezone(CHINA).date()


def refuse_future(session: Session, day: date, name: str) -> None:
    """Return if `day` is not to come.

    Raises:
        NotPossible: it is.
    """
    if day > today_of(session):
        text = f"{name} {day} 还没有到。没有保存,请改日期。"
        raise NotPossible(text)


def keep(session: Session, actor: Actor, company: HasDesk, row: FoundRow) -> None:
    """Write a new row about `company`, with its audit entry.

    Raises:
        NotAllowed: the company belongs to another desk.
    """
    require(actor, Action.RECORD_FINDING, desks=(company.desk,))
    row.company_id = company.id
    row.recorded_by, row.recorded_name = actor.id, actor.name
    row.recorded_at = moment(session)
    _stamp(session, actor, row)
    session.add(row)
    session.flush()
    detail = {"kind": row.__tablename__, "entry": row.id, "content": _seal(row)}
    append(session, actor, (TOPIC, "record", company.id), detail)


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
    if row is None or row.company_id != company.id:
        text = f"这家企业没有编号为 {number} 的{word}。"
        raise NotFound(text)
    is_own = row.recorded_by == actor.id and may(actor, Action.RECORD_FINDING, desk=company.desk)
    if not is_own:
        require(actor, Action.WITHDRAW_ANY_FINDING)
    if row.withdrawn_at is not None:
        text = f"这条{word}已由 {row.changed_name} 撤回({row.withdrawn_reason}),没有再改动。"
        raise NotPossible(text)
    row.withdrawn_reason = line_of_text(reason, "撤回理由", required=True)
    row.withdrawn_at = moment(session)
    _stamp(session, actor, row)
    session.flush()
    detail = {"kind": row.__tablename__, "entry": row.id}
    append(session, actor, (TOPIC, "withdraw", row.company_id), detail)
    return row


def history(session: Session, table: type[Row], company_id: str) -> list[Row]:
    """List every entry about one company, withdrawn ones included, the last recorded first."""
    query = select(table).where(table.company_id == company_id).order_by(table.id.desc())
    return list(session.scalars(query))


def record_of(row: FoundRow) -> Record:
    """Return who recorded and withdrew an entry."""
    return Record(
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


def _stamp(session: Session, actor: Actor, row: FoundRow) -> None:
    row.changed_by, row.changed_name = actor.id, actor.name
    row.changed_at = moment(session)
