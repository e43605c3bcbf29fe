"""What the readers of map files share: features, their limits, and the checks of a boundary."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

import shapely

from files.errors import ProductError
from files.sheets.refusals import RowProblem
from geodata.model import Datum

MAX_FEATURES = 20_000
MAX_VERTICES = 400_000
MAX_RING = 2_000  # vertices: finding out whether a ring crosses itself may take their square
MAX_COLUMNS = 200
MAX_TEXT = 4_000
CLOSED_RING = 4  # a triangle and its first point again
DECIMALS = 9  # of a degree: a tenth of a millimetre, beyond which a number is only noise

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a map file: what it says, and where it lies in WGS-84 degrees, lon/lat.

    `row` counts from 1. A point is inside the plot if an odd number of `rings` goes round it,
    so that holes and further parts need no mark; the first ring is an outer one. A row without
    a place has neither rings nor point. `datum` is that of the file, `given` the point as written
    there, `precision_m` what the file says of all its coordinates.
    """

    row: int
    properties: Mapping[str, str]
    rings: tuple[Ring, ...] = ()
    point: tuple[float, float] | None = None
    datum: Datum = Datum.WGS84
    given: tuple[float, float] | None = None
    precision_m: float | None = None


@dataclass(frozen=True, slots=True)
class FeatureReading:
    """What a reader made of a map file. If `problems` is not empty not all of it may be saved.

    `skipped` are rows passed over (deleted ones, say), each with its reason. `encoding` and `datum`
    are those of the file as they are called, "" where there is none. `unusable`: the problems are
    the file's as a whole, whatever line they stand in.
    """

    features: tuple[Feature, ...]
    problems: tuple[RowProblem, ...]
    rows: int
    warnings: tuple[RowProblem, ...] = ()
    skipped: tuple[RowProblem, ...] = ()
    encoding: str = ""
    datum: str = ""
    unusable: bool = False

    def joined(
        self,
        *,
        warnings: Iterable[RowProblem] = (),
        skipped: Iterable[RowProblem] = (),
        encoding: str = "",
    ) -> Self:
        """Return it with what else was noticed while the file was taken apart."""
        return replace(
            self,
            warnings=(*warnings, *self.warnings),
            skipped=(*skipped, *self.skipped),
            encoding=encoding or self.encoding,
        )


def refused(error: ProductError) -> FeatureReading:
    """Return the reading of a file that as a whole cannot be used."""
    return FeatureReading((), (RowProblem(0, "", str(error)),), 0, unusable=True)


def boundary_problem(rings: Iterable[Ring]) -> str:
    """Say in Chinese what is wrong with a boundary, or return an empty text."""
    for number, ring in enumerate(rings, 1):
        if len(ring) > MAX_RING:
            return f"第 {number} 圈有 {len(ring)} 个点，超过 {MAX_RING} 个；请先简化边界"
        if len(ring) < CLOSED_RING or ring[0] != ring[-1]:
            return f"第 {number} 圈没有闭合：至少 3 个点，且最后一点应与第一点相同"
        if not shapely.Polygon(ring).is_valid:
            return f"第 {number} 圈自相交或没有面积；请用测绘软件检查边界"
    return ""


def closed(ring: Sequence[tuple[float, float]]) -> Ring:
    """Return a ring that ends where it began."""
    return tuple(ring) if ring and ring[0] == ring[-1] else (*ring, *ring[:1])


def largest_first(rings: Iterable[Ring]) -> tuple[Ring, ...]:
    """Return the rings by area, so that the first is an outer one; short ones come last."""
    return tuple(sorted(rings, key=_area, reverse=True))


def _area(ring: Ring) -> float:
    return float(shapely.Polygon(ring).area) if len(ring) >= CLOSED_RING else 0.0
