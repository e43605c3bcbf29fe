"""The way of a trip: short, the same every time, and split into days one can do."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.travel import USUAL, Travel, load_travel, read_travel
from briefings.trip.cities import city_points, home_point
from briefings.trip.route import Half, PlannedVisit, TripRule, WayHome, plan_route
from briefings.trip.tour import length, shortest_tour
from files.errors import DataError
from policies.workdays import load_workdays

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
    visits = make_visits("甲市", "乙市", "丙市", "丙市")

    route = plan_route(visits, PLACES, HOME, TripRule(km_per_day=50))

    assert [day.cities for day in route.days] == [("甲市",), ("乙市",), ("丙市",)]
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


def test_no_visit_falls_on_a_holiday_and_a_weekend_that_is_worked_is_used() -> None:
    rule = TripRule(date(2026, 9, 30), visits_per_day=1)

    route = plan_route(
        make_visits("甲市", "甲市", "甲市", "甲市"), PLACES, HOME, rule, calendar=load_workdays()
    )

    days = [day.on.day for day in route.days if day.on]
    assert days == [30, 8, 9, 10]
    assert route.unpublished == ()


def test_a_year_whose_holidays_are_not_registered_is_named() -> None:
    rule = TripRule(date(2031, 10, 1))

    route = plan_route(make_visits("甲市"), PLACES, HOME, rule, calendar=load_workdays())

    assert route.unpublished == (2031,)


def test_a_visit_that_noon_would_cut_is_in_the_afternoon() -> None:
    assert halves_of(*["甲市"] * 2) == [["上午", "下午"]]


def halves_of(*cities: str, visit_hours: float = 2) -> list[list[str]]:
    rule, travel = TripRule(visits_per_day=8), Travel(visit_hours=visit_hours)
    route = plan_route(make_visits(*cities), PLACES, HOME, rule, travel=travel)
    return [[stop.half.value for stop in day.stops] for day in route.days]


def test_a_half_day_holds_two_visits_in_one_city_however_short_they_are() -> None:
    assert halves_of(*["甲市"] * 5) == [["上午", "下午", "下午"], ["上午", "上午"]]
    assert halves_of(*["甲市"] * 5, visit_hours=0.5) == [["上午"] * 2 + ["下午"] * 2, ["上午"]]


def test_a_visit_in_another_city_has_a_half_day_of_its_own() -> None:
    assert halves_of("甲市", "乙市", "丙市") == [["上午", "下午"], ["上午"]]
    assert halves_of("甲市", "乙市", visit_hours=0.5) == [["上午", "下午"]]


def test_no_visit_lasts_into_the_evening_but_one_after_a_long_way() -> None:
    assert halves_of(*["远市"] * 3) == [["下午"], ["上午", "上午"]]


def test_the_way_home_is_on_the_last_day_or_if_that_is_too_late_on_the_next_morning() -> None:
    near = plan_route(make_visits("甲市"), PLACES, HOME, TripRule(date(2026, 12, 4)))
    far = plan_route(make_visits(*["远市"] * 4), PLACES, HOME, TripRule(date(2026, 12, 4)))

    assert near.way_home == WayHome(1, date(2026, 12, 4), Half.MORNING, near.home_km)
    assert far.way_home == WayHome(3, date(2026, 12, 8), Half.MORNING, far.home_km)


def test_a_way_is_longer_by_road_and_a_far_one_is_not_driven() -> None:
    assert (USUAL.road_km(100), USUAL.hours(100)) == (130, 1.625)
    assert round(USUAL.hours(500), 2) == 4.33
    assert USUAL.hours(3000) == 7


def test_an_office_reckons_ways_by_its_own_figures_and_a_wrong_file_is_passed_over(
    tmp_path: Path,
) -> None:
    own = tmp_path / "trip.yaml"
    own.write_text("road_factor: 1.5\nkm_per_hour: 60\n", encoding="utf-8")
    environment = {"SANMING_DATA": str(tmp_path)}

    found = load_travel(environment)
    assert (found.hours(60), found.visit_hours) == (1.5, USUAL.visit_hours)
    own.write_text("road_factor: 0.5\n", encoding="utf-8")
    assert load_travel(environment) == USUAL
    with pytest.raises(DataError, match="不能小于 1"):
        read_travel(own)


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
