"""企业急需: which links companies here asked for, as the office heard it (docs/methods.md 6).

A record is never edited or removed: a wrong one is withdrawn with a reason. A link that nobody
asked around for has none, and its part of the priority stays unknown.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from pydantic import model_validator
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.records import Record, Slug, refusal
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.form_values import Line, read_form
from ledger.book.office_time import refuse_future
from ledger.book.policy import Action, Actor, require
from ledger.book.records import require_own, sign, take_back
from ledger.schema.urgency import UrgencyRow

TOPIC = "urgency"


class UrgentNeed(StrEnum):
    """急需程度: what was heard when somebody asked."""

    ASKED = "asked"
    SIGNED = "signed"
    NOBODY = "nobody"


NEED_NAMES: Mapping[UrgentNeed, str] = {
    UrgentNeed.ASKED: "有企业提出",
    UrgentNeed.SIGNED: "签约项目将需要",
    UrgentNeed.NOBODY: "问过，没有",
}
VALUES: Mapping[UrgentNeed, float] = {  # methods 6
    UrgentNeed.ASKED: 1.0,
    UrgentNeed.SIGNED: 0.5,
    UrgentNeed.NOBODY: 0.0,
}
_FIELD_NAMES = {
    "need": "急需程度",
    "company": "企业或项目",
    "asked_on": "日期",
    "source": "依据",
}


class Urgency(Record):
    """企业急需: what was heard of one link. `source` says how it is known (visit, letter, file)."""

    chain_id: Slug
    link_id: Slug
    need: UrgentNeed
    company: Line = ""
    asked_on: date
    source: Line

    @model_validator(mode="after")
    def _somebody_needs_it(self) -> Self:
        if not self.source:
            text = "要写依据：走访记录、来函、会议纪要或签约文件"
            raise refusal(text)
        if self.need is not UrgentNeed.NOBODY and not self.company:
            text = "要写是哪家企业或哪个项目"
            raise refusal(text)
        if self.need is UrgentNeed.NOBODY and self.company:
            text = "结果是“问过，没有”，就不写企业；问了谁请写在依据里"
            raise refusal(text)
        return self


@dataclass(frozen=True, slots=True)
class RecordedUrgency:
    """急需记录: what was heard, who recorded it when, and by whom and why it was withdrawn."""

    id: int
    urgency: Urgency
    recorded_by: str
    recorded_at: datetime
    withdrawn_by: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


def read_urgency(values: Mapping[str, object]) -> Urgency:
    """Return the values of a form as a record.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Urgency, values, _FIELD_NAMES)


def record_urgency(session: Session, actor: Actor, urgency: Urgency) -> RecordedUrgency:
    """Keep what was heard; it counts from now on.

    Raises:
        NotAllowed: the role does not record needs.
        NotPossible: it is of a day to come.
    """
    require(actor, Action.RECORD_URGENCY)
    refuse_future(session, urgency.asked_on, "日期")
    row = UrgencyRow(
        **urgency.model_dump(mode="json", exclude={"asked_on"}),
        asked_on=urgency.asked_on,
    )
    sign(session, actor, row)
    sealed = digest([canonical(urgency.model_dump(mode="json"))])
    detail = {"urgency": row.id, "need": urgency.need.value, "content": sealed}
    append(session, actor, (TOPIC, "record", f"{urgency.chain_id}/{urgency.link_id}"), detail)
    return _recorded(row)


def withdraw_urgency(session: Session, actor: Actor, number: int, reason: str) -> RecordedUrgency:
    """Take a record back; what was recorded before counts again.

    Raises:
        NotFound: there is no record of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = session.get(UrgencyRow, number)
    if row is None:
        text = f"没有编号为 {number} 的急需记录。"
        raise NotFound(text)
    require_own(actor, row, (Action.RECORD_URGENCY, Action.WITHDRAW_ANY_URGENCY))
    take_back(session, actor, row, "急需记录", reason)
    subject = f"{row.chain_id}/{row.link_id}"
    append(session, actor, (TOPIC, "withdraw", subject), {"urgency": row.id})
    return _recorded(row)


def urgency_history(session: Session, chain_id: str, link_id: str) -> list[RecordedUrgency]:
    """List every record of one link, withdrawn ones included, the latest day first."""
    mine = (UrgencyRow.chain_id == chain_id, UrgencyRow.link_id == link_id)
    return [_recorded(row) for row in session.scalars(_latest_first().where(*mine))]


def standing_urgencies(session: Session) -> dict[tuple[str, str], RecordedUrgency]:
    """Return what stands for every link that was asked about, by chain id and link id.

    Of the records since nobody needed it last, the strongest counts, and of those the latest.
    """
    query = _latest_first().where(UrgencyRow.withdrawn_at.is_(None))
    by_link: dict[tuple[str, str], list[RecordedUrgency]] = {}
    for row in session.scalars(query):
        by_link.setdefault((row.chain_id, row.link_id), []).append(_recorded(row))
    return {link: _standing(found) for link, found in by_link.items()}


def urgency_values(
    standing: Mapping[tuple[str, str], RecordedUrgency], chain_id: str
) -> dict[str, float]:
    """Return what `chains.gaps.assessment.assess` takes as `urgency` for one chain."""
    return {
        link: VALUES[found.urgency.need]
        for (chain, link), found in standing.items()
        if chain == chain_id
    }


def _standing(latest_first: Iterable[RecordedUrgency]) -> RecordedUrgency:
    since: list[RecordedUrgency] = []
    for found in latest_first:
        if found.urgency.need is UrgentNeed.NOBODY:
            return max(since, key=_value) if since else found
        since.append(found)
    return max(since, key=_value)  # of equal ones the first, which is the latest


def _value(found: RecordedUrgency) -> float:
    return VALUES[found.urgency.need]


def _latest_first() -> Select[UrgencyRow]:
    return select(UrgencyRow).order_by(UrgencyRow.asked_on.desc(), UrgencyRow.id.desc())


def _recorded(row: UrgencyRow) -> RecordedUrgency:
    urgency = Urgency(
        chain_id=row.chain_id,
        link_id=row.link_id,
        need=UrgentNeed(row.need),
        company=row.company,
        asked_on=row.asked_on,
        source=row.source,
    )
    return RecordedUrgency(
        row.id,
        urgency,
        row.recorded_name or row.recorded_by,
        row.recorded_at,
        row.changed_name if row.withdrawn_at else "",
        row.withdrawn_at,
        row.withdrawn_reason,
    )
