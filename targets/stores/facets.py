"""Count what each further choice would leave. Every facet ignores its own field of the filter."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from targets.stores.query import FACETS, CompanyFilter, FacetCounts, Facets
from targets.stores.store import Companies
from targets.stores.tables import link_key

Key = TypeVar("Key", str, tuple[str, str])


def find_facets(companies: Companies, asked: CompanyFilter) -> Facets:
    """Return all facets of `asked`: most first, then by name.

    The chains ignore the link too, and the links keep the chain: a link belongs to a chain.
    """
    found: FacetCounts = {facet: Counter() for facet in FACETS}
    for store in companies.stores:
        for facet, counts in store.facets(asked).items():
            found[facet].update(counts)
    links = {link_key(tag): number for tag, number in found["links"].items()}
    return Facets(
        provinces=_ordered(found["provinces"]),
        cities=_ordered(found["cities"]),
        chains=_ordered(found["chains"]),
        links=_ordered({k: n for k, n in links.items() if asked.chain in {"", k[0]}}),
        lists=_ordered(found["lists"]),
    )


def _ordered(found: Mapping[Key, int]) -> dict[Key, int]:
    some = ((key, number) for key, number in found.items() if number)
    return dict(sorted(some, key=lambda item: (-item[1], item[0])))
