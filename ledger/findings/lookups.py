"""查找: that somebody looked into a company, when, and what came of it.

"Looked, none" is a finding of its own: it makes an unknown part of the score 0. A look into
penalties or policy answers a gate.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator
from sqlalchemy.orm import Session

from files.records import Record as FileRecord
from files.records import Text, refusal
from ledger.book.form_values import Line, read_form
from ledger.book.office_time import refuse_future
from ledger.book.policy import Actor
from ledger.findings.rows import FindingRecord, HasDesk, history, keep, record_of, withdraw
from ledger.schema.desk_work import LookupRow


class LookupSubject(StrEnum):
    """查什么."""

    SIGNAL = "signal"
    RELATION = "relation"
    RECORD = "record"  # penalties, dishonesty lists
    POLICY = "policy"  # restricted or eliminated kinds of industry


class LookupOutcome(StrEnum):
    """结果: NONE for signals and ties; YES (clean, allowed) or NO for record and policy."""

    NONE = "none"
    YES = "yes"
    NO = "no"


SUBJECT_NAMES = {
    LookupSubject.SIGNAL: "最近动向",
    LookupSubject.RELATION: "与三明的关系",
    LookupSubject.RECORD: "处罚、失信记录",
    LookupSubject.POLICY: "产业政策准入",
}
OUTCOMES: Mapping[LookupSubject, Mapping[LookupOutcome, str]] = {
    LookupSubject.SIGNAL: {LookupOutcome.NONE: "查过，没有"},
    LookupSubject.RELATION: {LookupOutcome.NONE: "查过，没有"},
    LookupSubject.RECORD: {LookupOutcome.YES: "没有不良记录", LookupOutcome.NO: "有不良记录"},
    LookupSubject.POLICY: {LookupOutcome.YES: "允许", LookupOutcome.NO: "限制或淘汰"},
}
_FIELD_NAMES = {
    "subject": "查什么",
    "outcome": "结果",
    "looked_on": "查的日期",
    "says": "说明",
    "source": "查了哪里",
}


class Lookup(FileRecord):
    """查找: what was looked into on which day, where, and what came of it."""

    subject: LookupSubject
    outcome: LookupOutcome
    looked_on: date
    says: Line = ""
    source: Text = ""

    @model_validator(mode="after")
    def _outcome_belongs_to_the_subject(self) -> Self:
        if self.outcome not in OUTCOMES[self.subject]:
            allowed = "、".join(OUTCOMES[self.subject].values())
            text = f"「{SUBJECT_NAMES[self.subject]}」的结果只能是：{allowed}"
            raise refusal(text)
        return self


@dataclass(frozen=True, slots=True)
class RecordedLookup:
    """查找记录: a look, and who recorded it when."""

    lookup: Lookup
    record: FindingRecord


def read_lookup(values: Mapping[str, object]) -> Lookup:
    """Return the values of a form as a look into something.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Lookup, values, _FIELD_NAMES)


def record_lookup(
    session: Session, actor: Actor, company: HasDesk, lookup: Lookup
) -> RecordedLookup:
    """Keep that somebody looked; it counts from now on.

    Raises:
        NotAllowed: the company belongs to another desk.
        NotPossible: the day is to come.
    """
    refuse_future(session, lookup.looked_on, "查的日期")
    row = LookupRow(**lookup.model_dump(mode="json", exclude={"looked_on"}))
    row.looked_on = lookup.looked_on
    keep(session, actor, company, row)
    return recorded_lookup(row)


def withdraw_lookup(
    session: Session, actor: Actor, company: HasDesk, number: int, reason: str
) -> RecordedLookup:
    """Take a look back; what it answered is unknown again.

    Raises:
        NotFound: the company has no entry of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = withdraw(session, actor, LookupRow, (company, number), reason)
    return recorded_lookup(row)


def lookup_history(session: Session, company_id: str) -> list[RecordedLookup]:
    """List every look into one company, withdrawn ones included, the last recorded first."""
    return [recorded_lookup(row) for row in history(session, LookupRow, company_id)]


def recorded_lookup(row: LookupRow) -> RecordedLookup:
    """Return a row as the domain has it."""
    lookup = Lookup(
        subject=LookupSubject(row.subject),
        outcome=LookupOutcome(row.outcome),
        looked_on=row.looked_on,
        says=row.says,
        source=row.source,
    )
    return RecordedLookup(lookup, record_of(row))
