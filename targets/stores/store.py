"""What every store of companies answers, and several of them together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from targets.model import Company
from targets.stores.conditions import Conditions
from targets.stores.orders import Order
from targets.stores.query import CompanyFilter, CompanyRow, FacetCounts


@dataclass(frozen=True, slots=True)
class FoundCompany:
    """在库企业: a company, its desk ("" for none), and where it came from.

    `origin` is "shipped" or names the import; `version` counts how often it was written.
    """

    company: Company
    desk: str
    origin: str
    version: int

    @property
    def id(self) -> str:
        """Its permanent id."""
        return self.company.id


@dataclass(frozen=True, slots=True)
class Abilities:
    """引擎能力: what a store does faster than by looking at every row; answers are the same.

    `keyword_index`: a keyword is narrowed down by an index. `precounted_facets`: the facets of
    a desk are counted beforehand.
    """

    keyword_index: bool = False
    precounted_facets: bool = False


class Store(Protocol):
    """企业库引擎: what can be asked of companies in one place, whoever keeps them.

    A page, the best of a link and those worth checking are stretches of rows in an `Order`.
    """

    abilities: ClassVar[Abilities]

    def rows(
        self, asked: CompanyFilter, order: Order, span: tuple[int, int]
    ) -> Sequence[CompanyRow]:
        """Return rows of `asked` in `order`; `span` is how many to leave out, and how many."""

    def count(self, asked: CompanyFilter) -> int:
        """Return how many companies satisfy `asked`."""

    def classes(self, asked: CompanyFilter) -> Counter[int]:
        """Return how many companies of `asked` are in each class, by its code."""

    def facets(self, asked: CompanyFilter) -> FacetCounts:
        """Return what each further choice would leave, by facet."""

    def cities(self, asked: CompanyFilter) -> Counter[tuple[str, str]]:
        """Return how many companies of `asked` there are in each (province, city)."""

    def waiting(self, asked: CompanyFilter) -> Counter[str]:
        """Return how many of `asked` fill nothing yet, by their links as `link_tags` has them."""

    def find(self, ids: Sequence[str]) -> dict[str, FoundCompany]:
        """Return those of `ids` that there are, by id, whatever their basis."""

    def numbers(self, ids: Sequence[str]) -> Sequence[int]:
        """Return the numbers under which this store keeps those of `ids` that it has."""

    def keyword(self, words: Sequence[Sequence[str]]) -> Conditions:
        """Return what holds of a row in whose text there is one spelling of each word, folded."""


@dataclass(frozen=True, slots=True)
class Companies:
    """企业库: open stores, for as long as a question takes; the ledger first.

    A company that is in several is taken from the first: the others have its row hidden. Only
    the last may be large.
    """

    stores: tuple[Store, ...]
