"""In which order companies come: by class, or by the class that one check could bring.

Companies of one class are a tie: they stand by province, then by name (docs/methods.md 8).
Who looks for a word looks for a name first: companies whose name it is come before those whose
name begins with it, has had it, or holds it, and these before all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Subquery,
    and_,
    case,
    cast,
    func,
    literal,
    or_,
    select,
)

from targets.model import ScoreWeights
from targets.spelling.short_names import called_so
from targets.stores.conditions import linked
from targets.stores.query import CompanyFilter, CompanyRow
from targets.stores.tables import CODES, COMPANY, LINKS, SEPARATOR

USUAL = ScoreWeights()
EXACT, BEGINS, OTHER_NAME, INSIDE, ELSEWHERE = range(5)
NAME_RANK = "name_rank"
STOCK_CODE = 6  # digits
EVERYTHING = CompanyFilter()
CODE_ROOM = 1_000_000
"""More than any code of a class, so that two of them can be kept in one number."""


@dataclass(frozen=True, slots=True)
class Order:
    """次序: by class, then province, name and id.

    `asked` is what the list is of: of a chain or a link, companies have the class they have on
    its links. `words` (folded) are looked for in names first: by what of the name they are.
    `open_first`: by the class that the next check could bring, then by how far that is
    (最值得去核实). `weights` are those of the score that a row tells; they order nothing.
    """

    asked: CompanyFilter = EVERYTHING
    weights: ScoreWeights = USUAL
    open_first: bool = False
    words: tuple[str, ...] = ()
    on_links: Subquery | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        """See whether the class is that of a company or that of some of its links."""
        object.__setattr__(self, "on_links", _best_of_links(self.asked))

    @property
    def codes(self) -> list[ColumnElement[int]]:
        """Class and class after the next check, of the company or on the links asked for."""
        at = COMPANY.c if self.on_links is None else self.on_links.c
        return [at[name] for name in CODES]

    def told(self) -> list[ColumnElement[Any]]:
        """Return what a row must tell besides, so that two stores can be put into one order."""
        named = [_name_rank(self.words).label(NAME_RANK)] if self.words else []
        return [*named, *self.codes, COMPANY.c.tie_order]

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what a row must satisfy to stand in this order at all: something is open."""
        standing, after = self.codes
        return [after != standing] if self.open_first else []

    def columns(self) -> list[ColumnElement[Any]]:
        """Return by what a query is ordered."""
        standing, after = self.codes
        first: list[ColumnElement[Any]] = [_name_rank(self.words)] if self.words else []
        first += [after, standing.desc()] if self.open_first else [standing]
        return [*first, COMPANY.c.tie_order, COMPANY.c.id]

    def key(self, row: CompanyRow) -> tuple[int | str, ...]:
        """Return by what rows of two stores are put into the same order."""
        first: list[int] = [row.name_rank] if self.words else []
        first += [row.after_code, -row.class_code] if self.open_first else [row.class_code]
        return (*first, row.tie_order, row.id)


def _best_of_links(asked: CompanyFilter) -> Subquery | None:
    """Return the best class that each company has on the links asked for, if any are.

    The class after the next check is that of the same link: a check on another would not help it.
    """
    wanted = linked(asked)
    if wanted is None:
        return None
    standing = func.min(LINKS.c.class_code)
    both = func.min(cast(LINKS.c.class_code, BigInteger) * CODE_ROOM + LINKS.c.after_code)
    codes = (standing, both - cast(standing, BigInteger) * CODE_ROOM)
    named = (code.label(name) for code, name in zip(codes, CODES, strict=True))
    return select(LINKS.c.company, *named).where(*wanted).group_by(LINKS.c.company).subquery()


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
