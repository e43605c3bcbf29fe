"""What was measured: rows of values, what is compared, and what was promised."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """单位: of all values of a row."""

    MS = "ms"
    KIB = "KiB"


@dataclass(frozen=True, slots=True)
class Measurement:
    """测量: the values of one measurement, in the order taken; `key` names it in `--json`."""

    key: str
    part: str
    what: str
    unit: Unit
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """The 95th percentile by nearest rank: with fewer than 20 values, the worst one."""
        return sorted(self.values)[math.ceil(0.95 * len(self.values)) - 1]


@dataclass(frozen=True, slots=True)
class Ratio:
    """倍数: how many times as much the usual way takes, median by median; below 1 we lose."""

    what: str
    ours: str
    other: str
    times: float


@dataclass(frozen=True, slots=True)
class Promise:
    """承诺: a figure with its limit; `at_least` tells on which side of it is well."""

    text: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure keeps the promise."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def ratio(rows: Sequence[Measurement], what: str, ours: str, other: str) -> Ratio:
    """Compare the medians of the rows of these keys."""
    by_key = {row.key: row for row in rows}
    return Ratio(what, ours, other, by_key[other].median / by_key[ours].median)
