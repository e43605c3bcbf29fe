"""The score of a company as bars, and in one sentence: gap, tie, latest move, plot."""

from collections.abc import Sequence

from chains.measures import Interval
from chains.wording import FLAGS, percent, points
from geodata.gates_verdict import VERDICT_NAMES
from reports.company_profile import Event, FillableLink, PlotOffer, ScoreBar, Tie
from reports.company_words import NOT_LOOKED, PART_NAMES
from targets.model import RelationKind, ScoreParts, ScoreWeights

WHOLE: Interval = (0.0, 1.0)
_MEANS = (
    "所补缺口的优先度",
    "与三明的关系",
    "近期有日期的动向",
    "产业转移的来源依据",
    "用地需求的满足",
)


def score_bars(parts: ScoreParts, weights: ScoreWeights) -> tuple[tuple[ScoreBar, ...], Interval]:
    """Return one bar per part and the score, which is the sum of the bars."""
    rows = zip(PART_NAMES, _MEANS, parts.as_tuple(), weights.as_tuple(), strict=True)
    whole = sum(weights.as_tuple())
    bars = tuple(_bar(*row, whole=whole) for row in rows)
    return bars, (sum(bar.points[0] for bar in bars), sum(bar.points[1] for bar in bars))


def _bar(name: str, means: str, part: Interval, weight: float, *, whole: float) -> ScoreBar:
    most = 100 * weight / whole if whole else 0.0
    said = "未查" if part == WHOLE else percent(part)
    return ScoreBar(name, part, (most * part[0], most * part[1]), most, f"{means}:{said}")


def score_sentence(
    links: Sequence[FillableLink],
    ties: Sequence[Tie],
    signals: Sequence[Event],
    plots: Sequence[PlotOffer],
) -> str:
    """Say in one sentence which gap it fills, who has a tie, what moved lately, which plot."""
    said = (_fills(links), _tied(ties), _moved(signals), _carried(plots))
    return ";".join(said) + "。"


def _fills(links: Sequence[FillableLink]) -> str:
    if not links:
        return "还没有归到任何环节"
    best = links[0]
    if best.flag is None or best.priority is None:
        return f"能做「{best.link_name}」,我市已有基础,不是缺口"
    to_check = "(若核实为缺失)" if best.flag.value == "to_check" else ""
    return (
        f"能补「{best.chain_name}」的「{best.link_name}」,"
        f"{FLAGS[best.flag]}{to_check},优先度 {points(best.priority)}"
    )


def _tied(ties: Sequence[Tie]) -> str:
    found = [tie for tie in ties if tie.kind is not RelationKind.NONE_FOUND]
    if not found:
        return "与我市的关系" + ("查过,没有" if ties else NOT_LOOKED)
    tie = found[0]
    return f"与我市的关系:{tie.word}{f'({tie.resident})' if tie.resident else ''}"


def _moved(signals: Sequence[Event]) -> str:
    if not signals:
        return f"近期动向{NOT_LOOKED}"
    latest = signals[0]
    return f"{latest.happened_on} {latest.word}"


def _carried(plots: Sequence[PlotOffer]) -> str:
    if not plots:
        return "还没有可看的地块"
    plot = plots[0]
    sample = "(示例地块)" if plot.sample else ""
    return f"可看地块「{plot.name}」{sample}:{VERDICT_NAMES[plot.verdict]}"
