"""Count the targets of each desk, by the same questions as the desk's own list asks."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy.orm import Session

from briefings.state.state import DataState
from briefings.targets.counts import asking
from briefings.wallmaps.desks import APART, DeskCounts, DeskTotals
from geodata.places import short_place
from ledger.book.database import Ledger
from ledger.desks.areas import current_desks
from targets.desks import Desk
from targets.stores.facets import find_facets
from targets.stores.query import CompanyFilter
from targets.stores.search import city_counts, count
from targets.stores.store import Companies


def desk_counts(ledger: Ledger, state: DataState, environment: Mapping[str, str]) -> DeskTotals:
    """Return the counts of every desk, in the order in which the office has them, and the total.

    Raises:
        DataError: a file of companies or of settings does not hold together.
        LedgerUnavailable: the ledger does not answer.
    """
    with asking(ledger, state, environment) as asked:
        return count_desks(asked.session, asked.companies)


def count_desks(session: Session, companies: Companies) -> DeskTotals:
    """Count the companies that may be shown as targets, by desk and in all."""
    desks = current_desks(session).settings.desks
    return DeskTotals(
        tuple(_counted(companies, desk) for desk in desks), count(companies, CompanyFilter())
    )


def _counted(companies: Companies, desk: Desk) -> DeskCounts:
    asked = CompanyFilter(desk=desk.name)
    cities: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for (province, city), number in city_counts(companies, asked).items():
        where = apart if short_place(province) in APART else cities
        where[short_place(province if where is apart else city)] += number
    return DeskCounts(
        desk.name,
        desk.provinces,
        count(companies, asked),
        cities,
        find_facets(companies, asked).chains,
        apart,
    )
