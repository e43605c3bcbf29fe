"""What the screen of a desk shows, as plain data: rows of the list, map, facets, what to check."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.company.words import NOT_LOOKED
from chains.catalog import Catalog
from chains.gaps.assessment import Flag
from chains.gaps.wording import CORNERS, points
from chains.web_addresses import addresses_for_readers
from targets.age.listed_status import status_mark
from targets.model import Company, LinkState
from targets.scoring.class_wording import (
    CHECK_WORDS,
    FILLS_WORDS,
    class_words,
    facts_words,
    rank_words,
)
from targets.scoring.classes import SharedRank, TargetClass
from targets.scoring.links import LinkKey, LinkPart, LinkParts
from targets.scoring.no_target import NO_TARGET_WORDS, NoTarget
from targets.scoring.score import Findings, Scored, is_tied
from targets.scoring.wording import looked_words, relation_words, signal_words
from targets.stores.query import CompanyRow, Facets

Content = dict[str, object]
MARKS = {Flag.GAP: "", Flag.WANTED: "招", Flag.TO_CHECK: "?"}  # a gap has that of its presence
LINKS_SHOWN = 2
CHIPS = 14  # values of one facet; the drop-down above holds all
WORDS = {
    "memory": "凭印象",
    "source": "来源",
    "none": "没有来源",
    "basket": "已在清单",
    "tie": "与我市的关系",
    "signal": "近期动向",
}


@dataclass(frozen=True, slots=True)
class Target:
    """目标企业一行: a row of the list with all that its sentence is made of.

    `apart` says why it is no target, None of one that is.
    """

    row: CompanyRow
    company: Company
    scored: Scored
    findings: Findings
    sentence: str
    fresh_since: date
    apart: NoTarget | None = None


def table_content(
    targets: Sequence[Target],
    links: LinkParts,
    *,
    picked: Collection[str],
    in_basket: Collection[str],
    ranks: Mapping[int, SharedRank],
    turn: int = 0,
) -> Content:
    """Return one page of the list; `picked` are ticked, `in_basket` are marked.

    Another `turn` has the browser draw it again even if nothing else changed.
    """
    rows = [
        {
            **_row(target, links, ranks.get(target.row.class_code)),
            "picked": target.row.id in picked,
            "basket": target.row.id in in_basket,
        }
        for target in targets
    ]
    content = {"columns": _columns(), "rows": rows, "words": WORDS}
    return versioned({**content, "turn": turn})


def _columns() -> list[Content]:
    words = ("", "企业", "城市", "能补的环节", "目标分", "与我市的关系", "近期动向", "依据", "")
    return [{"label": word} for word in words]


def _row(target: Target, links: LinkParts, shared: SharedRank | None) -> Content:
    row, found = target.row, target.findings
    fills = _fills(target, links)
    more = len(fills) - LINKS_SHOWN
    return {
        "id": row.id,
        "name": f"{mark}｜{row.name}" if (mark := status_mark(row.status)) else row.name,
        "where": row.city or row.province or "地点未见",
        "links": fills[:LINKS_SHOWN],
        "more": f"另 {more} 个" if more > 0 else "" if fills else "未归环节",
        "low": round(row.score[0], 1),
        "high": round(row.score[1], 1),
        "score": points(row.score),
        "rank": rank_words(shared) if shared else "",
        "standing": _standing_words(target),
        "tie": tie_text(found, target.fresh_since),
        "tied": is_tied(found),
        "signal": signal_text(found, target.fresh_since),
        "moved": bool(found.signals),
        "sentence": target.sentence,
        "source": " ".join(filter(None, (row.source_title, row.published))),
        "url": next(iter(addresses_for_readers(target.company.source_url)), ""),
        "memory": row.basis == "memory",
    }


def _standing_words(target: Target) -> str:
    """Say the class of a row and how much is known, or why it is no target."""
    if target.apart:
        return f"不是目标：{NO_TARGET_WORDS[target.apart]}"
    standing = TargetClass.of_code(target.row.class_code)
    return f"{class_words(standing)}；{facts_words(standing)}"


def _fills(target: Target, links: LinkParts) -> list[Content]:
    """List the links a company could fill, gaps and wanted ones first, the leading one at once."""
    leading = target.scored.leading
    first = leading[0].key if leading else None
    order: dict[Flag | None, int] = {flag: place for place, flag in enumerate(MARKS)}
    known = [
        links[a.chain, a.link]
        for a in target.company.assignments
        if a.state is not LinkState.REJECTED and (a.chain, a.link) in links
    ]
    known.sort(key=lambda p: (p.key != first, order.get(p.flag, len(order)), -p.chain[0], p.key))
    return [
        {
            "chain": part.chain_id,
            "link": part.link_id,
            "label": part.link_name,
            "flag": part.flag.value if part.flag else "",
            "mark": _mark(part),
        }
        for part in known
    ]


def _mark(part: LinkPart) -> str:
    """Return the corner mark, as in the graph: a gap may be missing or but weak."""
    if part.flag is None:
        return ""
    return MARKS[part.flag] or CORNERS.get(part.presence, "")


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


def check_card(rows: Sequence[CompanyRow], first: int) -> Content:
    """Return what is worth looking into first, and for what."""
    return {
        "title": f"最值得去核实的 {min(first, len(rows))} 家",
        "note": "只差一项，查清了能升到最前的类",
        "rows": [{"id": row.id, "label": row.name, "note": check_note(row)} for row in rows],
        "empty": "这个列表里没有要查的。",
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
