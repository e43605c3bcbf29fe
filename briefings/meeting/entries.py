"""What the office wrote, gathered for a snapshot: who wrote it when stands behind every source."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from briefings.changes.entries import EntryResult, OfficeResults
from briefings.targets.counts import CountRequest
from files.office import CHINA
from ledger.desks.visits import RecordedVisit, standing_visits
from ledger.findings.claims import claim_words, claims_by_company
from ledger.findings.relations import standing_relations
from ledger.meeting.decisions import StoredDecision, list_decisions
from targets.model import Relation
from targets.scoring.claims import Claim
from targets.scoring.wording import relation_words
from targets.stores.search import find_companies
from targets.ties import Tie

WHOLE_MEETING = "会议"


def office_results(asked: CountRequest) -> OfficeResults:
    """Return what stands in the ledger, and the ties that the chain files name.

    Who went on a visit and who witnessed it is left out: a snapshot is read by every desk.
    """
    session, targets = asked.session, asked.targets
    chains = {chain.id: chain.name for chain in targets.state.catalog.chains.values()}
    today, silent_days = targets.state.today, targets.yardstick.settings.silent_days
    claims = claims_by_company(session, today, silent_days)
    return OfficeResults(
        ties=(*map(_shipped_tie, targets.ties), *_ties(asked)),
        decisions=tuple(_decision(stored, chains) for stored in list_decisions(session)),
        visits=tuple(map(_visit, standing_visits(session))),
        claims=tuple(_claim(i, name, claim) for i, (name, claim) in claims.items()),
    )


def _ties(asked: CountRequest) -> Iterator[EntryResult]:
    kept = standing_relations(asked.session)
    known = find_companies(asked.companies, [found.record.company_id for found in kept])
    for found in kept:
        record = found.record
        company = known.get(record.company_id)
        name = company.company.name if company else record.company_id
        source = f"{found.relation.source}（{_recorded(record.recorded_by, record.recorded_at)}）"
        yield _tie((record.company_id, name), found.relation, source)


def _shipped_tie(tie: Tie) -> EntryResult:
    company = (tie.company or tie.company_name, tie.company_name)
    return _tie(company, tie.relation, tie.relation.source)


def _tie(company: tuple[str, str], relation: Relation, source: str) -> EntryResult:
    """Two entries that say the same of one company are one tie, as two equal events are one."""
    key = "\n".join((company[0], relation.kind.value, relation.resident, relation.says))
    return EntryResult(
        key=key,
        subject=company[1],
        says=f"{relation_words(relation)}：{relation.says}",
        origin=source,
    )


def _decision(stored: StoredDecision, chains: Mapping[str, str]) -> EntryResult:
    asked = stored.decision
    told = (asked.unit, f"{asked.due_on} 前" if asked.due_on else "")
    open_points = "，".join(filter(None, told))
    return EntryResult(
        key=str(stored.id),
        subject=chains.get(asked.chain_id, asked.chain_id) or WHOLE_MEETING,
        says=f"{asked.text}（{open_points}）" if open_points else asked.text,
        origin=_recorded(stored.changed_by, stored.changed_at),
    )


def _visit(found: RecordedVisit) -> EntryResult:
    visit = found.visit
    return EntryResult(
        key=str(found.id),
        subject=visit.company_name,
        says=f"{visit.visited_on} {visit.team}：{visit.result}",
        origin=f"{visit.number}（{_recorded(found.recorded_by, found.recorded_at)}）",
    )


def _claim(company_id: str, name: str, claim: Claim) -> EntryResult:
    lead = claim.lead
    return EntryResult(
        key=company_id,
        subject=name,
        says=f"{lead.desk}首招：{claim_words(claim)}",
        origin=f"{lead.desk}的拜访记录（{lead.entered} 登记）",
    )


def _recorded(by: str, at: datetime) -> str:
    return f"{by} {at.astimezone(CHINA):%Y-%m-%d} 登记"
