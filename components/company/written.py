"""What was noted down about a company, latest first, each entry in words and with its way back."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ledger.findings.lookups import OUTCOMES, SUBJECT_NAMES, Lookup, lookup_history, withdraw_lookup
from ledger.findings.relations import relation_history, withdraw_relation
from ledger.findings.rows import FindingRecord
from ledger.findings.signals import signal_history, withdraw_signal
from targets.scoring.wording import relation_words, signal_words


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """记过的一条: what it says, who wrote it, and the function that takes it back."""

    kind: str
    number: int
    text: str
    is_withdrawn: bool
    withdraw: Callable[..., object]


def written_of(session: Session, company_id: str) -> list[WrittenEntry]:
    """List what was noted down about a company: events, ties, looks; withdrawn ones included."""
    signals = [
        _written("signal", f"{signal_words(e.signal)}：{e.signal.says}", e.record, withdraw_signal)
        for e in signal_history(session, company_id)
    ]
    ties = [
        _written(
            "relation",
            f"{relation_words(e.relation)}：{e.relation.says}",
            e.record,
            withdraw_relation,
        )
        for e in relation_history(session, company_id)
    ]
    looks = [
        _written("lookup", _look(e.lookup), e.record, withdraw_lookup)
        for e in lookup_history(session, company_id)
    ]
    return [*signals, *ties, *looks]


def _look(lookup: Lookup) -> str:
    outcome = OUTCOMES[lookup.subject][lookup.outcome]
    where = f"，查了{lookup.source}" if lookup.source else ""
    return f"{lookup.looked_on} {SUBJECT_NAMES[lookup.subject]}：{outcome}{where}"


def _written(
    kind: str, text: str, record: FindingRecord, withdraw: Callable[..., object]
) -> WrittenEntry:
    by = f"（{record.recorded_by} {record.recorded_at:%Y-%m-%d} 记"
    withdrawn = record.withdrawn_at is not None
    back = f"；{record.withdrawn_by} 撤回：{record.withdrawn_reason}" if withdrawn else ""
    return WrittenEntry(kind, record.id, f"{text}{by}{back}）", withdrawn, withdraw)
