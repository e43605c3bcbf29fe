"""Figures are rounded as people round them."""

import pytest

from chains.gaps.rounding import figure, half_up
from chains.gaps.wording import percent, points


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [(0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (1.005, 2, 1.01), (-2.5, 0, -3), (2.4999, 0, 2)],
)
def test_a_half_goes_up_as_the_number_is_written(value: float, digits: int, rounded: float) -> None:
    assert half_up(value, digits) == rounded


def test_a_figure_sets_thousands_apart_and_keeps_its_places() -> None:
    assert (figure(1882.5), figure(2, 1), figure(0.25, 1)) == ("1,883", "2.0", "0.3")


def test_priorities_and_shares_are_rounded_so() -> None:
    assert points((12.5, 58.5)) == "13～59"
    assert percent((0.125, 0.465)) == "13%～47%"
