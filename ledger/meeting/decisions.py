"""待决事项: what the joint meeting is asked to decide, for a chain or as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.records import Record, Slug
from ledger.book.audit import append
from ledger.book.canonical import canonical, digest
from ledger.book.database import moment
from ledger.book.errors import FieldChange, StaleRecord
from ledger.book.form_values import Line, read_form
from ledger.book.policy import Action, Actor, require
from ledger.book.records import stamp
from ledger.schema.meeting import DecisionRow

TOPIC = "decision"
_NAMES = {"chain_id": "产业链", "text": "事项", "unit": "牵头单位", "due_on": "期限"}


class Decision(Record):
    """待决事项: `chain_id` "" stands for the meeting as a whole; no `unit` or `due_on`: open."""

    chain_id: Slug | Annotated[str, Field(max_length=0)] = ""
    text: Annotated[Line, Field(min_length=1, max_length=120)]
    unit: Annotated[Line, Field(max_length=40)] = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """在册事项: a decision as it stands, its version, and who wrote it when."""

    id: int
    decision: Decision
    version: int
    changed_by: str
    changed_at: datetime


def read_decision(values: Mapping[str, object]) -> Decision:
    """Return the values of a form as a decision.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Decision, values, _NAMES)


def add_decision(session: Session, actor: Actor, decision: Decision) -> StoredDecision:
    """Put `decision` at the end of the list.

    Raises:
        NotAllowed: the role does not prepare the meeting.
    """
    require(actor, Action.PREPARE_MEETING)
    row = DecisionRow()
    session.add(row)
    return _save(session, actor, row, decision, "add")


def edit_decision(
    session: Session, actor: Actor, decision_id: int, decision: Decision, expected_version: int
) -> StoredDecision:
    """Replace what line `decision_id` says.

    Raises:
        NotAllowed: the role does not prepare the meeting.
        NotFound: the line is gone.
        StaleRecord: somebody changed it since the form was opened.
    """
    require(actor, Action.PREPARE_MEETING)
    row = _row(session, decision_id)
    if row.version != expected_version:
        raise _stale(decision, row)
    return _save(session, actor, row, decision, "edit")


def remove_decision(
    session: Session, actor: Actor, decision_id: int, expected_version: int
) -> None:
    """Take a line off the list; the log keeps that it was there.

    Raises:
        NotAllowed: the role does not prepare the meeting.
        NotFound: the line is gone already.
        StaleRecord: somebody changed it since the list was opened.
    """
    require(actor, Action.PREPARE_MEETING)
    row = _row(session, decision_id)
    if row.version != expected_version:
        raise _stale(_stored(row).decision, row)
    row.removed_at = moment(session)
    _save(session, actor, row, _stored(row).decision, "remove")


def list_decisions(session: Session) -> list[StoredDecision]:
    """List what is to be decided, in the order it was added."""
    query = select(DecisionRow).where(DecisionRow.removed_at.is_(None)).order_by(DecisionRow.id)
    return [_stored(row) for row in session.scalars(query)]


def _row(session: Session, decision_id: int) -> DecisionRow:
    row = session.get(DecisionRow, decision_id)
    if row is None or row.removed_at is not None:
        text = "这条事项已被删去。没有改动；请刷新列表。"
        raise NotFound(text)
    return row


def _save(
    session: Session, actor: Actor, row: DecisionRow, decision: Decision, action: str
) -> StoredDecision:
    for name, value in decision.model_dump().items():
        setattr(row, name, value)
    stamp(session, actor, row)
    session.flush()
    seal = digest([canonical(decision.model_dump(mode="json"))])
    append(session, actor, (TOPIC, action, str(row.id)), {"content": seal})
    return _stored(row)


def _stale(mine: Decision, row: DecisionRow) -> StaleRecord:
    theirs = _stored(row)
    text = (
        f"这条事项在你打开之后被 {theirs.changed_by} 改为「{theirs.decision.text}」。"
        "你的改动没有保存；请看过新内容再改。"
    )
    change = FieldChange(_NAMES["text"], "", theirs.decision.text, mine.text)
    return StaleRecord(text, mine, theirs, (change,))


def _stored(row: DecisionRow) -> StoredDecision:
    decision = Decision(chain_id=row.chain_id, text=row.text, unit=row.unit, due_on=row.due_on)
    by = row.changed_name or row.changed_by
    return StoredDecision(row.id, decision, row.version, by, row.changed_at)
