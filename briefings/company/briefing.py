"""Write the profile of one company from what is known of it and one state of the data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefings.company.common import general_limits
from briefings.company.plots import plot_offers
from briefings.company.profile import (
    CompanyProfile,
    Event,
    Fact,
    FillableLink,
    GateLine,
    ProfileTie,
)
from briefings.company.questions import about_plans, due_again, own_limits, questions
from briefings.company.score import score_bars
from briefings.company.sources import (
    NumberedSources,
    company_source,
    transfer_source,
    with_notes,
)
from briefings.state.state import DataState
from chains.evidence.registered_names import NamesOnce
from chains.gaps.assessment import Finding, Flag
from chains.gaps.priority import priority
from chains.gaps.wording import gap_sentence_brief, presence_sentence
from chains.model import Source
from chains.source_words import readable, source_text
from targets.age.listed_status import status_and_source
from targets.model import (
    Assignment,
    Company,
    LinkState,
    Listing,
    Relation,
    ScoreWeights,
    Signal,
)
from targets.scoring.gates import GATE_NAMES, GateReading
from targets.scoring.no_target import NoTarget
from targets.scoring.score import NOBODY_LOOKED, Findings, Scored, total
from targets.scoring.transfers import Transfer
from targets.scoring.wording import (
    ASSIGNMENT_BASES,
    RELATION_NAMES,
    SIGNAL_NAMES,
    STATE_NAMES,
    score_sentence,
)

FLAG_ORDER = (*Flag, None)
DEFAULT_WEIGHTS = ScoreWeights()
UNSURE = {LinkState.DATED: 1, LinkState.TO_CHECK: 2}
CITED = 2  # sources named of one link, the best first


@dataclass(frozen=True, slots=True)
class KnownCompany:
    """企业所知: what lists, ledger and score say of one company; the raw material of a profile.

    `apart` says why it is no target, None of one that is.
    """

    company: Company
    desk: str
    scored: Scored
    gates: tuple[GateReading, ...] = ()
    findings: Findings = NOBODY_LOOKED
    transfer: Transfer | None = None
    weights: ScoreWeights = DEFAULT_WEIGHTS
    fresh_since: date = date.min
    apart: NoTarget | None = None


def company_profile(state: DataState, known: KnownCompany) -> CompanyProfile:
    """Return all that may be said of a company; links, plots and questions in working order."""
    company, sources = known.company, NumberedSources()
    spelled = NamesOnce(state.registered)
    residents = [spelled.in_saying(r.resident, r.says) for r in known.findings.relations]
    facts = (*_facts(state, company, sources), *_transfer(known.transfer, sources))
    links = tuple(_links(state, company, sources, spelled))
    ties = tuple(
        _tie(relation, resident, sources)
        for relation, resident in zip(known.findings.relations, residents, strict=True)
    )
    latest_first = sorted(known.findings.signals, key=lambda s: s.happened_on, reverse=True)
    signals = tuple(_event(signal, sources) for signal in latest_first)
    plots = plot_offers(state, links, sources)
    parts = known.scored.parts
    due = due_again(known.findings, known.fresh_since)
    by_id = _sources_of(state, company)
    sentence = score_sentence(known.scored, known.findings, known.transfer)
    gates = tuple(
        GateLine(GATE_NAMES[g.gate], g.answer, with_notes(g.evidence, by_id, sources))
        for g in known.gates
    )
    asked = tuple(questions(state, parts, gates, links, plots, spelled))
    limits = tuple(own_limits(state, gates, links, plots, sources))
    told = with_notes(sentence, by_id, sources)
    own_sources = len(sources.listed())
    general = general_limits(state, sources)
    return CompanyProfile(
        id=company.id,
        name=company.name,
        desk=known.desk,
        where=" ".join(
            dict.fromkeys(filter(None, (company.province, company.city, company.district)))
        ),
        basis=company.basis.value,
        shown=company.may_be_shown,
        facts=facts,
        lists=tuple(listing_text(listing) for listing in company.listings),
        links=links,
        gates=gates,
        score=total(parts.as_tuple(), known.weights),
        sentence=told,
        bars=score_bars(parts, known.weights),
        ties=ties,
        fresh_since=known.fresh_since,
        relations_looked_on=known.findings.relations_looked_on,
        signals=signals,
        signals_looked_on=known.findings.signals_looked_on,
        plots=plots,
        questions=(*due, *about_plans(signals), *asked),
        must_not_promise=(*limits, *general),
        own_limits=limits,
        sources=sources.listed(),
        own_sources=own_sources,
        has_plots=bool(state.places.plots),
        version=state.version,
        today=state.today,
    )


def listing_text(listing: Listing) -> str:
    """Name a list with its edition, and the rank on it if one is known."""
    rank = f"第 {listing.rank} 位" if listing.rank else ""
    about = "，".join(filter(None, (listing.edition or "版次未见", rank)))
    return f"{listing.name}（{about}）"


def fillable(state: DataState, assignment: Assignment) -> Finding | None:
    """Return the finding of the link that `assignment` names, if the chains have it."""
    assessment = state.assessments.get(assignment.chain)
    return assessment.findings.get(assignment.link) if assessment else None


def _facts(state: DataState, company: Company, sources: NumberedSources) -> Iterable[Fact]:
    text = company_source(company.source_title, company.published, company.source_url)
    cites = sources.cite(text)
    capital = company.capital_10k_yuan
    status, status_source = status_and_source(company.status)
    said = {
        "英文名": company.name_en,
        "曾用名": "、".join(company.former_names),
        "统一社会信用代码": company.credit_code,
        "证券代码": company.stock_code,
        "行业": company.industry,
        "主营产品": company.products,
        "经营范围": company.scope,
        "状态": status,
        "成立日期": company.established_on.isoformat() if company.established_on else "",
        "注册资本": "" if capital is None else f"{capital:,.6g} 万元",
        "网址": company.website,
        "备注": _readable_note(state, company, sources),
    }
    about = {"状态": sources.cite(status_source) or cites}
    return [
        Fact(heading, text, about.get(heading, cites)) for heading, text in said.items() if text
    ]


def _readable_note(state: DataState, company: Company, sources: NumberedSources) -> str:
    """Return the note on a company; a source that its compiler named by id is cited."""
    return with_notes(readable(company.note), _sources_of(state, company), sources)


def _sources_of(state: DataState, company: Company) -> dict[str, Source]:
    """Return by id what the chains cite that the company is assigned to."""
    chains = (state.catalog.chains.get(given.chain) for given in company.assignments)
    return {i: source for chain in chains if chain for i, source in chain.source_by_id.items()}


def _transfer(found: Transfer | None, sources: NumberedSources) -> Iterable[Fact]:
    if found is not None:
        yield Fact("产业转移", found.says, sources.cite(*map(transfer_source, found.sources)))


def _links(
    state: DataState, company: Company, sources: NumberedSources, spelled: NamesOnce
) -> list[FillableLink]:
    kept = [a for a in company.assignments if a.state is not LinkState.REJECTED]
    found = [(a, f) for a in kept if (f := fillable(state, a)) is not None]
    weights = state.catalog.settings.weights

    def place(pair: tuple[Assignment, Finding]) -> tuple[object, ...]:
        assignment, finding = pair
        low = priority(finding.parts, weights)[0] if finding.parts else 0.0
        sure = UNSURE.get(assignment.state, 0)
        return (FLAG_ORDER.index(finding.flag), sure, -low, assignment.chain, assignment.link)

    return [_link(state, a, f, sources, spelled) for a, f in sorted(found, key=place)]


def _link(
    state: DataState,
    assignment: Assignment,
    finding: Finding,
    sources: NumberedSources,
    spelled: NamesOnce,
) -> FillableLink:
    by_id = finding.chain.source_by_id
    evidence = finding.evidence
    best = sorted((by_id[e.source] for e in evidence), key=lambda source: source.grade)[:CITED]
    basis = ASSIGNMENT_BASES.get(assignment.basis, assignment.basis)
    cites = sources.cite(*(source_text(source) for source in best))
    reason = f"：{with_notes(assignment.reason, by_id, sources)}" if assignment.reason else ""
    presence = presence_sentence(finding, spelled.of(finding.chain.id))
    return FillableLink(
        chain_id=finding.chain.id,
        chain_name=finding.chain.name,
        link_id=finding.link.id,
        link_name=finding.link.name,
        flag=finding.flag,
        kind=finding.kind.brief if finding.kind else "",
        priority=priority(finding.parts, state.catalog.settings.weights) if finding.parts else None,
        presence=presence,
        sentence=presence + gap_sentence_brief(finding),
        state=assignment.state,
        why=f"{STATE_NAMES[assignment.state]}，凭{basis}{reason}",
        cites=cites,
    )


def _tie(relation: Relation, resident: str, sources: NumberedSources) -> ProfileTie:
    cites = sources.cite(relation.source)
    word = RELATION_NAMES[relation.kind]
    return ProfileTie(relation.kind, word, resident, relation.says, cites)


def _event(signal: Signal, sources: NumberedSources) -> Event:
    cites = sources.cite(signal.source)
    return Event(signal.kind, SIGNAL_NAMES[signal.kind], signal.happened_on, signal.says, cites)
