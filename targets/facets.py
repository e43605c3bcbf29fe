"""Count what each further choice would leave. Every facet ignores its own field of the filter."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, func, select

from targets.conditions import Conditions, conditions, is_usual, link_conditions
from targets.query import CompanyFilter, Facets
from targets.stores import Companies, Store
from targets.tables import COMPANY, LINKS, split

Key = TypeVar("Key", str, tuple[str, str])


def find_facets(companies: Companies, asked: CompanyFilter) -> Facets:
    """Return all facets of `asked`: most first, then by name.

    The chains ignore the link too, and the links keep the chain: a link belongs to a chain.
    """
    stores = companies.stores()
    return Facets(
        provinces=_ordered(_columns(stores, asked, COMPANY.c.province, "provinces")),
        cities=_ordered(_columns(stores, asked, COMPANY.c.city, "cities")),
        chains=_ordered(_chains(stores, asked)),
        links=_ordered(_links(stores, asked)),
        lists=_ordered(_tags(stores, asked, COMPANY.c.list_tags, ("lists",))),
    )


def _ordered(found: Mapping[Key, int]) -> dict[Key, int]:
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _columns(
    stores: Iterable[Store], asked: CompanyFilter, at: ColumnElement[str], field: str
) -> Counter[str]:
    """Count a column with one value; no value is no choice."""
    found = _grouped(stores, asked, at, (field,))
    found.pop("", None)
    return found


def _tags(
    stores: Iterable[Store], asked: CompanyFilter, at: ColumnElement[str], fields: Collection[str]
) -> Counter[str]:
    """Count a column of tags: there are few different ones, however many companies."""
    found: Counter[str] = Counter()
    for tags, number in _grouped(stores, asked, at, fields).items():
        for tag in split(tags):
            found[tag] += number
    return found


def _chains(stores: Iterable[Store], asked: CompanyFilter) -> Counter[str]:
    if is_usual(asked) and not asked.fills_gap:
        return _tags(stores, asked, COMPANY.c.chain_tags, ("chain",))
    pairs = _linked(stores, asked, (LINKS.c.chain,), ("chain",))
    return Counter({chain: number for (chain,), number in pairs.items()})


def _links(stores: Iterable[Store], asked: CompanyFilter) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    if is_usual(asked) and not asked.fills_gap:
        for tag, number in _tags(stores, asked, COMPANY.c.link_tags, ("link",)).items():
            chain, _, link = tag.partition("/")
            found[chain, link] += number
    else:
        pairs = _linked(stores, asked, (LINKS.c.chain, LINKS.c.link), ("link",))
        found.update({(chain, link): number for (chain, link), number in pairs.items()})
    if asked.chain:
        return Counter({key: n for key, n in found.items() if key[0] == asked.chain})
    return found


def _grouped(
    stores: Iterable[Store], asked: CompanyFilter, at: ColumnElement[str], fields: Collection[str]
) -> Counter[str]:
    found: Counter[str] = Counter()
    for connection, hidden in stores:
        query = select(at, func.count()).where(*_where(connection, asked, fields), *hidden)
        for value, number in connection.execute(query.group_by(at)):
            found[value] += number
    return found


def _linked(
    stores: Iterable[Store],
    asked: CompanyFilter,
    keys: tuple[ColumnElement[str], ...],
    fields: Collection[str],
) -> Counter[tuple[str, ...]]:
    """Count companies by the links themselves, where the columns of tags do not say it."""
    found: Counter[tuple[str, ...]] = Counter()
    for connection, hidden in stores:
        query = (
            select(*keys, func.count(LINKS.c.company.distinct()))
            .join_from(LINKS, COMPANY, LINKS.c.company == COMPANY.c.number)
            .where(*link_conditions(asked), *_where(connection, asked, fields), *hidden)
        )
        for *key, number in connection.execute(query.group_by(*keys)):
            found[tuple(key)] += number
    return found


def _where(connection: Connection, asked: CompanyFilter, fields: Collection[str]) -> Conditions:
    return conditions(asked, connection.dialect.name, fields)
