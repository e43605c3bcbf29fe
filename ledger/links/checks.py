"""核实: what the office found when it looked into a link itself.

A check goes before the public evidence (docs/methods.md 1). It is never edited or removed: a
wrong one is withdrawn with a reason and stays in the history.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from chains.evidence.standing import Standing, checked
from chains.model import Presence
from files.errors import NotFound
from files.records import Name, Record, Slug, refusal
from ledger.book.audit import append, topic_version
from ledger.book.canonical import canonical, digest
from ledger.book.errors import NotPossible
from ledger.book.form_values import Line, read_form
from ledger.book.office_time import refuse_future
from ledger.book.policy import Action, Actor, require
from ledger.book.records import require_own, sign, take_back
from ledger.schema.base import CheckRow

TOPIC = "check"
MOST_COMPANIES = 50
BETWEEN_NAMES = str.maketrans("、；;,，\n", "\n" * 6)


class CheckOutcome(StrEnum):
    """核实结果."""

    FOUND_STRONG = "found_strong"
    FOUND_PRESENT = "found_present"
    FOUND_WEAK = "found_weak"
    NONE = "none"
    COULD_NOT_TELL = "could_not_tell"


OUTCOME_NAMES: Mapping[CheckOutcome, str] = {
    CheckOutcome.FOUND_STRONG: "有，优势",
    CheckOutcome.FOUND_PRESENT: "有，有基础",
    CheckOutcome.FOUND_WEAK: "有，薄弱",
    CheckOutcome.NONE: "查过，没有",
    CheckOutcome.COULD_NOT_TELL: "说不清",
}
_PRESENCES: Mapping[CheckOutcome, Presence] = {
    CheckOutcome.FOUND_STRONG: Presence.STRONG,
    CheckOutcome.FOUND_PRESENT: Presence.PRESENT,
    CheckOutcome.FOUND_WEAK: Presence.WEAK,
    CheckOutcome.NONE: Presence.MISSING,
}
NEED_BASIS = frozenset({CheckOutcome.NONE, CheckOutcome.FOUND_WEAK})
BASIS_SIGNS = 6  # the shortest note that can say who was asked or what was looked at
_FIELD_NAMES = {
    "outcome": "核实结果",
    "companies": "企业",
    "checked_on": "核实日期",
    "note": "备注",
    "document": "依据文件",
}


def _names(value: object) -> object:
    """Take a list of names, or one text with a name per line or between 、;,."""
    if isinstance(value, str):
        value = value.translate(BETWEEN_NAMES).split("\n")
    if isinstance(value, list | tuple) and all(isinstance(name, str) for name in value):
        return tuple(dict.fromkeys(name.strip() for name in value if name.strip()))
    return value


Names = Annotated[tuple[Name, ...], BeforeValidator(_names), Field(max_length=MOST_COMPANIES)]


class Check(Record):
    """核实: the finding for one link. `companies` are those found there, in the order given."""

    chain_id: Slug
    link_id: Slug
    outcome: CheckOutcome
    companies: Names = ()
    checked_on: date
    note: Line = ""
    document: Line = ""

    @model_validator(mode="after")
    def _companies_belong_to_something_found(self) -> Self:
        if self.companies and self.outcome is CheckOutcome.NONE:
            text = "结果是“查过，没有”，就不能写企业；请改结果，或删去企业"
            raise refusal(text)
        return self


@dataclass(frozen=True, slots=True)
class RecordedCheck:
    """核实记录: a check, who recorded it when, and by whom and why it was withdrawn, if so."""

    id: int
    check: Check
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class CheckedStanding:
    """核实结论: what stands for one link.

    `deciding` is the latest check that says something, `standing` what it makes of the link;
    both None if there is none. `undecided` is a later check that could not tell: it changes
    nothing and is shown; `times_undecided` counts those after the deciding one.
    """

    standing: Standing | None
    deciding: RecordedCheck | None
    undecided: RecordedCheck | None
    times_undecided: int = 0


def read_check(values: Mapping[str, object]) -> Check:
    """Return the values of a form as a check.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Check, values, _FIELD_NAMES)


def record_check(session: Session, actor: Actor, check: Check) -> RecordedCheck:
    """Keep what `actor` found; it counts from now on.

    Raises:
        NotAllowed: the role does not check links.
        NotPossible: the check is of a day to come, or it makes a gap and does not say
            on what it rests.
    """
    require(actor, Action.RECORD_CHECK)
    _refuse_without_basis(check)
    refuse_future(session, check.checked_on, "核实日期")
    row = CheckRow(
        **check.model_dump(mode="json", exclude={"companies", "checked_on"}),
        companies=canonical(check.companies),
        checked_on=check.checked_on,
    )
    sign(session, actor, row)
    sealed = digest([canonical(check.model_dump(mode="json"))])
    detail = {"check": row.id, "outcome": check.outcome.value, "content": sealed}
    append(session, actor, (TOPIC, "record", f"{check.chain_id}/{check.link_id}"), detail)
    return _recorded(row)


def _refuse_without_basis(check: Check) -> None:
    """A gap that the office proves itself is printed as proven: it must say what it rests on."""
    if check.outcome not in NEED_BASIS or check.document or len(check.note) >= BASIS_SIGNS:
        return
    text = (
        f"“{OUTCOME_NAMES[check.outcome]}”要写依据：填“依据文件”，或在“备注”里写一句怎么核实的"
        f"（至少 {BASIS_SIGNS} 个字）。没有保存。"
    )
    raise NotPossible(text)


def withdraw_check(session: Session, actor: Actor, check_id: int, reason: str) -> RecordedCheck:
    """Take a check back; the one before it counts again.

    Raises:
        NotFound: there is no check of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = session.get(CheckRow, check_id)
    if row is None:
        text = f"没有编号为 {check_id} 的核实记录。"
        raise NotFound(text)
    require_own(actor, row, (Action.RECORD_CHECK, Action.WITHDRAW_ANY_CHECK))
    take_back(session, actor, row, "核实", reason)
    append(session, actor, (TOPIC, "withdraw", f"{row.chain_id}/{row.link_id}"), {"check": row.id})
    return _recorded(row)


def check_history(session: Session, chain_id: str, link_id: str) -> list[RecordedCheck]:
    """List every check of one link, withdrawn ones included, the latest day first."""
    mine = (CheckRow.chain_id == chain_id, CheckRow.link_id == link_id)
    query = select(CheckRow).where(*mine).order_by(CheckRow.checked_on.desc(), CheckRow.id.desc())
    return [_recorded(row) for row in session.scalars(query)]


def standing_overrides(session: Session) -> dict[tuple[str, str], CheckedStanding]:
    """Return what stands for every link that was checked, by chain id and link id.

    Among checks that were not withdrawn the latest day decides, and on one day the last recorded.
    """
    query = select(CheckRow).where(CheckRow.withdrawn_at.is_(None))
    latest_first = query.order_by(CheckRow.checked_on.desc(), CheckRow.id.desc())
    by_link: dict[tuple[str, str], list[RecordedCheck]] = {}
    for row in session.scalars(latest_first):
        by_link.setdefault((row.chain_id, row.link_id), []).append(_recorded(row))
    return {link: _conclusion(found) for link, found in by_link.items()}


def checked_standings(
    overrides: Mapping[tuple[str, str], CheckedStanding], chain_id: str
) -> dict[str, Standing]:
    """Return what `chains.gaps.assessment.assess` takes as `checked` for one chain."""
    return {
        link: found.standing
        for (chain, link), found in overrides.items()
        if chain == chain_id and found.standing is not None
    }


def undecided_counts(
    overrides: Mapping[tuple[str, str], CheckedStanding], chain_id: str
) -> dict[str, int]:
    """Return how often somebody looked at links of a chain and could not tell, by link id."""
    return {
        link: found.times_undecided
        for (chain, link), found in overrides.items()
        if chain == chain_id and found.times_undecided
    }


def checks_version(session: Session) -> int:
    """Return a number that changes whenever a check is recorded or withdrawn."""
    return topic_version(session, TOPIC)


def _conclusion(latest_first: list[RecordedCheck]) -> CheckedStanding:
    deciding = next((c for c in latest_first if c.check.outcome in _PRESENCES), None)
    undecided = latest_first[0] if latest_first[0] is not deciding else None
    times = latest_first.index(deciding) if deciding else len(latest_first)
    return CheckedStanding(_standing(deciding) if deciding else None, deciding, undecided, times)


def _standing(deciding: RecordedCheck) -> Standing:
    check = deciding.check
    presence = _PRESENCES[check.outcome]
    return checked(
        presence, by=deciding.recorded_by, on=check.checked_on, companies=check.companies
    )


def _recorded(row: CheckRow) -> RecordedCheck:
    check = Check(
        chain_id=row.chain_id,
        link_id=row.link_id,
        outcome=CheckOutcome(row.outcome),
        companies=tuple(json.loads(row.companies)),
        checked_on=row.checked_on,
        note=row.note,
        document=row.document,
    )
    withdrawn_by = row.changed_name if row.withdrawn_at else ""
    return RecordedCheck(
        row.id,
        check,
        row.recorded_name or row.recorded_by,
        row.recorded_at,
        withdrawn_by,
        row.withdrawn_at,
        row.withdrawn_reason,
    )
