"""Where the whole city stands: counts and ranks, the same in every paper of one state."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefings.state.state import DataState
from chains.gaps.assessment import Flag
from chains.gaps.ranking import count_flagged, rank_flagged
from chains.gaps.wording import GAPS_COUNTED

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
            (GAPS_COUNTED, self.gaps),
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
    gaps, wanted = (count_flagged(assessments, flag) for flag in (Flag.GAP, Flag.WANTED))
    return CityStanding(gaps, wanted, targets, ranks, state.lack)
