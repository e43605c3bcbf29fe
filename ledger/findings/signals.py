"""动向: dated events of companies, each with its source; never a claim about intention."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.book.form_values import read_form
from ledger.book.office_time import refuse_future
from ledger.book.policy import Actor
from ledger.findings.rows import FindingRecord, HasDesk, history, keep, record_of, withdraw
from ledger.schema.desk_work import SignalRow
from targets.model import Signal, SignalKind

_FIELD_NAMES = {"kind": "类型", "happened_on": "日期", "says": "内容", "source": "来源"}


@dataclass(frozen=True, slots=True)
class RecordedSignal:
    """动向记录: an event, and who recorded it when."""

    signal: Signal
    record: FindingRecord


def read_signal(values: Mapping[str, object]) -> Signal:
    """Return the values of a form as an event.

    Raises:
        NotPossible: naming every field that does not fit.
    """
    return read_form(Signal, values, _FIELD_NAMES)


def record_signal(
    session: Session, actor: Actor, company: HasDesk, signal: Signal
) -> RecordedSignal:
    """Keep an event of `company`; it counts from now on.

    Raises:
        NotAllowed: the company belongs to another desk.
        NotPossible: the event is of a day to come.
    """
    refuse_future(session, signal.happened_on, "动向日期")
    row = SignalRow(**signal.model_dump(mode="json", exclude={"happened_on"}))
    row.happened_on = signal.happened_on
    keep(session, actor, company, row)
    return recorded_signal(row)


def withdraw_signal(
    session: Session, actor: Actor, company: HasDesk, number: int, reason: str
) -> RecordedSignal:
    """Take an event back; without another one nobody knows whether there is any.

    Raises:
        NotFound: the company has no entry of that number.
        NotAllowed: somebody else recorded it, and `actor` is no administrator.
        NotPossible: it is withdrawn already, or no reason is given.
    """
    row = withdraw(session, actor, SignalRow, (company, number), reason)
    return recorded_signal(row)


def signal_history(session: Session, company_id: str) -> list[RecordedSignal]:
    """List every event of one company, withdrawn ones included, the last recorded first."""
    return [recorded_signal(row) for row in history(session, SignalRow, company_id)]


def standing_signals(session: Session) -> list[RecordedSignal]:
    """List every event of all companies that was not withdrawn, in the order recorded."""
    query = select(SignalRow).where(SignalRow.withdrawn_at.is_(None)).order_by(SignalRow.id)
    return [recorded_signal(row) for row in session.scalars(query)]


def recorded_signal(row: SignalRow) -> RecordedSignal:
    """Return a row as the domain has it."""
    signal = Signal(
        kind=SignalKind(row.kind),
        happened_on=row.happened_on,
        says=row.says,
        source=row.source,
    )
    return RecordedSignal(signal, record_of(row))
