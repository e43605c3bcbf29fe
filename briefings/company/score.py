"""The score of a company as bars: what each part adds, of how much, and what is still open."""

from collections.abc import Mapping

from briefings.company.profile import ScoreBar
from chains.gaps.measures import Interval
from chains.gaps.wording import percent
from targets.model import ScoreParts, ScoreWeights
from targets.scoring.score import part_points, points_of
from targets.scoring.wording import PART_NAMES

WHOLE: Interval = (0.0, 1.0)
MEANS: Mapping[str, str] = {
    "chain": "所补缺口的优先度",
    "relation": "与三明的关系",
    "signal": "有日期的动向",
    "transfer": "产业转移的来源依据",
    "carry": "用地要求的满足",
}


def score_bars(parts: ScoreParts, weights: ScoreWeights) -> tuple[ScoreBar, ...]:
    """Return one bar per part, in their order; the score is the sum of the bars."""
    given = zip(
        PART_NAMES.items(),
        parts.as_tuple(),
        part_points(parts.as_tuple(), weights),
        points_of(weights),
        strict=True,
    )
    return tuple(
        ScoreBar(name, ends, gained, most, f"{MEANS[part]}：{_share(ends)}")
        for (part, name), ends, gained, most in given
    )


def _share(part: Interval) -> str:
    return "未查" if part == WHOLE else percent(part)
