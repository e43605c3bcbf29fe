"""A point inside: in the plot and not in its hole, however many rings there are."""

import pytest
import shapely

from geodata.inside_point import inside_point
from tests.steps import steps

Ring = tuple[tuple[float, float], ...]


def square(left: float, low: float, size: float) -> Ring:
    right, high = left + size, low + size
    return ((left, low), (right, low), (right, high), (left, high), (left, low))


def rings_around(point: tuple[float, float], rings: list[Ring]) -> int:
    at = shapely.Point(point)
    return sum(bool(shapely.Polygon(ring).contains(at)) for ring in rings)


BOUNDARIES: dict[str, list[Ring]] = {
    "one ring": [square(0, 0, 4)],
    "a hole in its middle": [square(0, 0, 4), square(1, 1, 2)],
    "an island in the hole": [square(0, 0, 9), square(1, 1, 7), square(3, 3, 3)],
    "two parts far apart": [square(0, 0, 1), square(50, 70, 2)],
    "the hole first": [square(1, 1, 2), square(0, 0, 4)],
    "two that overlap": [square(0, 0, 4), square(2, 2, 4)],
    "a hole that fills the middle line": [square(0, 0, 4), square(0, 1, 2), square(2, 1, 2)],
    "a sliver": [square(0, 0, 4), ((0, 0), (4, 0), (4, 3.99), (0, 3.99), (0, 0))],
    "degrees with nine places": [square(117.123456789, 26.987654321, 1e-6)],
    "a triangle": [((0, 0), (4, 0), (0, 3), (0, 0))],
}


@pytest.mark.parametrize("rings", BOUNDARIES.values(), ids=BOUNDARIES)
def test_an_odd_number_of_rings_goes_round_the_point(rings: list[Ring]) -> None:
    assert rings_around(inside_point(rings), rings) % 2 == 1


def test_a_plot_of_one_ring_has_the_point_that_it_had_before() -> None:
    ring = ((117.1, 26.2), (117.4, 26.1), (117.5, 26.6), (117.2, 26.5), (117.1, 26.2))

    lon, lat = inside_point([ring])

    before = shapely.point_on_surface(shapely.Polygon(ring))
    assert (lon, lat) == pytest.approx((before.x, before.y), abs=1e-9)


def test_rings_that_cover_each_other_up_have_a_point_on_them() -> None:
    assert inside_point([square(0, 0, 4), square(0, 0, 4)]) == (0, 0)


def test_eight_times_the_rings_take_at_most_eight_times_the_steps() -> None:
    few, many = ([square(10 * n, 0, 4) for n in range(count)] for count in (50, 400))

    assert steps(lambda: inside_point(many)) <= 8 * steps(lambda: inside_point(few))
