"""Lists over one chain or all of them: what to fill first, what to check first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chains.evidence.standing import Proof, Support
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
    findings: Iterable[Finding],
    settings: Settings,
    weights: Weights | None = None,
    *,
    each: bool = False,
) -> list[Ranked]:
    """Rank findings that have a priority, first place first; others are left out.

    Order: low end of the priority, then evidence grade, then latest evidence, then id. Rows that
    rest on one sentence share the place of the first of them, in that order; with `each`, as
    for links to check, every row has its own.
    """
    weights = weights or settings.weights
    sharing: dict[str, list[Finding]] = {}
    for finding in _in_order(findings, weights):
        sharing.setdefault(finding.address if each else finding.counted_at, []).append(finding)
    first = [rows[0] for rows in sharing.values()]
    parts = [finding.parts for finding in first if finding.parts is not None]
    sure = holds_among_first(parts, weights, [f.tie for f in first], settings.stability)
    return [
        Ranked(finding, priority(finding.parts, weights), at, share, settings.stability.first)
        for at, (rows, share) in enumerate(zip(sharing.values(), sure, strict=True), start=1)
        for finding in rows
        if finding.parts is not None
    ]


def _in_order(findings: Iterable[Finding], weights: Weights) -> list[Finding]:
    rows = [finding for finding in findings if finding.parts is not None]
    parts = [finding.parts for finding in rows if finding.parts is not None]
    place = places(parts, weights, [finding.tie for finding in rows])
    return [finding for _, finding in sorted(zip(place, rows, strict=True), key=lambda p: p[0])]


def count_once(findings: Iterable[Finding]) -> int:
    """Return how many gaps or directions these are: what one sentence tells counts once."""
    return len({finding.counted_at for finding in findings})


def rank_flagged(
    assessments: Sequence[Assessment],
    flag: Flag,
    settings: Settings,
    weights: Weights | None = None,
) -> list[Ranked]:
    """Rank the findings of all `assessments` that carry `flag` (GAP, WANTED or TO_CHECK)."""
    found = [finding for a in assessments for finding in a.flagged(flag)]
    return rank(found, settings, weights, each=flag is Flag.TO_CHECK)


def count_flagged(assessments: Iterable[Assessment], flag: Flag) -> int:
    """Return how many gaps, directions (each sentence once) or links to check there are."""
    found = [finding for a in assessments for finding in a.flagged(flag)]
    return len(found) if flag is Flag.TO_CHECK else count_once(found)


def proven(findings: Iterable[Finding]) -> list[Finding]:
    """Return those that are proven: by a check, or by full support nothing newer contradicts."""
    return [finding for finding in findings if finding.proof is Proof.PROVEN]


def single_sourced(assessments: Iterable[Assessment]) -> list[Finding]:
    """List the links whose presence rests on one B or C source: to be checked after the unknown.

    Order: oldest evidence first, then ids.
    """
    found = [f for a in assessments for f in a.findings.values()]
    single = [f for f in found if f.standing.support is Support.SINGLE]
    return sorted(single, key=lambda f: (_age(f), f.chain.id, f.link.id))


def _age(finding: Finding) -> int:
    return finding.standing.latest.toordinal() if finding.standing.latest else 0
