"""Where the whole city stands: counts and ranks, the same in every paper of one state."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.state.state import DataState
from chains.gaps.assessment import Flag
from chains.gaps.ranking import rank_flagged

RANKED = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
Ranks = Mapping[tuple[str, str, Flag], int]


@dataclass(frozen=True, slots=True)
class CityStanding:
    """全市情况: how many gaps, wanted links and targets there are; `ranks` by chain, link, flag.

    `targets` is None where nobody counted the companies. `lack` says what the counts leave out.
    """

    gaps: int
    wanted: int
    targets: int | None
    ranks: Ranks
    lack: str = ""

    @property
    def counts(self) -> tuple[tuple[str, int | None], ...]:
        """The counts with their words, as the screens have them."""
        return (
            ("已证实的缺口", self.gaps),
            ("补链方向", self.wanted),
            ("目标企业", self.targets),
        )


def standing_of(state: DataState, targets: int | None) -> CityStanding:
    """Return the counts and ranks of `state`."""
    assessments = list(state.assessments.values())
    ranks = {
        (row.finding.chain.id, row.finding.link.id, flag): row.rank
        for flag in RANKED
        for row in rank_flagged(assessments, flag, state.catalog.settings)
    }
    gaps, wanted = (sum(len(a.flagged(f)) for a in assessments) for f in (Flag.GAP, Flag.WANTED))
    return CityStanding(gaps, wanted, targets, ranks, state.lack)
