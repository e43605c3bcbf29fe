"""The four-part analysis of this moment, with companies asked and rewordings read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefings.analysis.analysis import Analysis, LinkTargets
from briefings.analysis.four_parts import compose_analysis, sought_links
from briefings.state.state import DataState
from briefings.targets.counts import CountRequest, asking
from chains.settings import Weights
from ledger.book.database import Ledger
from ledger.desks.areas import current_desks
from ledger.meeting.rewordings import standing_rewordings
from targets.stores.query import CompanyFilter
from targets.stores.search import count, find_page

FIRST = 5


def analysis_now(
    ledger: Ledger,
    state: DataState,
    environment: Mapping[str, str],
    chain_id: str,
    weights: Weights | None = None,
) -> Analysis:
    """Return the analysis of one chain; `weights` are those of the settings unless moved.

    Raises:
        NotFound: there is no such chain.
        LedgerUnavailable: the ledger cannot be read.
    """
    chain = state.catalog.chain(chain_id)
    with asking(ledger, state, environment) as asked:
        desks = [desk.name for desk in current_desks(asked.session).settings.desks]
        targets = {
            link: targets_of(asked, (chain.id, link), desks)
            for link in sought_links(state, chain.id, weights)
        }
        rewordings = standing_rewordings(asked.session, chain.id)
    return compose_analysis(state, chain.id, targets, rewordings, weights)


def targets_of(asked: CountRequest, place: tuple[str, str], desks: Sequence[str]) -> LinkTargets:
    """Return the companies that could fill one link: their number, the first, by desk."""
    these = CompanyFilter(chain=place[0], link=place[1])
    page = find_page(asked.companies, these, asked.weights, limit=FIRST)
    by_desk = {desk: count(asked.companies, replace(these, desk=desk)) for desk in desks}
    return LinkTargets(page.total, page.rows, by_desk)
