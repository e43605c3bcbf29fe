"""The score of a company as bars: what each part adds, of how much, and what is still open."""

from collections.abc import Mapping

from chains.measures import Interval
from chains.wording import percent
from reports.company_profile import ScoreBar
from targets.model import ScoreParts, ScoreWeights
from targets.score_wording import PART_NAMES
from targets.scoring import part_points, points_of

WHOLE: Interval = (0.0, 1.0)
MEANS: Mapping[str, str] = dict(
    zip(
        PART_NAMES,
        (
            "所补缺口的优先度",
            "与三明的关系",
            "有日期的动向",
            "产业转移的来源依据",
            "用地要求的满足",
        ),
        strict=True,
    )
)


def score_bars(parts: ScoreParts, weights: ScoreWeights) -> tuple[ScoreBar, ...]:
    """Return one bar per part, in their order; the score is the sum of the bars."""
    given = zip(
        PART_NAMES,
        parts.as_tuple(),
        part_points(parts.as_tuple(), weights),
        points_of(weights),
        strict=True,
    )
    return tuple(ScoreBar(*row, sentence=_sentence(row[0], row[1])) for row in given)


def _sentence(name: str, part: Interval) -> str:
    return f"{MEANS[name]}:{'未查' if part == WHOLE else percent(part)}"
