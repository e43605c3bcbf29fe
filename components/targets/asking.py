"""What the screens ask of the companies, answered once per state of the data."""

import os
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from briefings.targets.state import TargetState, know_company, measure_of, target_state
from chains.gaps.assessment import Flag
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.kept import kept
from components.frame.last_state.asking import ask, ledger_state, remember
from components.frame.ledger_access import open_ledger
from components.targets.rows import Target
from files.errors import NotFound
from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.companies.hiding import same_version
from ledger.companies.reading import (
    SEARCHED_AS_BEFORE,
    columnar_file_version,
    companies_of,
    is_searched_as_before,
    open_companies,
)
from ledger.companies.store import companies_version, keep_in_step, require_earlier
from ledger.desks.areas import desks_version
from ledger.findings.findings import findings_by_company
from ledger.findings.rows import findings_version
from targets.desks import DeskSettings
from targets.model import ScoreWeights
from targets.nearest_names import nearest_names as nearest_names_of
from targets.scoring.classes import SharedRank
from targets.scoring.links import LinkKey
from targets.scoring.no_target import no_target
from targets.scoring.score import NOBODY_LOOKED, Findings, Yardstick, score_company
from targets.scoring.settings import open_score_settings
from targets.scoring.transfers import transfer_of
from targets.scoring.waiting import WaitingCompanies, waiting_for
from targets.scoring.wording import score_sentence
from targets.stores import facets, search
from targets.stores.query import CompanyFilter, CompanyPage, CompanyRow, Facets
from targets.stores.store import FoundCompany
from targets.stores.values import Measure
from targets.ties import Tie


@dataclass(frozen=True)
class Targets:
    """目标企业: what lists of companies are reckoned with in one state of the data.

    `version` changes whenever any answer could. Treat it as read-only: all sessions share it.
    """

    base: TargetState
    measure: Measure
    version: str

    @property
    def yardstick(self) -> Yardstick:
        """What every company is measured with."""
        return self.base.yardstick

    @property
    def state(self) -> DataState:
        """The state of chains and places."""
        return self.base.state

    @property
    def desks(self) -> DeskSettings:
        """The areas of the desks."""
        return self.measure.desks


@dataclass(frozen=True, slots=True)
class TargetPageQuery:
    """列表所问: one stretch of a list; equal ones have equal answers in one state of the data."""

    filter: CompanyFilter
    weights: ScoreWeights = field(default_factory=ScoreWeights)
    offset: int = 0
    limit: int = 25


def get_targets(context: Context) -> Targets:
    """Return the targets as files and ledger have them now; they are read again after a change.

    Raises:
        LedgerUnavailable: the ledger cannot be read, and never was.
    """
    return remember("targets", lambda: _read_targets(context))


def _read_targets(context: Context) -> Targets:
    state = get_state(context)
    ledger = open_ledger()
    versions = (ask(desks_version), ask(findings_version), ask(same_version))
    file = columnar_file_version(os.environ)
    key = "·".join(
        map(
            str,
            (ledger.url, context.rules_version, state.places.version, *versions, file, state.today),
        )
    )
    base, measure = _measured(key, state)
    try:
        _in_step(key, base, measure)
    except LedgerUnwritable as refusal:  # tried again at the next look
        require_earlier(ledger, refusal)
    return Targets(base, measure, f"{key}·{ask(companies_version)}")


@kept(most=2)
def _measured(key: str, _state: DataState) -> tuple[TargetState, Measure]:  # noqa: ARG001
    base = target_state(_state, open_score_settings(os.environ))
    ledger = open_ledger()
    with ledger.reading() as session:
        return base, measure_of(session, base)


# By itself, since it is left for later while nothing can be saved: a refusal is not kept.
@kept(most=2, spinner="正在整理企业名录…")
def _in_step(key: str, _base: TargetState, _measure: Measure) -> bool:  # noqa: ARG001
    return keep_in_step(open_ledger(), _measure, _base.shipped, os.environ)


def source_note() -> str:
    """Say for the foot of a list where its companies are from, and how old imported scores are."""
    built = columnar_file_version(os.environ).partition("·")[2]
    imported = f"；列式文件里的企业按数据版本 {built} 评分" if built else ""
    if is_searched_as_before(os.environ):
        imported += f"，{SEARCHED_AS_BEFORE}"
    return f"公司来自公开名录和导入的清单，各条注明来源和时间；目标分不代表企业有投资意向{imported}"


def find_page(targets: Targets, asked: TargetPageQuery) -> CompanyPage:
    """Return some rows of the list that is asked for, and how many there are in all."""
    return remember(("page", repr(asked)), lambda: _page(targets.version, asked))


@kept(most=256)
def _page(version: str, asked: TargetPageQuery) -> CompanyPage:  # noqa: ARG001  (the key of the cache)
    with open_companies(open_ledger(), os.environ) as companies:
        return search.find_page(
            companies,
            asked.filter,
            asked.weights,
            offset=asked.offset,
            limit=asked.limit,
        )


def find_ranks(targets: Targets, asked: CompanyFilter) -> Mapping[int, SharedRank]:
    """Return the rank that the companies of each class share in the list, by the class's code."""
    return remember(("ranks", repr(asked)), lambda: _ranks(targets.version, asked))


@kept(most=256)
def _ranks(version: str, asked: CompanyFilter) -> dict[int, SharedRank]:  # noqa: ARG001  (the key of the cache)
    with open_companies(open_ledger(), os.environ) as companies:
        return search.find_ranks(companies, asked)


def find_facets(targets: Targets, asked: CompanyFilter) -> Facets:
    """Return how many companies each further choice would leave."""
    return remember(("facets", repr(asked)), lambda: _facets(targets.version, asked))


def facets_for_choice(targets: Targets, asked: CompanyFilter) -> Facets:
    """Return `find_facets`; none where they cannot be read, so that a filter can be taken off."""
    try:
        return find_facets(targets, asked)
    except LedgerUnavailable:
        return Facets({}, {}, {}, {}, {})


@kept(most=256)
def _facets(version: str, asked: CompanyFilter) -> Facets:  # noqa: ARG001  (the key of the cache)
    with open_companies(open_ledger(), os.environ) as companies:
        return facets.find_facets(companies, asked)


def count(targets: Targets, asked: CompanyFilter) -> int:
    """Return how many companies the list holds."""
    return find_page(targets, TargetPageQuery(asked, limit=0)).total


def nearest_names(targets: Targets, asked: CompanyFilter) -> tuple[str, ...]:
    """Return names that the keyword of an empty list comes near to."""
    return _nearest(targets.version, asked)


@kept(most=64)
def _nearest(version: str, asked: CompanyFilter) -> tuple[str, ...]:  # noqa: ARG001  (the key of the cache)
    with open_companies(open_ledger(), os.environ) as companies:
        return nearest_names_of(companies, asked)


def worth_checking(
    targets: Targets, asked: CompanyFilter, weights: ScoreWeights
) -> tuple[CompanyRow, ...]:
    """Return the rows of the list that a check would tell most about."""
    first = targets.yardstick.settings.first
    return remember(
        ("worth checking", repr((asked, weights))),
        lambda: _worth_checking(targets.version, asked, weights, first),
    )


@kept(most=64)
def _worth_checking(
    version: str,  # noqa: ARG001  (the key of the cache)
    asked: CompanyFilter,
    weights: ScoreWeights,
    first: int,
) -> tuple[CompanyRow, ...]:
    with open_companies(open_ledger(), os.environ) as companies:
        return search.worth_checking_rows(companies, asked, weights, first)


def waiting_links(targets: Targets, asked: CompanyFilter) -> Mapping[LinkKey, WaitingCompanies]:
    """Return the links that nobody knows and companies of the list wait for, most first."""
    return remember(
        ("waiting", repr(asked)), lambda: _waiting(targets.version, asked, targets.base)
    )


@kept(most=64)
def _waiting(
    version: str,  # noqa: ARG001  (the key of the cache)
    asked: CompanyFilter,
    _base: TargetState,
) -> Mapping[LinkKey, WaitingCompanies]:
    with open_companies(open_ledger(), os.environ) as companies:
        link_sets = search.link_sets_waiting(companies, asked)
    links = _base.yardstick.links
    unknown = [key for key, part in links.items() if part.flag is Flag.TO_CHECK]
    assessments = _base.state.assessments
    undecided = {
        (c, f.link.id): f.undecided for c in assessments for f in assessments[c].findings.values()
    }
    return waiting_for(link_sets, unknown, undecided)


def with_reasons(targets: Targets, rows: Sequence[CompanyRow]) -> tuple[Target, ...]:
    """Return rows with all that their sentences are made of."""
    asked = tuple(rows)
    return remember(("reasons", asked), lambda: _with_reasons(targets.version, asked, targets.base))


@kept(most=64)
def _with_reasons(
    version: str,  # noqa: ARG001  (the key of the cache)
    rows: tuple[CompanyRow, ...],
    _base: TargetState,
) -> tuple[Target, ...]:
    ids = [row.id for row in rows]
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        known = search.find_companies(companies, ids)
        found = findings_by_company(session, _base.ties_of, list(known))
    return tuple(
        _with_reason(_base, row, known[row.id], found.get(row.id, NOBODY_LOOKED))
        for row in rows
        if row.id in known
    )


def _with_reason(
    base: TargetState, row: CompanyRow, found: FoundCompany, findings: Findings
) -> Target:
    company = found.company
    scored = score_company(company, base.yardstick, findings)
    chains = {assignment.chain for assignment in company.assignments}
    agreement = transfer_of(base.yardstick.transfers, company.province, company.city, chains)
    sentence = score_sentence(scored, findings, agreement)
    apart = no_target(company, scored, findings, base.yardstick.residents)
    fresh_since = base.yardstick.fresh_since
    transfer = agreement.says if agreement else ""
    return Target(row, company, scored, findings, sentence, fresh_since, apart, transfer)


def one_company(targets: Targets, company_id: str, weights: ScoreWeights) -> KnownCompany:
    """Return what is known of one company.

    Raises:
        NotFound: there is no company of that id.
    """
    asked = ("company", company_id, repr(weights))
    return remember(
        asked,
        lambda: _read_company(targets.version, ledger_state(), company_id, weights, targets.base),
    )


@kept(most=64)
def _read_company(
    version: str,  # noqa: ARG001  (the key)
    state: Hashable,  # noqa: ARG001  (the key: visits are not of the version)
    company_id: str,
    weights: ScoreWeights,
    _base: TargetState,
) -> KnownCompany:
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        found = search.find_companies(companies, [company_id]).get(company_id)
        if found is None:
            text = f"没有编号为“{company_id[:40]}”的企业，可能已被撤销或改号。请在片区列表中另选。"
            raise NotFound(text)
        return know_company(session, _base, found.company, weights=weights)


def all_ties(targets: Targets) -> list[Tie]:
    """Return every tie with a source: of the chain files, then of the ledger, by resident."""
    return remember("ties", lambda: _all_ties(targets.version, targets.base))


@kept(most=4)
def _all_ties(version: str, _base: TargetState) -> list[Tie]:  # noqa: ARG001
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        findings = findings_by_company(session, _base.ties_of)
        known = search.find_companies(companies, list(findings))
    return sorted([*_base.ties, *_recorded(_base, findings, known)], key=lambda t: t.resident)


def _recorded(
    base: TargetState, findings: Mapping[str, Findings], known: Mapping[str, FoundCompany]
) -> list[Tie]:
    """Return the ties of the ledger: in the findings they stand behind those of the files."""
    return [
        Tie(relation.resident, (), "", company, known[company].company.name, relation)
        for company, found in findings.items()
        for relation in found.relations[len(base.ties_of.get(company, ())) :]
        if company in known and relation.resident
    ]
