"""拜访记录: what came of a trip, company by company: group, people, days, result, next step."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.personal.phones import without_phones
from files.records import Name, Record
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.form_values import Line, read_form
from ledger.book.office_time import refuse_future
from ledger.book.policy import Action, Actor, may, require
from ledger.book.records import KeptContact, require_own, sign, stamp, take_back
from ledger.findings.merged import counted, desks_of
from ledger.findings.rows import CompanyRef
from ledger.schema.visits import VisitRow

TOPIC = "visit"
AT_ONCE = 500  # ids in one question to the database
HIDDEN_PEOPLE = "（本片区可见）"
ERASED_PEOPLE = "（已删除）"
PEOPLE = ("people", "witness")
WRITTEN = ("team", "people", "result", "next_step", "product", "witness")
Number = Annotated[Line, StringConstraints(min_length=1, max_length=40)]
_FIELD_NAMES = {
    "number": "编号",
    "company_id": "企业编号",
    "company_name": "企业",
    "desk": "片区",
    "visited_on": "日期",
    "days": "天数",
    "team": "小分队",
    "people": "人员",
    "result": "结果",
    "next_step": "下一步",
    "product": "拟投产品",
    "witness": "见证",
}


class Visit(Record):
    """拜访: one visit to one company. `number` is that of the trip and may be shared.

    With `product` and `witness` it is a complete lead and may hold the first claim (首招).
    """

    number: Number
    company_id: Annotated[Line, StringConstraints(min_length=1, max_length=120)]
    company_name: Name
    desk: Annotated[Line, StringConstraints(max_length=40)] = ""
    visited_on: date
    days: Annotated[int, Field(ge=1, le=60)] = 1
    team: Annotated[Line, StringConstraints(min_length=1)]
    people: Line = ""
    result: Annotated[Line, StringConstraints(min_length=1)]
    next_step: Line = ""
    product: Line = ""
    witness: Line = ""


@dataclass(frozen=True, slots=True)
class RecordedVisit:
    """拜访记录: a visit, who recorded it when, and by whom and why it was withdrawn, if so."""

    id: int
    visit: Visit
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_reason: str = ""


def read_visit(values: Mapping[str, object]) -> Visit:
    """Return the values of a form as a visit.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Visit, values, _FIELD_NAMES, dict.fromkeys(WRITTEN))


def next_number(session: Session, on: date) -> str:
    """Return the number that the next trip of that year would have: "2026-003"."""
    year = f"{on.year}-"
    numbers = session.scalars(
        select(VisitRow.number).where(VisitRow.number.startswith(year)).distinct()
    )
    used = [int(n.removeprefix(year)) for n in numbers if n.removeprefix(year).isdecimal()]
    return f"{year}{max(used, default=0) + 1:03d}"


def record_visit(session: Session, actor: Actor, visit: Visit) -> RecordedVisit:
    """Keep a visit; it stands on the company's page and in the next trip book from now on.

    One to a company that was merged into another belongs to that one, under the name it was made.

    Raises:
        NotAllowed: the company belongs to another desk.
        NotPossible: the visit is of a day to come.
    """
    company_id, desk = counted(session, visit.company_id, visit.desk)
    visit = visit.model_copy(update={"company_id": company_id, "desk": desk})
    require(actor, Action.RECORD_VISIT, desks=desks_of(session, company_id, desk))
    refuse_future(session, visit.visited_on, "拜访日期")
    row = VisitRow(**visit.model_dump(mode="json", exclude={"visited_on"}))
    row.visited_on = visit.visited_on
    sign(session, actor, row)
    sealed = digest([canonical(visit.model_dump(mode="json"))])
    append(
        session, actor, (TOPIC, "record", visit.company_id), {"visit": row.id, "content": sealed}
    )
    return _recorded(row)


def withdraw_visit(session: Session, actor: Actor, visit_id: int, reason: str) -> RecordedVisit:
    """Take a record back; it stays in the list, marked, and counts no more.

    Raises:
        NotFound: there is no visit of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = session.get(VisitRow, visit_id)
    if row is None:
        text = f"没有编号为 {visit_id} 的拜访记录。"
        raise NotFound(text)
    require_own(actor, row, (Action.RECORD_VISIT, Action.WITHDRAW_ANY_VISIT), row.desk)
    take_back(session, actor, row, "拜访记录", reason)
    append(session, actor, (TOPIC, "withdraw", row.company_id), {"visit": row.id})
    return _recorded(row)


def list_visits(session: Session, actor: Actor, *, desk: str = "") -> list[RecordedVisit]:
    """List every visit, or those of one desk, the latest day first; withdrawn ones are marked.

    Other desks, counties and groups are not told who went; telephone numbers stand there for
    the desk itself and the administrator only.
    """
    require(actor, Action.READ)
    query = select(VisitRow).order_by(VisitRow.visited_on.desc(), VisitRow.id.desc())
    if desk:
        query = query.where(VisitRow.desk == desk)
    return [_for(actor, _recorded(row)) for row in session.scalars(query)]


def visits_of(
    session: Session, actor: Actor, companies: Collection[str]
) -> dict[str, tuple[RecordedVisit, ...]]:
    """Return the visits that stand of each of `companies` (ids), the latest first."""
    require(actor, Action.READ)
    found: dict[str, list[RecordedVisit]] = {}
    for row in _standing(session, sorted(set(companies))):
        found.setdefault(row.company_id, []).append(_for(actor, _recorded(row)))
    return {company: tuple(visits) for company, visits in found.items()}


def standing_visits(session: Session) -> list[RecordedVisit]:
    """List the visits that stand, in the order recorded, as every desk may read them.

    Who went and who witnessed it is left out, and telephone numbers are covered.
    """
    query = select(VisitRow).where(VisitRow.withdrawn_at.is_(None)).order_by(VisitRow.id)
    return [_covered(_without_people(_recorded(row))) for row in session.scalars(query)]


def visits_with_people(session: Session, actor: Actor) -> list[KeptContact]:
    """List the companies of whose visits people are named, by id, and since the last of them.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.ERASE_CONTACT)
    query = select(VisitRow).order_by(VisitRow.recorded_at)
    named = {row.company_id: row.changed_at for row in session.scalars(query) if _erased_of(row)}
    return [KeptContact(*found) for found in sorted(named.items())]


def erase_visit_people(session: Session, actor: Actor, companies: Collection[str]) -> int:
    """Take people and telephone numbers out of the visits to companies; return of how many visits.

    Withdrawn ones too. That somebody went and bore witness stays, so that a claim stands; a name
    in another text is for a person to see. The audit log keeps that it was erased, and of the
    visit as recorded a hash, from which nobody reads a name.

    Raises:
        NotAllowed: `actor` is no administrator.
    """
    require(actor, Action.ERASE_CONTACT)
    query = select(VisitRow).where(VisitRow.company_id.in_(sorted(companies))).order_by(VisitRow.id)
    found = [(row, texts) for row in session.scalars(query) if (texts := _erased_of(row))]
    for row, texts in found:
        for name, text in texts.items():
            setattr(row, name, text)
        stamp(session, actor, row)
    session.flush()
    for company_id in sorted({row.company_id for row, _ in found}):
        numbers = [row.id for row, _ in found if row.company_id == company_id]
        append(session, actor, (TOPIC, "erase_people", company_id), {"visits": numbers})
    return len(found)


def _erased_of(row: VisitRow) -> dict[str, str]:
    """Return the texts of a visit that say less once people are erased, as they then stand."""
    after = {name: without_phones(getattr(row, name)) for name in WRITTEN}
    after |= {name: ERASED_PEOPLE for name in PEOPLE if getattr(row, name)}
    return {name: text for name, text in after.items() if text != getattr(row, name)}


def company_of(visit: Visit) -> CompanyRef:
    """Return the company of a visit as the other records of a company name it."""
    return CompanyRef(visit.company_id, visit.desk)


def _standing(session: Session, ids: list[str]) -> Iterable[VisitRow]:
    query = select(VisitRow).where(VisitRow.withdrawn_at.is_(None))
    query = query.order_by(VisitRow.visited_on.desc(), VisitRow.id.desc())
    for at in range(0, len(ids), AT_ONCE):
        yield from session.scalars(query.where(VisitRow.company_id.in_(ids[at : at + AT_ONCE])))


def _for(actor: Actor, found: RecordedVisit) -> RecordedVisit:
    desk = found.visit.desk
    if not may(actor, Action.READ_COMPANY_PERSON, desk=desk):
        return _covered(_without_people(found))
    return found if may(actor, Action.READ_COMPANY_CONTACT, desk=desk) else _covered(found)


def _covered(found: RecordedVisit) -> RecordedVisit:
    """Cover the telephone numbers somebody wrote into a text of the visit."""
    texts = {name: without_phones(getattr(found.visit, name)) for name in WRITTEN}
    return replace(found, visit=found.visit.model_copy(update=texts))


def _without_people(found: RecordedVisit) -> RecordedVisit:
    named = [name for name in PEOPLE if getattr(found.visit, name)]
    hidden = dict.fromkeys(named, HIDDEN_PEOPLE)
    return replace(found, visit=found.visit.model_copy(update=hidden))


def _recorded(row: VisitRow) -> RecordedVisit:
    visit = Visit(**{name: getattr(row, name) for name in Visit.model_fields})
    return RecordedVisit(
        row.id,
        visit,
        row.recorded_name or row.recorded_by,
        row.recorded_at,
        row.changed_name if row.withdrawn_at else "",
        row.withdrawn_reason or "",
    )
