"""假如补上: the chain as it would be if some links were filled (docs/methods.md 6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from chains.gaps.assessment import (
    NOTHING_KNOWN,
    Assessment,
    Finding,
    LinkKnowledge,
    assess,
    greatest_elsewhere,
)
from chains.gaps.kinds import HELD
from chains.gaps.measures import Interval
from chains.gaps.ranking import rank_city
from chains.model import Chain, Presence
from chains.settings import Settings, Weights


@dataclass(frozen=True, slots=True)
class WhatIfChange:
    """变化: one link before and after; ranks are city-wide, None where it is in no list."""

    before: Finding
    after: Finding
    rank_before: int | None
    rank_after: int | None

    @property
    def moved(self) -> bool:
        """Whether presence, density, unlock or rank differ.

        A filled link also moves the mean of its chain, and with it every priority a little: what
        that does not carry to another place is no change worth a row.
        """
        before, after = self.before, self.after
        same = (before.presence, before.density, before.unlock) == (
            after.presence,
            after.density,
            after.unlock,
        )
        return not (same and self.rank_before == self.rank_after)


def fillable(assessment: Assessment) -> list[Finding]:
    """List the links that could be filled: all that are not here already, in file order."""
    return [f for f in assessment.findings.values() if f.presence not in HELD]


def fill(
    chain: Chain,
    link_ids: Collection[str],
    known: LinkKnowledge = NOTHING_KNOWN,
    *,
    today: date,
    city: Mapping[str, Assessment] | None = None,
) -> Assessment:
    """Assess `chain` as if those links were present; ids that it does not have are ignored.

    `city` holds the chains it stands among, as they are.
    """
    assumed = dict.fromkeys(link_ids, Presence.PRESENT)
    elsewhere = greatest_elsewhere(city or {}, chain.id)
    return assess(chain, known, today=today, assume=assumed, elsewhere=elsewhere)


def changes(
    city: Mapping[str, Assessment],
    after: Assessment,
    settings: Settings,
    weights: Weights | None = None,
) -> list[WhatIfChange]:
    """List the links of one chain of `city` that filling changed.

    Order: the largest rise of the density's low end first.
    """
    before = city[after.chain.id]
    filled = {**city, after.chain.id: after}
    ranks_before, ranks_after = (
        _ranks(assessments, after.chain.id, settings, weights) for assessments in (city, filled)
    )
    rows = [
        WhatIfChange(before.findings[i], after.findings[i], ranks_before.get(i), ranks_after.get(i))
        for i in before.findings
    ]
    moved = [row for row in rows if row.moved]
    return sorted(moved, key=lambda row: (-_rise(row), row.before.link.id))


def _ranks(
    city: Mapping[str, Assessment], chain_id: str, settings: Settings, weights: Weights | None
) -> dict[str, int]:
    ranks = rank_city(city.values(), settings, weights)
    return {row.finding.link.id: row.rank for row in ranks.to_fill(chain_id)}


def _rise(row: WhatIfChange) -> float:
    nothing: Interval = (0.0, 0.0)
    return (row.after.density or nothing)[0] - (row.before.density or nothing)[0]
