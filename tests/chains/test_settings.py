"""The choices of the rules: what a file leaves out is as the methods say, the rest has bounds."""

from datetime import date
from pathlib import Path

import pytest

from chains.settings import Settings, load_settings
from files.errors import DataError


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.yaml"
    path.write_text(f"reviewed_on: '2026-11-25'\n{text}", "utf-8")
    return path


def test_what_a_file_leaves_out_is_as_the_methods_say(tmp_path: Path) -> None:
    own = load_settings(written(tmp_path, ""))

    assert own == Settings(reviewed_on=date(2026, 11, 25))
    assert own.weights.as_tuple() == (0.30, 0.25, 0.20, 0.15)
    assert (own.stability.first, own.stability.draws, own.stability.variation) == (5, 500, 0.20)
    assert (own.stability.seed, own.review_days, own.order) == (20210823, 365, ())


def test_the_shipped_figures_are_those_and_none_was_moved_in_passing() -> None:
    shipped = load_settings()
    unwritten = Settings(reviewed_on=shipped.reviewed_on, order=shipped.order)

    assert shipped == unwritten


@pytest.mark.parametrize(
    "text",
    [
        "weights: {density: -0.1}",
        "weights: {policy: 1.1}",
        "stability: {first: 0}",
        "stability: {first: 51}",
        "stability: {draws: 0}",
        "stability: {draws: 10001}",
        "stability: {variation: 1.1}",
        "review_days: 0",
        "colour: red",
    ],
)
def test_a_choice_out_of_its_bounds_is_refused_at_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(DataError) as refused:
        load_settings(written(tmp_path, text))

    assert [problem.line for problem in refused.value.problems] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "weights: {density: 0}",
        "weights: {policy: 1}",
        "stability: {first: 1}",
        "stability: {first: 50}",
        "stability: {draws: 1}",
        "stability: {draws: 10000}",
        "stability: {variation: 0}",
        "review_days: 1",
    ],
)
def test_a_choice_at_its_bounds_is_taken(tmp_path: Path, text: str) -> None:
    assert load_settings(written(tmp_path, text)).reviewed_on == date(2026, 11, 25)
