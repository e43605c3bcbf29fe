"""The figures a score works with: read once from `data/settings.yaml`, shown beside the score."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from files.office import office_folder
from files.opening import opened_or
from files.problems import validate
from files.records import Record, refusal
from files.yaml_reader import read_yaml
from targets.model import RelationKind, ScoreWeights, SignalKind

DATA = Path(__file__).parents[1] / "data"
FILE_NAME = "settings.yaml"
Share = Annotated[float, Field(ge=0, le=1)]


class ScoreSettings(Record):
    """评分设置: what of the score is a choice and not a consequence (docs/methods.md 8).

    `signals` and `relations` give a value for every kind; `first` is the length of
    最值得去核实; what was looked up more than `review_days` ago is to be looked up again. A first
    claim lapses after `silent_days` without a visit.
    """

    reviewed_on: date
    weights: ScoreWeights = ScoreWeights()
    half_life_days: Annotated[int, Field(ge=1)] = 180
    signals: Mapping[SignalKind, Share]
    registry_most: Share = 0.4
    relations: Mapping[RelationKind, Share]
    first: Annotated[int, Field(ge=1, le=100)] = 10
    review_days: Annotated[int, Field(ge=1)] = 90
    silent_days: Annotated[int, Field(ge=1)] = 90

    @model_validator(mode="after")
    def _every_kind_has_a_value(self) -> Self:
        lacking = [kind.value for kind in SignalKind if kind not in self.signals]
        lacking += [kind.value for kind in RelationKind if kind not in self.relations]
        if lacking:
            text = f"没有写出分值的类型：{'、'.join(lacking)}"
            raise refusal(text)
        if min(self.weights.as_tuple()) < 0:
            text = "权重不能小于 0"
            raise refusal(text)
        return self


def load_score_settings(path: Path = DATA / FILE_NAME) -> ScoreSettings:
    """Read the settings.

    Raises:
        DataError: the file is not plain YAML, a value does not fit, or a kind has none.
    """
    file = read_yaml(path)
    return validate(ScoreSettings, file, file.content)


def open_score_settings(environment: Mapping[str, str]) -> ScoreSettings:
    """Return the office's own settings (`targets/settings.yaml` in its folder), else the shipped.

    A file that does not open is passed over; without any the program's own values count.
    """
    for path in settings_files(environment):
        found = opened_or(None, partial(load_score_settings, path))
        if found is not None:
            return found
    return PROGRAM


def settings_files(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """List the settings there should be: the office's own if it has any, then the shipped."""
    own = office_folder(environment) / "targets" / FILE_NAME
    return (own, DATA / FILE_NAME) if own.exists() else (DATA / FILE_NAME,)


# What counts while no file opens: the values of docs/methods.md 8, and a test keeps them the same.
PROGRAM = ScoreSettings(
    reviewed_on=date.min,
    signals={
        SignalKind.PLANT: 1.0,
        SignalKind.PERMIT: 0.9,
        SignalKind.CAPITAL: 0.6,
        SignalKind.BRANCH: 0.4,
        SignalKind.STATEMENT: 0.3,
        SignalKind.REGISTRY: 0.4,
    },
    relations={
        RelationKind.OWNER: 1.0,
        RelationKind.SUPPLIER: 1.0,
        RelationKind.CUSTOMER: 1.0,
        RelationKind.TOWNSMAN: 0.7,
        RelationKind.ALUMNI: 0.7,
        RelationKind.PAIRED: 0.7,
        RelationKind.CHAMBER: 0.4,
        RelationKind.NONE_FOUND: 0.0,
    },
)
