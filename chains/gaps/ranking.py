"""Lists over one chain or all of them: what to fill first, what to check first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chains.evidence.standing import Support
from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.measures import Interval
from chains.gaps.priority import holds_among_first, places, priority
from chains.settings import Settings, Weights


@dataclass(frozen=True, slots=True)
class Ranked:
    """名次: a finding with its place in one list; `stability` is the share of shaken weights
    under which it stays among the first `first` of that list."""  # noqa: D205, D209

    finding: Finding
    priority: Interval
    rank: int
    stability: float
    first: int


def rank(
    findings: Iterable[Finding], settings: Settings, weights: Weights | None = None
) -> list[Ranked]:
    """Rank findings that have a priority, first place first; others are left out.

    Order: low end of the priority, then evidence grade, then latest evidence, then id.
    """
    weights = weights or settings.weights
    rows = [finding for finding in findings if finding.parts is not None]
    parts = [finding.parts for finding in rows if finding.parts is not None]
    ties = [finding.tie for finding in rows]
    place = places(parts, weights, ties)
    sure = holds_among_first(parts, weights, ties, settings.stability)
    ranked = [
        Ranked(finding, priority(p, weights), at, share, settings.stability.first)
        for finding, p, at, share in zip(rows, parts, place, sure, strict=True)
    ]
    return sorted(ranked, key=lambda row: row.rank)


def rank_flagged(
    assessments: Sequence[Assessment],
    flag: Flag,
    settings: Settings,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Rank the findings of all `assessments` that carry `flag` (GAP, WANTED or TO_CHECK)."""
    found = [finding for a in assessments for finding in a.flagged(flag)]
    return rank(found, settings, weights)


def single_sourced(assessments: Iterable[Assessment]) -> list[Finding]:
    """List the links whose presence rests on one B or C source: to be checked after the unknown.

    Order: oldest evidence first, then ids.
    """
    found = [f for a in assessments for f in a.findings.values()]
    single = [f for f in found if f.standing.support is Support.SINGLE]
    return sorted(single, key=lambda f: (_age(f), f.chain.id, f.link.id))


def _age(finding: Finding) -> int:
    return finding.standing.latest.toordinal() if finding.standing.latest else 0
