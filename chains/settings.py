"""The figures the rules work with: read once from `data/settings.yaml`, shown beside results."""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from files.problems import validate
from files.records import Record, Slug
from files.yaml_reader import read_yaml

DATA = Path(__file__).parent / "data"

Share = Annotated[float, Field(ge=0, le=1)]


class Weights(Record):
    """权重: how much each part counts in the priority of a gap; only their ratio matters."""

    density: Share = 0.30
    broken_paths: Share = 0.25
    unlock: Share = 0.20
    policy: Share = 0.15
    urgency: Share = 0.10

    def as_tuple(self) -> tuple[float, float, float, float, float]:
        """Return the five weights, in the order density, paths, unlock, policy, urgency."""
        return (self.density, self.broken_paths, self.unlock, self.policy, self.urgency)


class Stability(Record):
    """名次把握: how weights are shaken to see whether a rank holds."""

    first: Annotated[int, Field(ge=1, le=50)] = 5
    draws: Annotated[int, Field(ge=1, le=10_000)] = 500
    variation: Share = 0.20
    seed: int = 20210823


class Settings(Record):
    """规则设置: everything about the rules that is a choice and not a consequence."""

    reviewed_on: date
    order: tuple[Slug, ...] = ()
    weights: Weights = Weights()
    stability: Stability = Stability()
    review_days: Annotated[int, Field(ge=1)] = 365


def load_settings(path: Path = DATA / "settings.yaml") -> Settings:
    """Read the settings.

    Raises:
        DataError: the file is not plain YAML or a value does not fit.
    """
    file = read_yaml(path)
    return validate(Settings, file, file.content)
