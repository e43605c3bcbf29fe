"""In which order companies come: by score, or by how much a check would tell.

Who looks for a word looks for a name first: where nobody chose an order, companies whose name it is
come before those whose name begins with it, has had it, or holds it, and these before all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Double, and_, case, func, literal, or_

from targets.model import ScoreWeights
from targets.scoring.score import points_of
from targets.scoring.wording import PART_NAMES
from targets.spelling.short_names import called_so
from targets.stores.query import CompanyRow
from targets.stores.tables import COMPANY, SEPARATOR

USUAL = ScoreWeights()
EXACT, BEGINS, OTHER_NAME, INSIDE, ELSEWHERE = range(5)
NAME_RANK = "name_rank"
STOCK_CODE = 6  # digits


@dataclass(frozen=True, slots=True)
class Order:
    """次序: by the low end of the score with `weights`, highest first, then by id.

    `words` (folded) are looked for in names first: by what of the name they are.
    `open_first`: by high end times width first, then by the high end (最值得去核实).
    `high_first`: by the high end first.
    """

    weights: ScoreWeights = USUAL
    open_first: bool = False
    high_first: bool = False
    words: tuple[str, ...] = ()

    def told(self) -> list[ColumnElement[Any]]:
        """Return what a row must tell besides, so that two stores can be put into one order."""
        return [_name_rank(self.words).label(NAME_RANK)] if self.words else []

    def columns(self) -> list[ColumnElement[object]]:
        """Return by what a query is ordered; the usual weights have columns of their own."""
        low, high = self._end("low"), self._end("high")
        first = self.told()
        first += [((high - low) * high).desc()] if self.open_first else []
        first += [high.desc()] if self.open_first or self.high_first else []
        return [*first, low.desc(), COMPANY.c.id]

    def key(self, row: CompanyRow) -> tuple[float | str, ...]:
        """Return by what rows of two stores are put into the same order."""
        low, high = row.score
        first: list[float] = [row.name_rank] if self.words else []
        first += [-((high - low) * high)] if self.open_first else []
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


def _name_rank(words: Sequence[str]) -> ColumnElement[int]:
    """Return what of a company's name `words` are; texts of any length are not read for it."""
    key, whole = COMPANY.c.name_key, "".join(words)
    in_name = and_(*(key.contains(word, autoescape=True) for word in words))
    return case(
        (key == whole, EXACT),
        (and_(key.startswith(words[0], autoescape=True), in_name), BEGINS),
        (_is_called(whole), OTHER_NAME),
        (in_name, INSIDE),
        else_=ELSEWHERE,
    )


def _is_called(whole: str) -> ColumnElement[bool]:
    """A former name, or a short one, begins so."""
    former = func.lower(literal(SEPARATOR) + COMPANY.c.former_names)
    short = called_so(whole)
    return or_(
        former.contains(f"{SEPARATOR}{whole}", autoescape=True),
        COMPANY.c.name_key.in_(short.names),
        func.substr(COMPANY.c.stock_code, 1, STOCK_CODE).in_(short.codes),
        *(COMPANY.c.name_key.like(form) for form in short.forms),
    )
