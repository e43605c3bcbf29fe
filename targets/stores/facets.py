"""Count what each further choice would leave. Every facet ignores its own field of the filter."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, func, select

from targets.stores.conditions import conditions, is_usual, link_conditions
from targets.stores.precounted import is_precounted, precounted
from targets.stores.query import CompanyFilter, Facets
from targets.stores.store import Companies, Store
from targets.stores.tables import COMPANY, LINKS, split

Key = TypeVar("Key", str, tuple[str, str])
Counts = dict[str, Counter[str]]  # by facet; a link as "chain/link"
FACETS = ("provinces", "cities", "chains", "links", "lists")


def find_facets(companies: Companies, asked: CompanyFilter) -> Facets:
    """Return all facets of `asked`: most first, then by name.

    The chains ignore the link too, and the links keep the chain: a link belongs to a chain.
    """
    found: Counts = {facet: Counter() for facet in FACETS}
    for store in companies.stores():
        for facet, counts in _of_store(store, asked, companies.hidden).items():
            found[facet].update(counts)
    links = {_link(tag): number for tag, number in found["links"].items()}
    return Facets(
        provinces=_ordered(found["provinces"]),
        cities=_ordered(found["cities"]),
        chains=_ordered(found["chains"]),
        links=_ordered({k: n for k, n in links.items() if asked.chain in {"", k[0]}}),
        lists=_ordered(found["lists"]),
    )


def _link(tag: str) -> tuple[str, str]:
    chain, _, link = tag.partition("/")
    return (chain, link)


def _ordered(found: Mapping[Key, int]) -> dict[Key, int]:
    some = ((key, number) for key, number in found.items() if number)
    return dict(sorted(some, key=lambda item: (-item[1], item[0])))


def _of_store(store: Store, asked: CompanyFilter, hidden: Sequence[int]) -> Counts:
    connection, _ = store
    if not is_precounted(connection, asked):
        return {facet: _count(store, asked, facet) for facet in FACETS}
    counts = precounted(connection, asked)
    if hidden:
        replaced: Store = (connection, [COMPANY.c.number.in_(hidden)])
        for facet in FACETS:
            counts[facet].subtract(_count(replaced, asked, facet))
    return counts


def _count(store: Store, asked: CompanyFilter, facet: str) -> Counter[str]:
    if facet in {"provinces", "cities"}:
        column = COMPANY.c.province if facet == "provinces" else COMPANY.c.city
        return Counter({v: n for v, n in _grouped(store, asked, column, facet).items() if v})
    if facet == "lists":
        return _tags(store, asked, COMPANY.c.list_tags, facet)
    tags, field = {
        "chains": (COMPANY.c.chain_tags, "chain"),
        "links": (COMPANY.c.link_tags, "link"),
    }[facet]
    if is_usual(asked) and not asked.fills_gap:
        return _tags(store, asked, tags, field)
    keys = (LINKS.c.chain,) if facet == "chains" else (LINKS.c.chain, LINKS.c.link)
    return _linked(store, asked, keys, field)


def _tags(store: Store, asked: CompanyFilter, at: ColumnElement[str], field: str) -> Counter[str]:
    """Count a column of tags: there are few different ones, however many companies."""
    found: Counter[str] = Counter()
    for tags, number in _grouped(store, asked, at, field).items():
        for tag in split(tags):
            found[tag] += number
    return found


def _grouped(
    store: Store, asked: CompanyFilter, at: ColumnElement[str], field: str
) -> dict[str, int]:
    connection, hidden = store
    wanted = conditions(asked, connection.dialect.name, (field,))
    query = select(at, func.count()).where(*wanted, *hidden).group_by(at)
    return {row[0]: row[1] for row in connection.execute(query)}


def _linked(
    store: Store, asked: CompanyFilter, keys: Collection[ColumnElement[str]], field: str
) -> Counter[str]:
    """Count companies by the links themselves, where the columns of tags do not say it."""
    connection, hidden = store
    wanted = conditions(asked, connection.dialect.name, (field,))
    query = (
        select(*keys, func.count(LINKS.c.company.distinct()))
        .join_from(LINKS, COMPANY, LINKS.c.company == COMPANY.c.number)
        .where(*link_conditions(asked), *wanted, *hidden)
        .group_by(*keys)
    )
    return Counter({"/".join(key): number for *key, number in connection.execute(query)})
