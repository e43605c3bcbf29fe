"""Marks that cover one another are moved apart, never far, and the same way every time."""

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from drawing.map.spreading import spread

POINTS = st.lists(st.tuples(st.floats(0, 600), st.floats(0, 600)), max_size=40)


def test_marks_that_leave_one_another_free_stay_where_they_are() -> None:
    assert spread([(0, 0), (30, 0)], 17, 18) == [(0, 0), (30, 0)]


def test_several_marks_at_one_place_part() -> None:
    moved = spread([(100, 100)] * 4, 17, 18)

    assert min(math.dist(*pair) for pair in combinations(moved, 2)) > 16


def test_marks_in_a_row_part_out_of_the_row() -> None:
    moved = spread([(100 + 3 * at, 100) for at in range(5)], 17, 22)

    assert min(math.dist(*pair) for pair in combinations(moved, 2)) > 16


@given(POINTS)
@settings(deadline=None)
def test_none_is_moved_farther_than_allowed_and_the_outcome_is_always_the_same(
    points: list[tuple[float, float]],
) -> None:
    moved = spread(points, 17, 18)

    assert all(math.dist(a, b) <= 18.1 for a, b in zip(points, moved, strict=True))
    assert moved == spread(points, 17, 18)
