"""One page of the list of targets as plain data: bands of classes, rows, and what a row unfolds."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from chains.gaps.assessment import Flag
from chains.gaps.wording import CORNERS, points
from chains.source_words import readable
from chains.web_addresses import addresses_for_readers
from components.targets.differing import differing_facts
from components.targets.rows import Content, Target, signal_text, tie_text, versioned
from targets.age.listed_status import status_mark
from targets.model import LinkState
from targets.scoring.class_wording import (
    FACT_WORDS,
    FILLS_WORDS,
    KNOWN_IDS,
    KNOWN_WORDS,
    MAKING_WORDS,
    facts_words,
    rank_words,
)
from targets.scoring.classes import Known, SharedRank, TargetClass
from targets.scoring.links import LinkPart, LinkParts
from targets.scoring.score import is_tied

MARKS = {Flag.GAP: "", Flag.WANTED: "招", Flag.TO_CHECK: "?"}  # a gap has that of its presence
FLAG_WORDS = {
    "gap": "缺口",
    "wanted": "补链方向",
    "to_check": "有没有还没核实",
}
MOST_MAKES = 32  # letters of what a company makes: two lines on the smallest laptop
SHOWN_PARTS = ("chain", "relation", "signal", "carry")
"""The parts with a mark in the row; an agreement on transfer is of a place and is unfolded."""
STATES = {KNOWN_IDS[state]: word for state, word in KNOWN_WORDS.items()}
WORDS: Content = {
    "columns": ("企业", "城市", "做什么", "补哪个环节", "与同类不同的一点"),
    "parts": FACT_WORDS,
    "shown": SHOWN_PARTS,
    "states": {
        part: STATES | ({"unknown": "待核"} if part == "chain" else {}) for part in FACT_WORDS
    },
    "hints": {
        "chain": "",
        "relation": "先问有没有三明籍高管、在闽子公司",
        "signal": "先查扩产、环评、迁建的公告",
        "transfer": "没有查到适用的协作协议",
        "carry": "还没有对上真实地块，先请县区报",
    },
    "flags": FLAG_WORDS,
    "pick": "选",
    "pick_band": "选这一类在本页的",
    "more": "展开",
    "open": "打开企业页",
    "also": "也能做",
    "source": "来源：",
    "none": "没有来源",
    "memory": "凭印象",
    "basket": "在清单",
    "score": "目标分",
    "explains": "（只作说明，不排序）",
}


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

    A band stands before the first row of each class, by its place among the rows. Another `turn`
    has the browser draw it again even if nothing else changed.
    """
    bands: list[Content] = []
    rows: list[Content] = []
    for code, group in groupby(targets, key=lambda target: target.row.class_code):
        together = list(group)
        bands.append({"at": len(rows), **_band(TargetClass.of_code(code), ranks.get(code))})
        facts = differing_facts(together)
        for target, fact in zip(together, facts, strict=True):
            row = {
                **_row(target, links),
                "fact": fact,
                "picked": target.row.id in picked,
                "basket": target.row.id in in_basket,
            }
            rows.append(row)
    return versioned({"bands": bands, "rows": rows, "words": WORDS, "turn": turn})


def _band(standing: TargetClass, shared: SharedRank | None) -> Content:
    """Say what a class is and how many companies share its rank, once for all its rows."""
    is_tie = shared is not None and shared.size > 1
    order = "；按省、名称排列，不分先后" if is_tie else ""
    return {
        "title": FILLS_WORDS[standing.fills],
        "tie": rank_words(shared) if shared else "",
        "why": f"{MAKING_WORDS[standing.making]}；{facts_words(standing)}",
        "order": order,
    }


def _row(target: Target, links: LinkParts) -> Content:
    row = target.row
    fills = _fills(target, links)
    makes = row.products or target.company.industry
    short = shortened(makes)
    known = TargetClass.of_code(row.class_code).known
    return {
        "id": row.id,
        "name": f"{mark}｜{row.name}" if (mark := status_mark(row.status)) else row.name,
        "where": row.city or row.province or "地点未见",
        "makes": short or "主营未写",
        "whole": "" if short == makes else makes,
        "link": fills[0] if fills else None,
        "others": fills[1:],
        "known": [KNOWN_IDS[known[part]] for part in FACT_WORDS],
        "texts": _texts(target, known),
        "score": points(row.score),
        "source": readable("，".join(filter(None, (row.source_title, row.published)))),
        "url": next(iter(addresses_for_readers(target.company.source_url)), ""),
        "memory": row.basis == "memory",
    }


def shortened(products: str) -> str:
    """Return the first products that fit into a row, and 等 where there are more."""
    if len(products) <= MOST_MAKES:
        return products
    head = products[: MOST_MAKES - 1]
    ends = [at for at in map(head.rfind, "、，；,; ") if at > 0]
    return f"{head[: max(ends, default=len(head))]}等"


def _texts(target: Target, known: Mapping[str, Known]) -> list[str]:
    """Say what is known of each part; "" where nothing is, for what to look up there."""
    found = target.findings
    is_looked_at = found.relations or found.relations_looked_on
    tie = tie_text(found, target.fresh_since) if is_tied(found) or is_looked_at else ""
    is_signal_known = known["signal"] is not Known.UNKNOWN
    signal = signal_text(found, target.fresh_since) if is_signal_known else ""
    return [
        MAKING_WORDS[TargetClass.of_code(target.row.class_code).making],
        tie,
        signal,
        target.transfer,
        _plot_text(target),
    ]


def _plot_text(target: Target) -> str:
    leading = target.scored.leading
    carry = leading[0].carry if leading else None
    if carry and carry.plot_id:
        return f"可看地块“{carry.plot_name}”"
    return "现有真实地块都不合用" if carry and carry.share == (0.0, 0.0) else ""


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
    return list(map(_link, known))


def _link(part: LinkPart) -> Content:
    return {
        "chain": part.chain_id,
        "link": part.link_id,
        "label": part.link_name,
        "flag": part.flag.value if part.flag else "",
        "mark": _mark(part),
    }


def _mark(part: LinkPart) -> str:
    """Return the corner mark, as in the graph: a gap may be missing or but weak."""
    if part.flag is None:
        return ""
    return MARKS[part.flag] or CORNERS.get(part.presence, "")
