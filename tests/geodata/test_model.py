"""Plots and positions: unknown is a value of its own, and hostile values are refused."""

import pytest
from pydantic import ValidationError

from files.sheets.refusals import RowProblem
from geodata.model import (
    ANSWER_NAMES,
    BARE_KINDS,
    BUILT_KINDS,
    DATUM_NAMES,
    EITHER_KINDS,
    KIND_NAMES,
    OCCUPANCY_NAMES,
    Answer,
    Datum,
    Occupancy,
    PlotKind,
    Position,
)
from tests.geodata.plots import make_plot


def test_what_nobody_filled_in_is_unknown() -> None:
    plot = make_plot()

    assert plot.area_mu is None
    assert plot.steam is Answer.UNKNOWN
    assert plot.occupancy is Occupancy.UNKNOWN
    assert plot.position is None


def test_zero_is_not_unknown() -> None:
    assert make_plot(power_kva=0).power_kva == 0


def test_an_area_is_given_in_square_metres_too() -> None:
    assert make_plot(area_mu=15).area_m2 == pytest.approx(10_000)
    assert make_plot().area_m2 is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("area_mu", -1),
        ("area_mu", float("nan")),
        ("area_mu", float("inf")),
        ("county", "梅列区"),
        ("name", ""),
        ("name", "a\u202eb"),
        ("id", "x" * 41),
        ("source", ""),
        ("kind", "land"),
        ("colour", "red"),
    ],
)
def test_a_plot_refuses_what_cannot_be(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        make_plot(**{field: value})


def test_a_point_of_unknown_datum_is_no_position() -> None:
    given = {"longitude": 117.6, "latitude": 26.2, "given": (117.6, 26.2)}

    with pytest.raises(ValidationError, match="坐标系不明"):
        Position.model_validate(given | {"datum": Datum.UNKNOWN})


def test_every_value_has_a_chinese_name() -> None:
    assert set(KIND_NAMES) == set(PlotKind)
    assert set(DATUM_NAMES) == set(Datum)
    assert set(OCCUPANCY_NAMES) == set(Occupancy)
    assert set(ANSWER_NAMES) == set(Answer)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (RowProblem(79, "县区", "不对"), "第79行「县区」：不对"),
        (RowProblem(79, "", "不对"), "第79行：不对"),
        (RowProblem(0, "", "不对"), "整个文件：不对"),
    ],
)
def test_a_problem_says_where_it_is(problem: RowProblem, text: str) -> None:
    assert str(problem) == text


def test_of_every_kind_it_is_said_what_stands_on_it_and_said_once() -> None:
    said = [*BARE_KINDS, *BUILT_KINDS, *EITHER_KINDS]

    assert sorted(said) == sorted(PlotKind)
