"""The answers of a store that speaks SQL: SQLAlchemy Core over `targets.stores.tables`.

An engine states what is special to it: its abilities, `by_index`, `holds` and `precounted`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import ColumnElement, Connection, FromClause, false, func, or_, select

from targets.stores.conditions import Conditions, conditions
from targets.stores.counting import FacetCounter
from targets.stores.keywords import PAIR
from targets.stores.orders import Order
from targets.stores.query import CompanyFilter, CompanyRow, FacetCounts, is_plain
from targets.stores.rows import SHOWN, read_companies, read_row
from targets.stores.store import Abilities, FoundCompany
from targets.stores.tables import COMPANY


def _listed(order: Order) -> FromClause:
    """Return the companies, beside the class on the links asked for where that is another."""
    best = order.on_links
    return COMPANY if best is None else COMPANY.join(best, best.c.company == COMPANY.c.number)


@dataclass(frozen=True, slots=True)
class SqlStore:
    """SQL 企业库: companies behind a connection; `hidden` are the numbers of rows left out."""

    connection: Connection
    hidden: tuple[int, ...] = ()
    abilities: ClassVar[Abilities] = Abilities()

    def rows(self, asked: CompanyFilter, order: Order, span: tuple[int, int]) -> list[CompanyRow]:
        """Return rows of `asked` in `order`; `span` is how many to leave out, and how many."""
        query = (
            select(*(COMPANY.c[name] for name in SHOWN), *order.told())
            .select_from(_listed(order))
            .where(*self._where(asked), *order.conditions())
            .order_by(*order.columns())
            .offset(span[0])
            .limit(span[1])
        )
        found = self.connection.execute(query).mappings()
        return [read_row(row, order.weights) for row in found]

    def classes(self, asked: CompanyFilter) -> Counter[int]:
        """Return how many companies of `asked` are in each class, by its code."""
        order = Order(asked)
        standing = order.codes[0]
        query = select(standing, func.count()).select_from(_listed(order))
        rows = self.connection.execute(query.where(*self._where(asked)).group_by(standing))
        return Counter({row[0]: row[1] for row in rows})

    def count(self, asked: CompanyFilter) -> int:
        """Return how many companies satisfy `asked`."""
        query = select(func.count()).select_from(COMPANY).where(*self._where(asked))
        return self.connection.execute(query).scalar_one()

    def facets(self, asked: CompanyFilter) -> FacetCounts:
        """Return what each further choice would leave; hidden rows are taken off what is known."""
        if not (self.abilities.precounted_facets and is_plain(asked)):
            return FacetCounter(self.connection, self.keyword, self._shown()).counts(asked)
        counts = self.precounted(asked)
        if self.hidden:
            hidden: Conditions = [COMPANY.c.number.in_(self.hidden)]
            taken = FacetCounter(self.connection, self.keyword, hidden).counts(asked)
            for facet, found in taken.items():
                counts[facet].subtract(found)
        return counts

    def cities(self, asked: CompanyFilter) -> Counter[tuple[str, str]]:
        """Return how many companies of `asked` there are in each (province, city)."""
        places = (COMPANY.c.province, COMPANY.c.city)
        query = select(*places, func.count()).where(*self._where(asked)).group_by(*places)
        rows = self.connection.execute(query)
        return Counter({(province, city): number for province, city, number in rows})

    def waiting(self, asked: CompanyFilter) -> Counter[str]:
        """Return how many of `asked` fill nothing yet, by their links as `link_tags` has them."""
        tags = COMPANY.c.link_tags
        wanted = [*self._where(asked), COMPANY.c.fills_gap == false()]
        query = select(tags, func.count()).where(*wanted).group_by(tags)
        return Counter({row[0]: row[1] for row in self.connection.execute(query)})

    def find(self, ids: Sequence[str]) -> dict[str, FoundCompany]:
        """Return those of `ids` that there are, by id; hidden ones too."""
        return read_companies(self.connection, COMPANY.c.id.in_(ids))

    def numbers(self, ids: Sequence[str]) -> Sequence[int]:
        """Return the numbers of those of `ids` that there are."""
        query = select(COMPANY.c.number).where(COMPANY.c.id.in_(ids))
        return self.connection.scalars(query).all()

    def keyword(self, words: Sequence[Sequence[str]]) -> Conditions:
        """Of each word one spelling stands in the text; an index narrows down, if there is one."""
        indexed = [spelt for spelt in words if min(map(len, spelt)) >= PAIR]
        if self.abilities.keyword_index and indexed:
            return self.by_index(indexed, words)
        return self.by_text(words)

    def by_text(self, words: Sequence[Sequence[str]]) -> Conditions:
        """Return what holds of a row in whose text there is one spelling of each word."""
        return [self.holds_one(COMPANY.c.search_text, spelt) for spelt in words]

    def holds_one(self, text: ColumnElement[str], wanted: Sequence[str]) -> ColumnElement[bool]:
        """Return that one of `wanted` stands in `text`."""
        return or_(*(self.holds(text, one) for one in wanted))

    def holds(self, text: ColumnElement[str], wanted: str) -> ColumnElement[bool]:
        """Return that `wanted` stands in `text`, as every database can say it."""
        return text.contains(wanted, autoescape=True)

    def by_index(
        self, indexed: Sequence[Sequence[str]], words: Sequence[Sequence[str]]
    ) -> Conditions:
        """Return what `by_text` does, by an index.

        `indexed` are those of `words` whose spellings all have two characters or more.
        """
        msg = f"{type(self).__name__} states an index for {indexed or words}, and does not ask it"
        raise NotImplementedError(msg)

    def precounted(self, asked: CompanyFilter) -> FacetCounts:
        """Return counts that were made beforehand of a desk, hidden rows among them."""
        msg = f"{type(self).__name__} states counts for {asked.desk!r}, and does not read them"
        raise NotImplementedError(msg)

    def _shown(self) -> Conditions:
        return [COMPANY.c.number.not_in(self.hidden)] if self.hidden else []

    def _where(self, asked: CompanyFilter) -> Conditions:
        return [*conditions(asked, self.keyword), *self._shown()]
