"""The figures a score works with: complete, none below nothing, an office's own before ours."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from files.errors import DataError
from targets.model import RelationKind, SignalKind
from targets.scoring.settings import (
    DATA,
    ScoreSettings,
    load_score_settings,
    open_score_settings,
)

LEAST: dict[str, object] = {
    "reviewed_on": "2026-11-25",
    "signals": {kind.value: 0.5 for kind in SignalKind},
    "relations": {kind.value: 0.5 for kind in RelationKind},
}


def written(path: Path, **changes: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(LEAST | changes, allow_unicode=True), "utf-8")
    return path


def test_the_shipped_figures_are_those_of_the_methods() -> None:
    shipped = load_score_settings()

    assert shipped.weights.as_tuple() == (30, 25, 20, 10, 15)
    assert (shipped.half_life_days, shipped.registry_most) == (180, 0.4)
    assert (shipped.first, shipped.review_days, shipped.silent_days) == (10, 90, 90)


def test_what_a_file_leaves_out_is_as_shipped(tmp_path: Path) -> None:
    left_out = set(ScoreSettings.model_fields) - set(LEAST)

    own = load_score_settings(written(tmp_path / "settings.yaml"))

    shipped = load_score_settings().model_dump(include=left_out)
    assert own.model_dump(include=left_out) == shipped
    assert own.reviewed_on == date(2026, 11, 25)


def test_the_settings_of_an_office_go_before_the_shipped(tmp_path: Path) -> None:
    environment = {"SANMING_DATA": str(tmp_path)}
    assert open_score_settings(environment) == load_score_settings(DATA / "settings.yaml")

    written(tmp_path / "targets" / "settings.yaml", review_days=30)

    assert open_score_settings(environment).review_days == 30


@pytest.mark.parametrize(
    ("key", "kind"), [("signals", SignalKind.PERMIT), ("relations", RelationKind.ALUMNI)]
)
def test_a_kind_without_a_value_is_refused_by_name(
    tmp_path: Path, key: str, kind: SignalKind | RelationKind
) -> None:
    values = dict(LEAST[key])  # type: ignore[call-overload]
    del values[kind.value]

    with pytest.raises(DataError, match=f"没有写出分值的类型.{kind.value}"):
        load_score_settings(written(tmp_path / "settings.yaml", **{key: values}))


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": {"chain": -1}},
        {"weights": {"carry": -0.5}},
        {"half_life_days": 0},
        {"review_days": 0},
        {"silent_days": 0},
        {"first": 0},
        {"first": 101},
        {"registry_most": 1.1},
        {"registry_most": -0.1},
        {"reviewed_on": "gestern"},
    ],
)
def test_a_figure_out_of_its_bounds_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(DataError):
        load_score_settings(written(tmp_path / "settings.yaml", **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"weights": {"chain": 0}},
        {"half_life_days": 1},
        {"review_days": 1},
        {"silent_days": 1},
        {"first": 1},
        {"first": 100},
        {"registry_most": 0},
        {"registry_most": 1},
    ],
)
def test_a_figure_at_its_bounds_is_taken(tmp_path: Path, changes: dict[str, object]) -> None:
    assert load_score_settings(written(tmp_path / "settings.yaml", **changes))
