"""How many target companies there are, for screens that only count them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from components.frame.context import Context
from components.frame.last_state.asking import remember
from components.targets.asking import Targets, count, find_facets, get_targets, waiting_links
from ledger.book.errors import LedgerUnavailable
from targets.scoring.links import LinkKey
from targets.scoring.waiting import WaitingCompanies
from targets.stores.query import CompanyFilter


@dataclass(frozen=True, slots=True)
class TargetCounts:
    """目标企业数: with a source, in all and by chain; by desk also how many fill a gap.

    `waiting`: the links that nobody knows and that companies wait for, most first.
    """

    total: int
    by_chain: Mapping[str, int]
    by_desk: Mapping[str, tuple[int, int]]
    waiting: Mapping[LinkKey, WaitingCompanies] = field(default_factory=dict)


def target_counts(context: Context) -> TargetCounts | None:
    """Return the counts, or None while the ledger cannot be read and never was."""
    try:
        return remember("target counts", lambda: _counts(get_targets(context)))
    except LedgerUnavailable:
        return None


def _counts(targets: Targets) -> TargetCounts:
    everywhere = find_facets(targets, CompanyFilter())
    desks = [desk.name for desk in targets.desks.desks]
    return TargetCounts(
        count(targets, CompanyFilter()),
        everywhere.chains,
        {
            desk: (
                count(targets, CompanyFilter(desk=desk)),
                count(targets, CompanyFilter(desk=desk, fills_gap=True)),
            )
            for desk in desks
        },
        waiting_links(targets, CompanyFilter()),
    )
