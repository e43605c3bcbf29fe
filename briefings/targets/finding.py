"""Find targets with all that their sentences rest on: one answer for commands and papers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from briefings.targets.state import TargetState, know_company, measure_of, target_state
from chains.catalog import Catalog
from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.errors import LedgerUnwritable
from ledger.companies.search_texts import Tell, silent
from ledger.companies.store import keep_in_step, require_earlier
from targets.desks import DeskSettings
from targets.nearest_names import nearest_names
from targets.scoring.classes import SharedRank
from targets.scoring.settings import open_score_settings
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter, CompanyPage, Facets
from targets.stores.search import find_companies, find_page, find_ranks
from targets.stores.store import Companies
from targets.stores.values import Measure


def targets_in_step(
    ledger: Ledger, state: DataState, environment: Mapping[str, str], tell: Tell = silent
) -> tuple[TargetState, Measure]:
    """Return what companies are measured with, after bringing the stored ones in step with it.

    While nothing can be saved they stay as they were last worked out. `tell`: see `keep_in_step`.
    """
    targets = target_state(state, open_score_settings(environment))
    with ledger.reading() as session:
        measure = measure_of(session, targets)
    try:
        keep_in_step(ledger, measure, targets.shipped, environment, tell)
    except LedgerUnwritable as refusal:
        require_earlier(ledger, refusal)
    return targets, measure


@dataclass(frozen=True, slots=True)
class FoundTargets:
    """查到的目标企业: one page in its order, the facets, and what each row rests on, by id.

    `ranks`: the rank of each class in the whole list, by its code. `nearest`: where there is none,
    the names that the keyword comes near to.
    """

    page: CompanyPage
    facets: Facets
    known: Mapping[str, KnownCompany]
    ranks: Mapping[int, SharedRank] = field(default_factory=dict)
    nearest: tuple[str, ...] = ()


def find_targets(
    session: Session,
    companies: Companies,
    targets: TargetState,
    asked: CompanyFilter,
    limit: int,
) -> FoundTargets:
    """Return the first `limit` companies of `asked`, by class, then province and name."""
    weights = targets.yardstick.settings.weights
    page = find_page(companies, asked, weights, limit=limit)
    found = find_companies(companies, [row.id for row in page.rows])
    known = {i: know_company(session, targets, one.company) for i, one in found.items()}
    near = () if page.total or not asked.keyword else nearest_names(companies, asked)
    ranks = find_ranks(companies, asked)
    return FoundTargets(page, find_facets(companies, asked), known, ranks, near)


def refuse_unknown(asked: CompanyFilter, catalog: Catalog, desks: DeskSettings) -> None:
    """Return if desk, chain and link of `asked` are there.

    Raises:
        NotFound: one is not; the text lists those there are.
    """
    if asked.desk and desks.named(asked.desk) is None:
        text = f"没有叫“{asked.desk}”的片区。现有：{'、'.join(d.name for d in desks.desks)}"
        raise NotFound(text)
    if asked.link and not asked.chain:
        text = "按环节查要同时写产业链，如 --chain fluorine --link fluoropolymer。"
        raise NotFound(text)
    chain = catalog.chain(asked.chain) if asked.chain else None
    if chain is not None and asked.link and chain.link(asked.link) is None:
        known = "、".join(f"{link.name}（{link.id}）" for link in chain.links)
        text = f"「{chain.name}」没有编号为「{asked.link}」的环节。现有：{known}"
        raise NotFound(text)
