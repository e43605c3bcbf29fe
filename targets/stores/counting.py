"""Count the facets of a filter in one database, row by row or tag by tag."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from targets.stores.conditions import (
    Conditions,
    Keyword,
    conditions,
    is_usual,
    link_conditions,
)
from targets.stores.query import FACETS, CompanyFilter, FacetCounts
from targets.stores.tables import COMPANY, LINKS, split


@dataclass(frozen=True, slots=True)
class FacetCounter:
    """分面计数器: counts behind a connection; `besides` must hold of each row as well."""

    connection: Connection
    keyword: Keyword
    besides: Conditions

    def counts(self, asked: CompanyFilter) -> FacetCounts:
        """Return what each further choice would leave, by facet; a link as "chain/link"."""
        return {facet: self._count(asked, facet) for facet in FACETS}

    def _count(self, asked: CompanyFilter, facet: str) -> Counter[str]:
        if facet in {"provinces", "cities"}:
            column = COMPANY.c.province if facet == "provinces" else COMPANY.c.city
            return Counter({v: n for v, n in self._grouped(asked, column, facet).items() if v})
        if facet == "lists":
            return self._tags(asked, COMPANY.c.list_tags, facet)
        tags, field = {
            "chains": (COMPANY.c.chain_tags, "chain"),
            "links": (COMPANY.c.link_tags, "link"),
        }[facet]
        if is_usual(asked) and not asked.fills_gap:
            return self._tags(asked, tags, field)
        keys = (LINKS.c.chain,) if facet == "chains" else (LINKS.c.chain, LINKS.c.link)
        return self._linked(asked, keys, field)

    def _tags(self, asked: CompanyFilter, at: ColumnElement[str], field: str) -> Counter[str]:
        """Count a column of tags: there are few different ones, however many companies."""
        found: Counter[str] = Counter()
        for tags, number in self._grouped(asked, at, field).items():
            for tag in split(tags):
                found[tag] += number
        return found

    def _grouped(self, asked: CompanyFilter, at: ColumnElement[str], field: str) -> dict[str, int]:
        wanted = self._wanted(asked, field)
        query = select(at, func.count()).where(*wanted).group_by(at)
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def _linked(
        self, asked: CompanyFilter, keys: Collection[ColumnElement[str]], field: str
    ) -> Counter[str]:
        """Count companies by the links themselves, where the columns of tags do not say it."""
        query = (
            select(*keys, func.count(LINKS.c.company.distinct()))
            .join_from(LINKS, COMPANY, LINKS.c.company == COMPANY.c.number)
            .where(*link_conditions(asked), *self._wanted(asked, field))
            .group_by(*keys)
        )
        rows = self.connection.execute(query)
        return Counter({"/".join(key): number for *key, number in rows})

    def _wanted(self, asked: CompanyFilter, field: str) -> Conditions:
        return [*conditions(asked, self.keyword, (field,)), *self.besides]
