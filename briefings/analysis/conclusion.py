"""What an analysis comes to, in a few sentences to be read first."""

from collections.abc import Iterator, Sequence

from briefings.analysis.analysis import Sentence
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.ranking import CityRanks
from chains.gaps.wording import PRESENCES
from chains.model import Presence

FIRST = 3
HERE = (Presence.STRONG, Presence.PRESENT, Presence.WEAK, Presence.PLANNED, Presence.PLANNED_STALE)


def unchecked_links(assessment: Assessment) -> tuple[str, ...]:
    """Return the names of the links that nobody looked into, in file order."""
    found = assessment.findings.values()
    return tuple(f.link.name for f in found if f.presence is Presence.UNKNOWN)


def links_to_check(assessment: Assessment, ranks: CityRanks) -> tuple[str, ...]:
    """Return the names of the links whose check settles most, the first three."""
    rows = ranks.listed(Flag.TO_CHECK, assessment.chain.id)[:FIRST]
    return tuple(row.finding.link.name for row in rows)


def conclude(assessment: Assessment, ranks: CityRanks, openings: Sequence[Sentence]) -> str:
    """Say what there is, what is lacking, what can be gone at, and what to do first."""
    gaps = [finding.link.name for finding in assessment.flagged(Flag.GAP)]
    lacks = f"有来源说缺 {len(gaps)} 个（{_named(gaps)}）" if gaps else "没有来源说缺的环节"
    unknown = len(unchecked_links(assessment))
    still = f"，另有 {unknown} 个环节未核实" if unknown else ""
    open_to = [f.link.name for s in openings if any(p.suits for p in s.plots) for f in s.links]
    room = f"可突破的是{_named(open_to)}" if open_to else "按规则暂无可突破的环节"
    todo = "，".join(_todo(assessment, ranks)) or "先盯住已有的环节"
    return f"{_held(assessment)}；{lacks}{still}。{room}。建议{todo}。"


def _held(assessment: Assessment) -> str:
    counted = ((presence, assessment.count(presence)) for presence in HERE)
    held = "、".join(f"{PRESENCES[presence]} {count} 个" for presence, count in counted if count)
    return f"全链 {len(assessment.findings)} 个环节，{held or '还没有一个有来源说有'}"


def _todo(assessment: Assessment, ranks: CityRanks) -> Iterator[str]:
    fill: list[Finding] = [row.finding for row in ranks.to_fill(assessment.chain.id)]
    if fill:
        yield f"先补{_named([finding.link.name for finding in fill])}"
    checks = links_to_check(assessment, ranks)
    if checks:
        yield f"先核实{'、'.join(checks)}"


def _named(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > FIRST else ""
    return "、".join(names[:FIRST]) + more
