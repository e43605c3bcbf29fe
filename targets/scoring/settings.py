"""The figures a score works with: read once from `data/settings.yaml`, shown beside the score."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from files.office import office_folder
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
            text = f"没有写出分值的类型:{'、'.join(lacking)}"
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
    """Read the office's own settings (`targets/settings.yaml` in its folder), else the shipped.

    Raises:
        DataError: the file that counts is wrong.
    """
    own = office_folder(environment) / "targets" / FILE_NAME
    return load_score_settings(own if own.is_file() else DATA / FILE_NAME)
