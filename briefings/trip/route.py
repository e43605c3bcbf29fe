"""The order of a trip: a short way through the cities from Sanming and back, split into days.

Distances are great circles between city points, so they compare ways; they are no mileage.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefings.trip.tour import shortest_tour
from geodata.distances import great_circle_km

Point = tuple[float, float]
SATURDAY = 5
YEARS = range(2020, 2101)  # in which a trip may start


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """拜访: one company, and the city it is to be met in ("" if that is unknown)."""

    company: str
    name: str
    city: str


@dataclass(frozen=True, slots=True)
class TripRule:
    """行程设置: when the trip starts, and how much goes into a day.

    `as_given` keeps the order of the visits as somebody put them; otherwise the way is sought.
    """

    starts_on: date | None = None
    visits_per_day: int = 3
    km_per_day: float = 300.0
    as_given: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """站: a visit on the way; `km` from the stop before, None from a place nobody knows."""

    visit: PlannedVisit
    km: float


@dataclass(frozen=True, slots=True)
class Day:
    """一天: its visits in order; `on` is None while no start is chosen."""

    number: int
    on: date | None
    stops: tuple[Stop, ...]

    @property
    def km(self) -> float:
        """The way of the day."""
        return sum(stop.km for stop in self.stops)

    @property
    def cities(self) -> tuple[str, ...]:
        """The cities of the day, in order, each once."""
        return tuple(dict.fromkeys(stop.visit.city for stop in self.stops))


@dataclass(frozen=True, slots=True)
class Route:
    """行程: the days, the way home, and the visits in places whose position is not known."""

    days: tuple[Day, ...]
    home_km: float
    unplaced: tuple[PlannedVisit, ...]

    @property
    def km(self) -> float:
        """The whole way, home included."""
        return sum(day.km for day in self.days) + self.home_km

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        """All visits in the order of the trip, those without a position last."""
        return (*(stop.visit for day in self.days for stop in day.stops), *self.unplaced)


def plan_route(
    visits: Sequence[PlannedVisit], places: Mapping[str, Point], home: Point, rule: TripRule
) -> Route:
    """Put `visits` in order and split them into days; the same visits give the same trip.

    `places` gives the point (lon, lat) of every city known. Within a city the visits keep the
    order in which they were given.
    """
    placed = [visit for visit in visits if visit.city in places]
    ordered = placed if rule.as_given else _by_way(placed, places, home)
    stops = list(_stops(ordered, places, home))
    last = places[ordered[-1].city] if ordered else home
    unplaced = tuple(visit for visit in visits if visit.city not in places)
    return Route(_days(stops, rule), great_circle_km(last, home), unplaced)


def _by_way(
    visits: Sequence[PlannedVisit], places: Mapping[str, Point], home: Point
) -> list[PlannedVisit]:
    cities = sorted({visit.city for visit in visits})
    points = [home, *(places[city] for city in cities)]
    way = [[great_circle_km(a, b) for b in points] for a in points]
    order = [cities[at - 1] for at in shortest_tour(way)]
    return [visit for city in order for visit in visits if visit.city == city]


def _stops(
    visits: Iterable[PlannedVisit], places: Mapping[str, Point], home: Point
) -> Iterable[Stop]:
    here = home
    for visit in visits:
        there = places[visit.city]
        yield Stop(visit, great_circle_km(here, there))
        here = there


def _days(stops: Sequence[Stop], rule: TripRule) -> tuple[Day, ...]:
    """Fill the days: no more visits and no longer way than the rule says.

    A single way that is longer than a day's is the first of its day, and the visits of that
    city still belong to it.
    """
    filled: list[list[Stop]] = []
    for stop in stops:
        if not filled or not _has_room(filled[-1], stop, rule):
            filled.append([])
        filled[-1].append(stop)
    dates = _working_days(rule.starts_on, len(filled))
    rows = zip(dates, filled, strict=True)
    return tuple(Day(at, on, tuple(day)) for at, (on, day) in enumerate(rows, start=1))


def _has_room(day: Sequence[Stop], stop: Stop, rule: TripRule) -> bool:
    if len(day) >= rule.visits_per_day:
        return False
    return not stop.km or sum(held.km for held in day) + stop.km <= rule.km_per_day


def _working_days(start: date | None, count: int) -> list[date | None]:
    """Return the next `count` days from Monday to Friday; holidays are not known here."""
    if start is None:
        return [None] * count
    days: list[date | None] = []
    day = start
    while len(days) < count:
        if day.weekday() < SATURDAY:
            days.append(day)
        day += timedelta(days=1)
    return days
