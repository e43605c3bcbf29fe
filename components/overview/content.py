"""What the overview shows, as plain data: figures, rows of the chains, cards."""

from collections.abc import Mapping, Sequence

from briefings.changes.results import overview_figures
from briefings.lists.model import CityListKind
from chains.gaps.ages import age_text
from chains.gaps.assessment import Assessment, Flag
from chains.gaps.four_parts import sourced_directions
from chains.gaps.ranking import CityRanks, Ranked, count_once, proven, shared_text, single_sourced
from chains.gaps.wording import (
    CORNERS,
    FLAGS,
    GAPS_COUNTED,
    PRESENCES,
    checking_brief,
    points,
)
from chains.model import Presence
from components.lists.asked import LIST
from components.targets.counting import TargetCounts
from components.targets.filter_address import EVERYWHERE
from targets.desks import usual_desks
from targets.scoring.links import LinkKey
from targets.scoring.waiting import WaitingCompanies, in_turn

Content = dict[str, object]
COUNTED = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
MARKS = {Flag.WANTED: "招", Flag.TO_CHECK: "?"}
FIRST = 10
UNCHECKED = 5
TARGETS = "目标企业"
# Which list stands behind which figure: the addresses of the ways there.
LISTS: Mapping[str, Mapping[str, str]] = {
    "环节": {"screen": "", LIST: CityListKind.LINKS},
    GAPS_COUNTED: {"screen": "", LIST: CityListKind.GAPS},
    FLAGS[Flag.WANTED]: {"screen": "", LIST: CityListKind.WANTED},
    FLAGS[Flag.TO_CHECK]: {"screen": "", LIST: CityListKind.TO_CHECK},
    "列名在地企业": {"screen": "", LIST: CityListKind.RESIDENTS},
    "公开项目": {"screen": "", LIST: CityListKind.PROJECTS},
    TARGETS: {"screen": "desk", "area": EVERYWHERE},
}


def overview_content(
    assessments: Sequence[Assessment],
    ranks: CityRanks,
    counts: TargetCounts | None = None,
    lack: str = "",
) -> Content:
    """Return the figures, the table of chains, the cards beside it and the desks.

    `counts` is None while the companies cannot be read: then nothing is said of them. `lack`
    stands below the figures and says which files they leave out.
    """
    heads = [FLAGS[flag] for flag in COUNTED]
    return {
        "states": [{"key": p.value, "label": word} for p, word in PRESENCES.items()],
        "headings": [*heads, TARGETS] if counts else heads,
        "rows": [_row(assessment, ranks, counts) for assessment in assessments],
        "figures": _figures(assessments, counts),
        "lists": LISTS,
        "lack": lack,
        "cards": [
            _gaps(ranks),
            _first_checks(assessments, ranks, counts.waiting if counts else {}),
            _unchecked(ranks),
        ],
        "desks": [
            _desk(desk, assessments, counts) for desk in (counts.by_desk if counts else _desks())
        ],
    }


def _desks() -> list[str]:
    return [desk.name for desk in usual_desks().desks]


def _figures(
    assessments: Sequence[Assessment], counts: TargetCounts | None
) -> list[tuple[str, int]]:
    """Return seven figures; the companies take the place of the chains, listed below anyhow."""
    figures = overview_figures(assessments)
    if counts is None:
        return list(figures.items())
    kept = [(word, number) for word, number in figures.items() if word != "产业链"]
    return [*kept, (TARGETS, counts.total)]


def _row(assessment: Assessment, ranks: CityRanks, counts: TargetCounts | None) -> Content:
    states = {p.value: assessment.count(p) for p in Presence}
    said = "，".join(f"{word} {states[p.value]}" for p, word in PRESENCES.items())
    lists = {flag: ranks.listed(flag, assessment.chain.id) for flag in COUNTED}
    to_fill = ranks.to_fill(assessment.chain.id)
    companies = [counts.by_chain.get(assessment.chain.id, 0)] if counts else []
    return {
        "id": assessment.chain.id,
        "name": assessment.chain.name,
        "states": states,
        "said": said,
        "counts": [*(len(lists[flag]) for flag in COUNTED), *companies],
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


def _gaps(ranks: CityRanks) -> Content:
    rows = ranks.listed(Flag.GAP)
    found = [row.finding for row in rows]
    return {
        "target": LISTS[GAPS_COUNTED],
        "title": f"{GAPS_COUNTED} {count_once(found)} 个" + shared_text(found),
        "note": f"其中已证实 {count_once(proven(found))} 个；来源或核实说薄弱、缺失，按优先度",
        "empty": "还没有来源或核实说哪个环节薄弱、缺失。",
        "lines": [_line(row) for row in rows[:FIRST]],
    }


def _first_checks(
    assessments: Sequence[Assessment], ranks: CityRanks, waiting: Mapping[LinkKey, WaitingCompanies]
) -> Content:
    """What to check first: in turn what settles ranks and what companies wait for."""
    rows = {(r.finding.chain.id, r.finding.link.id): r for r in ranks.listed(Flag.TO_CHECK)}
    chosen = list(in_turn(list(rows), [link for link in waiting if link in rows], FIRST))
    also = len(single_sourced(assessments))
    old = f"，{told}" if (told := age_text(assessments)) else ""
    both = "名次一行、企业一行轮流。" if waiting else ""
    return {
        "target": LISTS[FLAGS[Flag.TO_CHECK]],
        "title": f"先核实这 {len(chosen)} 个环节",
        "note": f"{both}名次：查清它，缺口和补链方向的前十名里说不准的平均少几个；"
        f"企业：有几家等着它定类；其后还有单源环节 {also} 个{old}",
        "empty": "每个环节都有证据。",
        "lines": [
            _check_line(rows[link], waiting[link] if for_companies else None)
            for link, for_companies in chosen
        ],
    }


def _unchecked(ranks: CityRanks) -> Content:
    """The list for whoever looks for gaps: named by a source, looked at by nobody."""
    rows = ranks.unchecked_directions()
    return {
        "title": f"有补链方向、还没核对过 {len(rows)} 个",
        "target": {"screen": "", LIST: CityListKind.UNCHECKED},
        "note": "来源点名要补，而有没有还没人查过；要找缺口，先看这里",
        "empty": "来源点名要补的环节都核对过。",
        "lines": [_line(row) for row in rows[:UNCHECKED]],
    }


def _check_line(row: Ranked, waiting: WaitingCompanies | None) -> Content:
    why = f"企业 {waiting.companies} 家" if waiting else checking_brief(row)
    return {**_line(row), "note": f"{row.finding.chain.name} · {why}"}


def _line(row: Ranked) -> Content:
    finding = row.finding
    return {
        "target": {"chain": finding.chain.id, "link": finding.link.id},
        "label": finding.link.name,
        "note": f"{finding.chain.name} {points(row.priority)}",
    }


def _desk(desk: str, assessments: Sequence[Assessment], counts: TargetCounts | None) -> Content:
    """One desk: its targets, and the chains for which a source gives a reason to look there."""
    chains = [a.chain for a in assessments if any(d.desk == desk for d in sourced_directions(a))]
    card: Content = {
        "title": desk,
        "note": f"有来源的招商方向 {len(chains)} 条链",
        "empty": "没有来源给出招商方向。",
        "lines": [
            {"target": {"chain": chain.id, "view": "四维研判"}, "label": chain.name, "note": ""}
            for chain in chains
        ],
    }
    if counts is None:
        return card
    total, filling = counts.by_desk[desk]
    return {
        **card,
        "target": {"screen": "desk", "area": desk},
        "first": {
            "target": {"screen": "desk", "area": desk},
            "label": f"{TARGETS} {total} 家",
            "note": f"能补缺、补链 {filling} 家",
        },
    }
