"""Where the screen 出访 gets its companies: the address, or else the user's own basket."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from briefings.company.briefing import KnownCompany
from briefings.state.state import DataState
from briefings.travel import load_travel
from briefings.trip.book import visit_of
from briefings.trip.cities import city_points, home_point
from briefings.trip.companies import best_of_desk, known_companies, why_missing
from briefings.trip.route import Route, plan_route
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.kept import kept
from components.frame.last_state.asking import ask, remember
from components.frame.ledger_access import open_ledger
from components.targets.asking import get_targets
from components.trip.asked import TripQuery
from components.trip.visit_form import Visited, looked_for
from files.errors import NotFound
from ledger.book.policy import Actor
from ledger.companies.reading import companies_of
from ledger.desks.baskets import basket, basket_counts
from targets.stores.query import CompanyFilter, CompanyRow
from targets.stores.search import find_page

SHORTEST, LISTED = 2, 50  # letters of a word to look for; companies offered for it


@dataclass(frozen=True, slots=True)
class Trip:
    """出访准备: the companies as known now, their route, and what the basket holds by desk."""

    state: DataState
    known: tuple[KnownCompany, ...]
    route: Route
    in_basket: Mapping[str, int]
    missing: tuple[str, ...]

    @property
    def desks(self) -> tuple[str, ...]:
        """The desks of the companies, in the order of the route."""
        by_id = {known.company.id: known.desk for known in self.known}
        found = (by_id[visit.company] for visit in self.route.visits)
        return tuple(dict.fromkeys(filter(None, found)))


def get_trip(context: Context, actor: Actor, asked: TripQuery) -> Trip:
    """Return the trip that is asked for; companies that are not there any more are named."""
    return remember(("trip", actor, repr(asked)), lambda: _read_trip(context, actor, asked))


def _read_trip(context: Context, actor: Actor, asked: TripQuery) -> Trip:
    state = get_state(context)
    entries, counts = ask(basket, actor, desk=asked.desk), ask(basket_counts, actor)
    ids = asked.companies or tuple(entry.company for entry in entries)
    known, missing = _known(ids, state.version, state.today.isoformat(), context)
    visits = [visit_of(one) for one in known]
    route = plan_route(
        visits,
        city_points(),
        home_point(),
        asked.rule,
        calendar=state.workdays,
        travel=load_travel(os.environ),
    )
    return Trip(state, known, route, counts, missing)


@kept(most=8)
def _known(
    ids: tuple[str, ...],
    version: str,  # noqa: ARG001  (the key of the cache: every entry of the ledger changes it)
    day: str,  # noqa: ARG001  (the key of the cache)
    _context: Context,
) -> tuple[tuple[KnownCompany, ...], tuple[str, ...]]:
    known: list[KnownCompany] = []
    missing: list[str] = []
    targets = get_targets(_context).base
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        for company in ids:
            try:
                known += known_companies(session, companies, targets, [company])
            except NotFound:
                missing.append(why_missing(companies, company))
    return tuple(known), tuple(missing)


def first_of_desk(context: Context, desk: str, top: int) -> Sequence[str]:
    """Return the ids of the `top` companies of a desk, best first."""
    return remember(("first of desk", desk, top), lambda: _read_first(context, desk, top))


def _read_first(context: Context, desk: str, top: int) -> Sequence[str]:
    targets = get_targets(context).base
    with open_ledger().reading() as session, companies_of(session, os.environ) as companies:
        return [one.company.id for one in best_of_desk(session, companies, targets, desk, top)]


def visited_companies(context: Context, trip: Trip) -> dict[str, Visited]:
    """Return the companies a visit may be noted of: those of the trip, then those looked for."""
    found = {
        one.company.id: Visited(one.company.id, one.company.name, one.desk) for one in trip.known
    }
    words = looked_for()
    if len(words) < SHORTEST:
        return found
    version = get_targets(context).version  # the stored companies are in step after this
    return found | {
        row.id: Visited(row.id, row.name, row.desk) for row in ask(_named, words, version)
    }


def _named(session: Session, words: str, version: str) -> tuple[CompanyRow, ...]:  # noqa: ARG001
    with companies_of(session, os.environ) as companies:
        asked = CompanyFilter(keyword=words, with_memory=True, with_apart=True)
        return find_page(companies, asked, limit=LISTED).rows
