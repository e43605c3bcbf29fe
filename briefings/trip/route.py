"""The order of a trip: a short way through the cities from Sanming and back, split into days.

Distances are great circles between city points, so they compare ways; they are no mileage. What
the road and its hours are about, `briefings.travel` reckons.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from briefings.travel import USUAL, Travel
from briefings.trip.tour import shortest_tour
from geodata.distances import great_circle_km
from policies.workdays import Workdays, calendar_of

Point = tuple[float, float]
BY_WEEK = calendar_of(())
STARTS, NOON, AFTERNOON, EVENING, LATEST = 8.0, 12.0, 13.5, 18.0, 22.0  # hours of a day on a trip
MOST_A_HALF = 2  # visits of a half-day, all in one city
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


class Half(StrEnum):
    """半天."""

    MORNING = "上午"
    AFTERNOON = "下午"


@dataclass(frozen=True, slots=True)
class Stop:
    """站: a visit on the way, at the point `at` (lon, lat); `km` straight from the stop before.

    `half` is the half of the day in which the visit begins.
    """

    visit: PlannedVisit
    km: float
    at: Point
    half: Half = Half.MORNING


@dataclass(frozen=True, slots=True)
class WayHome:
    """返程: on the last day after its visits, or on the day after; `on` is None as for a day."""

    number: int
    on: date | None
    half: Half
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
    """行程: the days, the way home, and the visits in places whose position is not known.

    `unpublished` are the years of the trip whose holidays nobody has registered.
    """

    days: tuple[Day, ...]
    way_home: WayHome | None
    unplaced: tuple[PlannedVisit, ...]
    unpublished: tuple[int, ...] = ()

    @property
    def home_km(self) -> float:
        """The way home, 0 where nobody goes anywhere."""
        return self.way_home.km if self.way_home else 0.0

    @property
    def km(self) -> float:
        """The whole way, home included."""
        return sum(day.km for day in self.days) + self.home_km

    @property
    def visits(self) -> tuple[PlannedVisit, ...]:
        """All visits in the order of the trip, those without a position last."""
        return (*(stop.visit for day in self.days for stop in day.stops), *self.unplaced)


def plan_route(
    visits: Sequence[PlannedVisit],
    places: Mapping[str, Point],
    home: Point,
    rule: TripRule,
    *,
    calendar: Workdays = BY_WEEK,
    travel: Travel = USUAL,
) -> Route:
    """Put `visits` in order and split them into days; the same visits give the same trip.

    `places` gives the point (lon, lat) of every city known. Within a city the visits keep the
    order in which they were given. Days are those that `calendar` calls working days.
    """
    placed = [visit for visit in visits if visit.city in places]
    ordered = placed if rule.as_given else _by_way(placed, places, home)
    stops = list(_stops(ordered, places, home))
    unplaced = tuple(visit for visit in visits if visit.city not in places)
    days = _days(stops, rule, calendar, travel)
    if not days:
        return Route((), None, unplaced)
    way_home = _way_home(days[-1], great_circle_km(stops[-1].at, home), travel)
    dates = [day.on for day in days if day.on]
    return Route(days, way_home, unplaced, calendar.unpublished(dates))


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
        yield Stop(visit, great_circle_km(here, there), there)
        here = there


def _days(
    stops: Sequence[Stop], rule: TripRule, calendar: Workdays, travel: Travel
) -> tuple[Day, ...]:
    """Fill the days: no more visits and no longer way than the rule says, or than hours allow.

    A single way that is longer than a day's is the first of its day, and the visits of that
    city still belong to it.
    """
    filled: list[list[Stop]] = []
    for stop in stops:
        if not filled or not _has_room(filled[-1], stop, rule, travel):
            filled.append([])
        filled[-1].append(stop)
    rows = zip(_dates(rule.starts_on, len(filled), calendar), filled, strict=True)
    return tuple(Day(at, on, _in_halves(day, travel)) for at, (on, day) in enumerate(rows, start=1))


def _has_room(day: Sequence[Stop], stop: Stop, rule: TripRule, travel: Travel) -> bool:
    if len(day) >= rule.visits_per_day or not _fits_hours([*day, stop], travel):
        return False
    return not stop.km or sum(held.km for held in day) + stop.km <= rule.km_per_day


def _dates(start: date | None, count: int, calendar: Workdays) -> list[date | None]:
    """Return the first `count` working days from `start` on."""
    if start is None:
        return [None] * count
    return list(islice(calendar.from_day(start), count))


def _in_halves(stops: Sequence[Stop], travel: Travel) -> tuple[Stop, ...]:
    """Return the stops of a day with the half in which each visit begins."""
    return tuple(
        replace(stop, half=Half.MORNING if begins < NOON else Half.AFTERNOON)
        for stop, begins in zip(stops, _beginnings(stops, travel), strict=True)
    )


def _beginnings(stops: Sequence[Stop], travel: Travel) -> list[float]:
    """Return at what hour each visit of a day begins.

    One that noon would cut waits for the afternoon, and so does one for which the morning is full:
    a half-day holds two visits in one city, or one.
    """
    now, begins = STARTS, list[float]()
    for at, stop in enumerate(stops):
        now += travel.hours(stop.km)
        before = [one for one, hour in zip(stops[:at], begins, strict=True) if hour < NOON]
        is_afternoon = len(before) < at or now + travel.visit_hours > NOON
        if is_afternoon or not _go_together([*before, stop]):
            now = max(now, AFTERNOON)
        begins.append(now)
        now += travel.visit_hours
    return begins


def _fits_hours(stops: Sequence[Stop], travel: Travel) -> bool:
    """Tell whether all visits of a day are over by the evening, no afternoon holding too many."""
    begins = _beginnings(stops, travel)
    late = [stop for stop, hour in zip(stops, begins, strict=True) if hour >= NOON]
    return begins[-1] + travel.visit_hours <= EVENING and _go_together(late)


def _go_together(stops: Sequence[Stop]) -> bool:
    """Tell whether visits go into one half-day: two at the most, and in one city."""
    return len(stops) <= MOST_A_HALF and len({stop.visit.city for stop in stops}) <= 1


def _way_home(last: Day, km: float, travel: Travel) -> WayHome:
    """Go home after the last visit if that is not too late, else on the next morning."""
    leaves = _beginnings(last.stops, travel)[-1] + travel.visit_hours
    if leaves + travel.hours(km) <= LATEST:
        half = Half.MORNING if leaves < NOON else Half.AFTERNOON
        return WayHome(last.number, last.on, half, km)
    on = last.on + timedelta(days=1) if last.on else None
    return WayHome(last.number + 1, on, Half.MORNING, km)
