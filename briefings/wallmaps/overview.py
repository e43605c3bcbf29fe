"""The overall wall map: every link of all chains, one row per chain."""

from collections.abc import Sequence

from briefings.wallmaps.model import ChainRow, Item, LinkCell, OverviewBody
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.ranking import CityRanks, count_flagged
from chains.gaps.wording import CORNERS, STAGES, beside_stale
from chains.model import Stage

COUNTED = ((Flag.GAP, "缺口"), (Flag.WANTED, "补链"), (Flag.TO_CHECK, "待核"))


def all_figures(assessments: Sequence[Assessment]) -> tuple[tuple[str, str], ...]:
    """The figures over all chains: seven at most."""
    held = sum(
        finding.presence.value in {"strong", "present"}
        for a in assessments
        for finding in a.findings.values()
    )
    flags = {flag: count_flagged(assessments, flag) for flag in Flag}
    return (
        ("产业链", str(len(assessments))),
        ("环节", str(sum(len(a.findings) for a in assessments))),
        ("有基础的环节", str(held)),
        ("缺口", str(flags[Flag.GAP])),
        ("补链方向", beside_stale(flags[Flag.WANTED], flags[Flag.WANTED_STALE])),
        ("在建", beside_stale(flags[Flag.PLANNED], flags[Flag.STALE])),
        ("待核实", str(flags[Flag.TO_CHECK])),
    )


def overview_lead() -> str:
    """The sentence of the overall map."""
    return (
        "每格一个环节，从上游排到下游。缺口是来源或核实说的薄弱、缺失；未核实不等于缺，先去核实。"
    )


def overview_body(assessments: Sequence[Assessment], ranks: CityRanks) -> OverviewBody:
    """Return the rows, chains in the order given, links by stage and in file order."""
    return OverviewBody(tuple(_row(assessment, ranks) for assessment in assessments))


def _row(assessment: Assessment, ranks: CityRanks) -> ChainRow:
    stages = tuple((STAGES[stage], _cells(assessment, stage)) for stage in Stage)
    lists = {flag: ranks.listed(flag, assessment.chain.id) for flag, _ in COUNTED}
    to_fill = ranks.to_fill(assessment.chain.id)[:1]
    to_check = lists[Flag.TO_CHECK][:1]
    first = (
        *(Item(row.finding.link.name, "先补", mark=_corner(row.finding)) for row in to_fill),
        *(Item(row.finding.link.name, "先核实", mark="?") for row in to_check),
    )
    return ChainRow(
        assessment.chain.name,
        tuple((title, cells) for title, cells in stages if cells),
        tuple((word, len(lists[flag])) for flag, word in COUNTED),
        first,
    )


def _cells(assessment: Assessment, stage: Stage) -> tuple[LinkCell, ...]:
    found = [f for f in assessment.findings.values() if f.link.stage is stage]
    return tuple(LinkCell(f.link.name, f.presence.value, _corner(f)) for f in found)


def _corner(finding: Finding) -> str:
    """As in the graph: 招 goes before the mark of the state."""
    return "招" if finding.flag is Flag.WANTED else CORNERS.get(finding.presence, "")
