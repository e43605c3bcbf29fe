"""What the screens show of companies, as plain data: what is known of one, map, facets."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from briefings.company.words import NOT_LOOKED
from chains.catalog import Catalog
from targets.model import Company
from targets.scoring.class_wording import (
    CHECK_WORDS,
    FILLS_WORDS,
)
from targets.scoring.classes import TargetClass
from targets.scoring.links import LinkKey
from targets.scoring.no_target import NoTarget
from targets.scoring.score import Findings, Scored, is_tied
from targets.scoring.wording import looked_words, relation_words, signal_words
from targets.stores.query import CompanyRow, Facets

Content = dict[str, object]
CHIPS = 14  # values of one facet; the drop-down above holds all


@dataclass(frozen=True, slots=True)
class Target:
    """目标企业一行: a row of the list with all that its sentence is made of.

    `apart` says why it is no target, None of one that is; `transfer` which agreement on transfer
    is of its place, "" if none.
    """

    row: CompanyRow
    company: Company
    scored: Scored
    findings: Findings
    sentence: str
    fresh_since: date
    apart: NoTarget | None = None
    transfer: str = ""


def tie_text(found: Findings, fresh_since: date) -> str:
    """Say the ties on record, or that nobody looked, or that somebody found none."""
    if is_tied(found):
        return "、".join(dict.fromkeys(relation_words(relation) for relation in found.relations))
    looked = found.relations or found.relations_looked_on
    return looked_words(found.relations_looked_on, fresh_since) if looked else NOT_LOOKED


def signal_text(found: Findings, fresh_since: date) -> str:
    """Say the latest event on record, or that nobody looked, or that somebody found none."""
    if found.signals:
        return signal_words(max(found.signals, key=lambda signal: signal.happened_on))
    looked_on = found.signals_looked_on
    return looked_words(looked_on, fresh_since) if looked_on else NOT_LOOKED


@dataclass(frozen=True, slots=True)
class CityPoint:
    """城市点位: where a city lies, in WGS-84 degrees; `desk` as shipped, which may be changed."""

    name: str
    longitude: float
    latitude: float
    desk: str = ""


def map_content(
    desk: str, cities: Mapping[str, int], points_of: Iterable[CityPoint], chosen: Collection[str]
) -> Content:
    """Return the counts to draw; cities without a point are named below the map, with counts."""
    at = {point.name: point for point in points_of}
    rest = [f"{name} {count}" for name, count in cities.items() if name not in at and count]
    drawn = [
        {
            "key": point.name,
            "name": point.name,
            "at": [point.longitude, point.latitude],
            "count": cities.get(point.name, 0),
        }
        for point in at.values()
    ]
    return versioned(
        {
            "desk": desk,
            "title": "按城市",
            "cities": drawn,
            "chosen": sorted(chosen),
            "rest": f"图上没有点位：{'、'.join(rest)}" if rest else "",
        }
    )


def facet_cards(
    catalog: Catalog, facets: Facets, gaps: Facets, chosen: Mapping[str, Collection[str]]
) -> list[Content]:
    """Return what a further choice would leave: lists, chains with gaps, links of the chain."""
    chain = next(iter(chosen["gap_chain"]), "")
    names = {i: found.name for i, found in catalog.chains.items()}
    cards = [
        _card("list", "按名录", ((n, n, c) for n, c in facets.lists.items()), chosen["list"]),
        _card(
            "gap_chain",
            "能补缺口或补链方向的",
            ((i, names[i], c) for i, c in gaps.chains.items() if i in names),
            chosen["gap_chain"] if chosen["gap"] else (),
        ),
    ]
    if chain in catalog.chains:
        cards.append(_link_card(catalog, chain, facets.links, chosen["link"]))
    return cards


def area_card(counts: Mapping[str, int]) -> Content:
    """Return how many of a list of all desks each desk has."""
    return _card("area", "按片区", ((name, name, n) for name, n in counts.items()), ())


def _link_card(
    catalog: Catalog, chain: str, links: Mapping[LinkKey, int], chosen: Collection[str]
) -> Content:
    names = {link.id: link.name for link in catalog.chain(chain).links}
    values = ((i, names[i], n) for (of, i), n in links.items() if of == chain and i in names)
    return _card("link", f"{catalog.chain(chain).name}按环节", values, chosen)


def _card(
    field: str, title: str, values: Iterable[tuple[str, str, int]], chosen: Collection[str]
) -> Content:
    given = list(values)
    first = given[:CHIPS] + [value for value in given[CHIPS:] if value[0] in chosen]
    more = len(given) - len(first)
    return {
        "field": field,
        "title": title,
        "note": f"先列 {len(first)} 个，另 {more} 个在上方选" if more > 0 else "",
        "values": [
            {"key": key, "label": label, "count": count, "on": key in chosen}
            for key, label, count in first
        ],
        "empty": "没有。",
    }


def check_note(row: CompanyRow) -> str:
    """Say which fact is to be looked up, and into which class it could bring the company."""
    standing = TargetClass.of_code(row.class_code)
    check = CHECK_WORDS[standing.next_check] if standing.next_check else ""
    return f"{FILLS_WORDS[standing.fills]}；查{check}"


def versioned(content: Content) -> Content:
    """Add a version that changes with the content, so that the browser draws only what changed."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {**content, "version": hashlib.sha256(text.encode()).hexdigest()[:16]}
