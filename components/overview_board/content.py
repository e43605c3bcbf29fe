"""What the overview shows, as plain data: figures, rows of the chains, cards."""

from collections.abc import Sequence

from chains.assessment import Assessment, Flag
from chains.four_parts import sourced_directions
from chains.model import Presence
from chains.ranking import Ranked, rank, rank_flagged, single_sourced
from chains.settings import Settings
from chains.wording import CORNERS, FLAGS, PRESENCES, points
from reports.results import overview_figures

Content = dict[str, object]
COUNTED = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
DESKS = ("京津冀", "长三角", "粤港澳", "闽东南", "成渝汉")
MARKS = {Flag.WANTED: "招", Flag.TO_CHECK: "?"}
FIRST = 10


def overview_content(assessments: Sequence[Assessment], settings: Settings) -> Content:
    """Return the figures, the table of chains, the cards beside it and the five desks."""
    return {
        "states": [{"key": p.value, "label": word} for p, word in PRESENCES.items()],
        "headings": [FLAGS[flag] for flag in COUNTED],
        "rows": [_row(assessment, settings) for assessment in assessments],
        "figures": list(overview_figures(assessments).items()),
        "cards": [_gaps(assessments, settings), _first_checks(assessments, settings)],
        "desks": [_desk(desk, assessments) for desk in DESKS],
    }


def _row(assessment: Assessment, settings: Settings) -> Content:
    states = {p.value: assessment.count(p) for p in Presence}
    said = ",".join(f"{word} {states[p.value]}" for p, word in PRESENCES.items())
    lists = {flag: rank(assessment.flagged(flag), settings) for flag in COUNTED}
    to_fill = [*lists[Flag.GAP], *lists[Flag.WANTED]]
    return {
        "id": assessment.chain.id,
        "name": assessment.chain.name,
        "states": states,
        "said": said,
        "counts": [len(lists[flag]) for flag in COUNTED],
        "first": _first(to_fill),
        "check": _first(lists[Flag.TO_CHECK], Flag.TO_CHECK),
    }


def _first(rows: Sequence[Ranked], flag: Flag | None = None) -> Content | None:
    if not rows:
        return None
    finding = rows[0].finding
    shown = flag or finding.flag or Flag.GAP
    return {
        "flag": shown.value,
        "mark": MARKS.get(shown, CORNERS.get(finding.presence, "")),
        "link": finding.link.id,
        "label": finding.link.name,
    }


def _gaps(assessments: Sequence[Assessment], settings: Settings) -> Content:
    rows = rank_flagged(assessments, Flag.GAP, settings)
    return {
        "title": f"已证实的缺口 {len(rows)} 个",
        "note": "来源或核实说薄弱、缺失;按优先度",
        "empty": "还没有来源或核对证实的缺口。",
        "lines": [_line(row) for row in rows[:FIRST]],
    }


def _first_checks(assessments: Sequence[Assessment], settings: Settings) -> Content:
    rows = rank_flagged(assessments, Flag.TO_CHECK, settings)
    also = len(single_sourced(assessments))
    return {
        "title": f"先核实这 {min(FIRST, len(rows))} 个环节",
        "note": f"核实了最能改变判断;其后还有单源环节 {also} 个",
        "empty": "每个环节都有证据。",
        "lines": [_line(row) for row in rows[:FIRST]],
    }


def _line(row: Ranked) -> Content:
    finding = row.finding
    return {
        "target": {"chain": finding.chain.id, "link": finding.link.id},
        "label": finding.link.name,
        "note": f"{finding.chain.name} {points(row.priority)}",
    }


def _desk(desk: str, assessments: Sequence[Assessment]) -> Content:
    """One desk with the chains for which a source gives a reason to look in its area."""
    chains = [a.chain for a in assessments if any(d.desk == desk for d in sourced_directions(a))]
    return {
        "title": desk,
        "note": f"有来源的招商方向 {len(chains)} 条链",
        "empty": "没有来源给出招商方向。",
        "lines": [
            {"target": {"chain": chain.id, "view": "四维研判"}, "label": chain.name, "note": ""}
            for chain in chains
        ],
    }
