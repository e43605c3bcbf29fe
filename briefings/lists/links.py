"""Lists of links: gaps, wanted links, links to check, and all there are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefings.lists.model import CityList, CityListKind, CityListRow
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.ranking import CityRanks, Ranked, count_once
from chains.gaps.wording import (
    FLAGS,
    PRESENCES,
    STAGES,
    checking_text,
    gap_sentence,
    points,
    proof_text,
)


@dataclass(frozen=True, slots=True)
class _Ranking:
    """One ranked list: its flag, what stands above it, and how a row says why it is there."""

    flag: Flag
    title: str
    note: str
    why: str
    says: Callable[[Ranked], str]
    priority: str = "优先度"


def _proof(row: Ranked) -> str:
    return proof_text(row.finding)


_RANKINGS: Mapping[CityListKind, _Ranking] = {
    CityListKind.GAPS: _Ranking(
        Flag.GAP, "缺口", "来源或核实说薄弱、缺失的环节，按全市名次", "凭什么", _proof
    ),
    CityListKind.WANTED: _Ranking(
        Flag.WANTED,
        "补链方向",
        "来源五年内点名要引进、延伸或加强的环节，按全市名次",
        "来源点名的方向",
        lambda row: row.finding.link.gap_direction,
    ),
    CityListKind.TO_CHECK: _Ranking(
        Flag.TO_CHECK,
        "待核实的环节",
        "没有采信的来源说有还是没有；未核实不等于缺失；按先核实的次序",
        "为什么先核实",
        lambda row: f"{checking_text(row)}。{gap_sentence(row.finding)}",
        "若缺失，优先度",
    ),
    CityListKind.UNCHECKED: _Ranking(
        Flag.WANTED,
        "有补链方向、还没核对过的环节",
        "来源点名要补，有没有还没人查过；要找缺口先看这里；按补链方向的全市名次",
        "来源点名的方向",
        lambda row: row.finding.link.gap_direction,
    ),
}


def ranked_list(kind: CityListKind, ranks: CityRanks) -> CityList:
    """Return one of the ranked lists, in the city's order."""
    ranking = _RANKINGS[kind]
    rows = ranks.listed(ranking.flag)
    if kind is CityListKind.UNCHECKED:
        rows = ranks.unchecked_directions()
    return CityList(
        kind,
        ranking.title,
        _note(ranking, rows),
        ("名次", "环节", "产业链", "位置", "现状", ranking.why, ranking.priority),
        tuple(_ranked(row, ranking) for row in rows),
        place_word="位置",
        named=1,
    )


def _note(ranking: _Ranking, rows: Sequence[Ranked]) -> str:
    counted = count_once([row.finding for row in rows], ranking.flag)
    shared = f"；{len(rows)} 个环节，同一句话只算一次，计 {counted} 个"
    return f"{ranking.note}{shared if counted < len(rows) else ''}。"


def _ranked(row: Ranked, ranking: _Ranking) -> CityListRow:
    finding = row.finding
    return CityListRow(
        (finding.chain.id,),
        STAGES[finding.link.stage],
        (
            str(row.rank),
            finding.link.name,
            finding.chain.name,
            STAGES[finding.link.stage],
            PRESENCES[finding.presence],
            ranking.says(row),
            points(row.priority),
        ),
        finding.link.id,
    )


def all_links(assessments: Sequence[Assessment]) -> CityList:
    """Return every link, chains and links in the order of their files."""
    return CityList(
        CityListKind.LINKS,
        "全部环节",
        "按产业链，链内按文件的次序。",
        ("环节", "产业链", "位置", "现状", "标记", "凭什么"),
        tuple(_link(finding) for a in assessments for finding in a.findings.values()),
        place_word="位置",
    )


def _link(finding: Finding) -> CityListRow:
    stage = STAGES[finding.link.stage]
    return CityListRow(
        (finding.chain.id,),
        stage,
        (
            finding.link.name,
            finding.chain.name,
            stage,
            PRESENCES[finding.presence],
            "、".join(FLAGS[flag] for flag in finding.flags),
            proof_text(finding),
        ),
        finding.link.id,
    )
