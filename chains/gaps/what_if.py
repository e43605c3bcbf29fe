"""假如补上: the chain as it would be if some links were filled (docs/methods.md 6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chains.evidence.standing import Standing
from chains.gaps.assessment import Assessment, Finding, Flag, assess
from chains.gaps.kinds import HELD
from chains.gaps.measures import Interval
from chains.gaps.ranking import Ranked, rank
from chains.model import Chain, Presence
from chains.settings import Settings, Weights


@dataclass(frozen=True, slots=True)
class WhatIfChange:
    """变化: one link before and after; ranks are within its own list, None where it is in none."""

    before: Finding
    after: Finding
    rank_before: int | None
    rank_after: int | None

    @property
    def moved(self) -> bool:
        """Whether density, priority parts or rank differ."""
        same_rank = self.rank_before == self.rank_after
        same = self.before.density == self.after.density and self.before.parts == self.after.parts
        return not (same and same_rank)


def fillable(assessment: Assessment) -> list[Finding]:
    """List the links that could be filled: all that are not here already, in file order."""
    return [f for f in assessment.findings.values() if f.presence not in HELD]


def fill(
    chain: Chain,
    link_ids: Collection[str],
    *,
    checked: Mapping[str, Standing] | None = None,
    urgency: Mapping[str, float] | None = None,
) -> Assessment:
    """Assess `chain` as if those links were present; ids that it does not have are ignored."""
    assumed = dict.fromkeys(link_ids, Presence.PRESENT)
    return assess(chain, checked=checked, assume=assumed, urgency=urgency)


def changes(
    before: Assessment, after: Assessment, settings: Settings, weights: Weights | None = None
) -> list[WhatIfChange]:
    """List the links that filling changed, the largest rise of the density's low end first."""
    ranks_before, ranks_after = (_ranks(a, settings, weights) for a in (before, after))
    rows = [
        WhatIfChange(before.findings[i], after.findings[i], ranks_before.get(i), ranks_after.get(i))
        for i in before.findings
    ]
    moved = [row for row in rows if row.moved]
    return sorted(moved, key=lambda row: (-_rise(row), row.before.link.id))


def _ranks(assessment: Assessment, settings: Settings, weights: Weights | None) -> dict[str, int]:
    lists: list[list[Ranked]] = [
        rank(assessment.flagged(flag), settings, weights) for flag in (Flag.GAP, Flag.WANTED)
    ]
    return {row.finding.link.id: row.rank for ranked in lists for row in ranked}


def _rise(row: WhatIfChange) -> float:
    nothing: Interval = (0.0, 0.0)
    return (row.after.density or nothing)[0] - (row.before.density or nothing)[0]
