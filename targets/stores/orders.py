"""In which order companies come: by score, or by how much a check would tell."""

from dataclasses import dataclass
from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Double, literal

from targets.model import ScoreWeights
from targets.scoring.score import points_of
from targets.scoring.wording import PART_NAMES
from targets.stores.query import CompanyRow
from targets.stores.tables import COMPANY

USUAL = ScoreWeights()


@dataclass(frozen=True, slots=True)
class Order:
    """次序: by the low end of the score with `weights`, highest first, then by id.

    `open_first`: by high end times width first, then by the high end (最值得去核实).
    `high_first`: by the high end first.
    """

    weights: ScoreWeights = USUAL
    open_first: bool = False
    high_first: bool = False

    def columns(self) -> list[ColumnElement[object]]:
        """Return by what a query is ordered; the usual weights have columns of their own."""
        low, high = self._end("low"), self._end("high")
        first = [((high - low) * high).desc()] if self.open_first else []
        first += [high.desc()] if self.open_first or self.high_first else []
        return [*first, low.desc(), COMPANY.c.id]

    def key(self, row: CompanyRow) -> tuple[float | str, ...]:
        """Return by what rows of two stores are put into the same order."""
        low, high = row.score
        first = [-((high - low) * high)] if self.open_first else []
        first += [-high] if self.open_first or self.high_first else []
        return (*first, -low, row.id)

    def _end(self, end: str) -> ColumnElement[float]:
        if self.weights == USUAL:
            return COMPANY.c[f"score_{end}"]
        terms = (
            literal(points, Double) * COMPANY.c[f"{part}_{end}"]
            for part, points in zip(PART_NAMES, points_of(self.weights), strict=True)
        )
        return reduce(add, terms)
