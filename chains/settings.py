"""The figures the rules work with: read once from `data/settings.yaml`, shown beside results."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from files.errors import DataError
from files.problems import problem_at, validate
from files.records import Record, Slug
from files.validator_texts import TEXTS
from files.yaml_reader import read_yaml

DATA = Path(__file__).parent / "data"
SETTINGS = "settings.yaml"
CLOSED_SETTINGS = "先用程序自带的数值和按编号的次序；各条链照常打开"
CLOSED_OWN_SETTINGS = "先用随附的设置；各条链照常打开"

Share = Annotated[float, Field(ge=0, le=1)]


class Weights(Record):
    """权重: how much each part counts in the priority of a gap; only their ratio matters."""

    density: Share = 0.30
    broken_paths: Share = 0.25
    unlock: Share = 0.20
    policy: Share = 0.15

    def as_tuple(self) -> tuple[float, float, float, float]:
        """Return the four weights, in the order density, paths, unlock, policy."""
        return (self.density, self.broken_paths, self.unlock, self.policy)


class Stability(Record):
    """名次把握: how weights are shaken to see whether a rank holds."""

    first: Annotated[int, Field(ge=1, le=50)] = 5
    draws: Annotated[int, Field(ge=1, le=10_000)] = 500
    variation: Share = 0.20
    seed: int = 20210823


class Settings(Record):
    """规则设置: everything about the rules that is a choice and not a consequence.

    `reviewed_on` is None only for the values of the program itself, which no file stands behind.
    """

    reviewed_on: date | None = None
    order: tuple[Slug, ...] = ()
    frame: tuple[Slug, ...] = ()  # the set of chains that is shown; empty: all there are
    extras: tuple[Slug, ...] = ()  # alternate chains shown beside them
    weights: Weights = Weights()
    stability: Stability = Stability()
    review_days: Annotated[int, Field(ge=1)] = 365

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The chains that the set names, the extras last, each once."""
        return tuple(dict.fromkeys((*self.frame, *self.extras)))


def load_settings(path: Path = DATA / SETTINGS) -> Settings:
    """Read the settings.

    Raises:
        DataError: the file is not plain YAML or a value does not fit.
    """
    file = read_yaml(path)
    settings = validate(Settings, file, file.content)
    if settings.reviewed_on is None:
        raise DataError(path, [problem_at(file, ("reviewed_on",), TEXTS["missing"])])
    return settings


def open_settings(folders: Sequence[Path]) -> tuple[Settings, list[DataError]]:
    """Return the settings of the last folder whose file opens; the program's own without any.

    The first folder is the shipped one and must have settings. A file that does not open is in
    the second part.
    """
    closed: list[DataError] = []
    for folder in reversed(folders):
        path, shipped = folder / SETTINGS, folder is folders[0]
        if not shipped and not path.exists():
            continue
        try:
            return load_settings(path), closed
        except DataError as error:
            closes = CLOSED_SETTINGS if shipped else CLOSED_OWN_SETTINGS
            closed.append(DataError(path, list(error.problems), closes))
    return Settings(), closed
