"""The way of a trip: short, the same every time, and split into days one can do."""

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.trip.cities import city_points, home_point
from briefings.trip.route import PlannedVisit, TripRule, plan_route
from briefings.trip.tour import length, shortest_tour

POINTS = st.tuples(st.integers(100, 125), st.integers(20, 45))
HOME = (117.0, 26.0)
PLACES = {
    "甲市": (118.0, 26.0),
    "乙市": (119.0, 26.0),
    "丙市": (120.0, 26.0),
    "远市": (130.0, 45.0),
}


def make_visits(*cities: str) -> list[PlannedVisit]:
    return [PlannedVisit(f"c{at}", f"{city}第{at}家", city) for at, city in enumerate(cities)]


def ways(points: list[tuple[int, int]]) -> list[list[float]]:
    return [[abs(a[0] - b[0]) + abs(a[1] - b[1]) for b in points] for a in points]


@given(st.lists(POINTS, min_size=1, max_size=7, unique=True))
def test_a_tour_of_few_cities_is_the_shortest_there_is(points: list[tuple[int, int]]) -> None:
    way = ways(points)

    found = shortest_tour(way)

    best = min(length(order, way) for order in permutations(range(1, len(points))))
    assert sorted(found) == list(range(1, len(points)))
    assert length(found, way) == best


@settings(max_examples=15, deadline=None)
@given(st.lists(POINTS, min_size=12, max_size=25, unique=True))
def test_a_tour_of_many_cities_visits_each_once_and_turning_a_piece_does_not_help(
    points: list[tuple[int, int]],
) -> None:
    way = ways(points)

    found = shortest_tour(way)

    assert sorted(found) == list(range(1, len(points)))
    for a in range(len(found)):
        for b in range(a + 2, len(found) + 1):
            turned = [*found[:a], *reversed(found[a:b]), *found[b:]]
            assert length(found, way) <= length(turned, way) + 1e-6


def test_the_order_in_which_companies_are_named_does_not_change_the_way() -> None:
    visits = make_visits("丙市", "甲市", "乙市")

    first = plan_route(visits, PLACES, HOME, TripRule())
    second = plan_route(visits[::-1], PLACES, HOME, TripRule())

    assert [visit.city for visit in first.visits] == ["甲市", "乙市", "丙市"]
    assert first.visits == second.visits


def test_a_day_holds_no_more_visits_than_the_rule_says() -> None:
    route = plan_route(make_visits(*["甲市"] * 5), PLACES, HOME, TripRule(visits_per_day=2))

    assert [len(day.stops) for day in route.days] == [2, 2, 1]


def test_a_day_is_no_longer_than_the_rule_says_unless_one_way_alone_is() -> None:
    visits = make_visits("甲市", "乙市", "远市", "远市")

    route = plan_route(visits, PLACES, HOME, TripRule(km_per_day=150))

    assert [day.cities for day in route.days] == [("甲市",), ("乙市",), ("远市",)]
    assert [len(day.stops) for day in route.days] == [1, 1, 2]


def test_a_city_without_a_position_stands_apart_and_is_not_lost() -> None:
    route = plan_route(make_visits("甲市", "", "无名市"), PLACES, HOME, TripRule())

    assert [visit.city for visit in route.unplaced] == ["", "无名市"]
    assert len(route.visits) == 3


def test_an_order_given_by_hand_is_kept() -> None:
    route = plan_route(make_visits("丙市", "甲市", "丙市"), PLACES, HOME, TripRule(as_given=True))

    assert [visit.city for visit in route.visits] == ["丙市", "甲市", "丙市"]


def test_no_visit_falls_on_a_weekend() -> None:
    friday = date(2026, 11, 27)

    route = plan_route(
        make_visits("甲市", "乙市"), PLACES, HOME, TripRule(friday, visits_per_day=1)
    )

    assert [day.on for day in route.days] == [friday, date(2026, 11, 30)]


def test_the_way_home_belongs_to_the_whole_way() -> None:
    route = plan_route(make_visits("甲市"), PLACES, HOME, TripRule())

    assert round(route.km) == round(2 * route.home_km) == 200


def test_a_trip_without_companies_has_no_days() -> None:
    route = plan_route([], PLACES, HOME, TripRule())

    assert (route.days, route.km, route.unplaced) == ((), 0, ())


def test_cities_of_the_desks_are_known_with_and_without_their_suffix() -> None:
    points = city_points()

    assert points["上海"] == points["上海市"]
    assert points["香港"] == points["香港特别行政区"]
    assert 117 < home_point()[0] < 118.2
