"""Marks of places: each kind has its own, and none needs its colour to be told apart."""

from drawing.map.marks import MARKS, PARK
from geodata.model import PlotKind


def test_every_kind_of_plot_has_a_mark_and_so_has_a_park() -> None:
    assert set(MARKS) == {*PlotKind, PARK}


def test_no_two_kinds_share_a_letter_or_a_shape() -> None:
    marks = list(MARKS.values())

    assert len({mark.letter for mark in marks}) == len(marks)
    assert len({mark.corners for mark in marks}) == len(marks)
