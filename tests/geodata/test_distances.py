"""Distances on the globe, known from geometry."""

import math

import pytest

from geodata.distances import EARTH_M, great_circle_km

ROUND = 2 * math.pi * EARTH_M / 1000


@pytest.mark.parametrize(
    ("first", "second", "km"),
    [
        ((117.6, 26.2), (117.6, 26.2), 0),
        ((117, 0), (118, 0), ROUND / 360),
        ((117.6, 26), (117.6, 27), ROUND / 360),
        ((0, 60), (180, 60), ROUND / 6),
        ((179.5, 0), (-179.5, 0), ROUND / 360),
        ((117.6, 26.2), (-62.4, -26.2), ROUND / 2),
    ],
)
def test_a_way_over_the_globe_is_an_arc_of_its_great_circle(
    first: tuple[float, float], second: tuple[float, float], km: float
) -> None:
    assert great_circle_km(first, second) == pytest.approx(km, abs=1e-6)
    assert great_circle_km(second, first) == pytest.approx(km, abs=1e-6)
