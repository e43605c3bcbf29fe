"""What is known of companies besides their products, as the score takes it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from files.personal.phones import without_phones
from ledger.findings.claims import claim_on, claim_words
from ledger.findings.lookups import Lookup, LookupOutcome, LookupSubject, recorded_lookup
from ledger.findings.relations import recorded_relation
from ledger.findings.signals import recorded_signal
from ledger.schema.desk_work import LookupRow, RelationRow, SignalRow
from ledger.schema.visits import VisitRow
from targets.model import Relation, Signal
from targets.scoring.gates import CompanyStanding
from targets.scoring.score import Findings

AT_ONCE = 500  # ids in one question to the database
Row = TypeVar("Row", SignalRow, RelationRow, LookupRow)
Ties = Mapping[str, tuple[Relation, ...]]


def findings_by_company(
    session: Session, ties: Ties, companies: Collection[str] | None = None
) -> dict[str, Findings]:
    """Return what is known of each of `companies` (ids; None: of all), by id.

    `ties` are those that the chain files name; they come before those of the ledger. A company
    of which nothing is known is left out (`targets.scoring.score.NOBODY_LOOKED`).
    """
    signals: dict[str, list[Signal]] = defaultdict(list)
    for signal_row in _standing(session, SignalRow, companies):
        signals[signal_row.company_id].append(recorded_signal(signal_row).signal)
    asked = ties if companies is None else {i: ties[i] for i in companies if i in ties}
    relations = defaultdict(list, {company: list(found) for company, found in asked.items()})
    for relation_row in _standing(session, RelationRow, companies):
        relations[relation_row.company_id].append(recorded_relation(relation_row).relation)
    looks: dict[str, list[Lookup]] = defaultdict(list)
    for lookup_row in _standing(session, LookupRow, companies):
        looks[lookup_row.company_id].append(recorded_lookup(lookup_row).lookup)
    return {
        company: Findings(
            tuple(signals.get(company, ())),
            tuple(relations.get(company, ())),
            _last_look(looks.get(company, ()), LookupSubject.SIGNAL),
            _last_look(looks.get(company, ()), LookupSubject.RELATION),
        )
        for company in sorted({*signals, *relations, *looks})
    }


def standing_of(
    session: Session, company_id: str, today: date, silent_days: int = 90
) -> CompanyStanding:
    """Return what looks into penalties and policy answer, and who holds the first claim.

    The latest look of each kind counts. Without a complete lead among the visits nobody knows
    about a claim; who was there last is told beside that, for the desk to ask them first. This
    is read by all, so telephone numbers are covered.
    """
    claim = claim_on(session, company_id, today, silent_days)
    rows = _standing(session, LookupRow, [company_id])
    looks = [recorded_lookup(row).lookup for row in rows]
    record = _latest(looks, LookupSubject.RECORD)
    policy = _latest(looks, LookupSubject.POLICY)
    return CompanyStanding(
        held_by=claim.lead.desk if claim else None,
        claim=claim_words(claim) if claim else "",
        allowed=policy.outcome is LookupOutcome.YES if policy else None,
        policy_note=_note(policy),
        record_clean=record.outcome is LookupOutcome.YES if record else None,
        record_note=_note(record),
        contact=_last_contact(session, company_id),
    )


def _last_contact(session: Session, company_id: str) -> str:
    mine = (VisitRow.company_id == company_id, VisitRow.withdrawn_at.is_(None))
    last = (VisitRow.visited_on.desc(), VisitRow.id.desc())
    row = session.scalars(select(VisitRow).where(*mine).order_by(*last).limit(1)).first()
    return without_phones(f"{row.visited_on} {row.team}拜访过（{row.number}）") if row else ""


def _note(lookup: Lookup | None) -> str:
    if lookup is None:
        return ""
    said = "。".join(filter(None, (lookup.says, lookup.source)))
    return f"{lookup.looked_on} 查：{said}" if said else ""


def _last_look(looks: Iterable[Lookup], subject: LookupSubject) -> date | None:
    latest = _latest(looks, subject)
    return latest.looked_on if latest else None


def _latest(looks: Iterable[Lookup], subject: LookupSubject) -> Lookup | None:
    """Return the latest look, and of one day the last recorded; `looks` come as recorded."""
    latest: Lookup | None = None
    for look in looks:
        if look.subject is subject and (latest is None or look.looked_on >= latest.looked_on):
            latest = look
    return latest


def _standing(
    session: Session, table: type[Row], companies: Collection[str] | None
) -> Iterable[Row]:
    query = select(table).where(table.withdrawn_at.is_(None)).order_by(table.id)
    if companies is None:
        yield from session.scalars(query)
        return
    ids = sorted(companies)
    for at in range(0, len(ids), AT_ONCE):
        yield from session.scalars(query.where(table.company_id.in_(ids[at : at + AT_ONCE])))
