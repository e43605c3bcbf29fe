"""Sub-columns: in which column of its stage each link stands.

Stages follow each other from left to right; each gets as many columns as its inner
flows ask for and the width allows. All splits of the columns among the stages are
tried, each improved by moving single links, and the cheapest is kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from drawing.shapes.model import STAGES, FigureFlow, FigureLink, Geometry

MANY_LINKS = 120
PASSES = 4
DEEPEST = 4

Neighbours = Mapping[str, Sequence[tuple[str, int, float]]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each link, counted from the left, and the stage of each column."""

    of: Mapping[str, int]
    stages: tuple[str, ...]


def assign_columns(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], geometry: Geometry
) -> Columns:
    """Give every link a column; links and flows of the support stage must be left out.

    Links are taken in the order given, so sort them for a stable figure.
    """
    best = min(_trials(links, flows, geometry), key=lambda trial: trial[0], default=(0.0, {}))[1]
    return compact(best, {link.id: link.stage for link in links})


def first_columns(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], geometry: Geometry
) -> list[Columns]:
    """Good columns for each split among the stages, the cheapest first, to begin a search with."""
    stage_of = {link.id: link.stage for link in links}
    trials = sorted(_trials(links, flows, geometry), key=lambda trial: trial[0])
    return [compact(column, stage_of) for _cost, column in trials]


def _trials(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], geometry: Geometry
) -> Iterator[tuple[float, dict[str, int]]]:
    """Cost and columns of each split of the columns among the stages."""
    groups = {stage: [link.id for link in links if link.stage == stage] for stage in STAGES}
    groups = {stage: members for stage, members in groups.items() if members}
    rows = max(geometry.rows, round(len(links) ** 0.5))
    neighbours = _neighbours(flows)
    depths = {stage: _depths(members, flows) for stage, members in groups.items()}
    for split in _splits(groups, depths, rows, geometry.columns):
        yield _improve(_spread(groups, depths, split), split, neighbours, rows)


def _neighbours(flows: Sequence[FigureFlow]) -> Neighbours:
    """Per link its partners, with +1 where the partner should stand further right."""
    result: dict[str, list[tuple[str, int, float]]] = defaultdict(list)
    for flow in flows:
        if flow.source != flow.target:
            weight = flow.weight / (6 if flow.loop else 2)
            result[flow.source].append((flow.target, 1, weight))
            result[flow.target].append((flow.source, -1, weight))
    return result


def _depths(members: Sequence[str], flows: Sequence[FigureFlow]) -> dict[str, int]:
    """Longest way from a link without suppliers in the stage; cycles are followed a few times."""
    inside = set(members)
    suppliers: dict[str, list[str]] = {member: [] for member in members}
    for flow in flows:
        if flow.source in inside and flow.target in inside and not flow.loop:
            suppliers[flow.target].append(flow.source)
    depth = dict.fromkeys(members, 0)
    for _ in range(min(len(members), 12)):  # a longer way than any width allows
        deeper = {
            member: max((depth[one] + 1 for one in suppliers[member]), default=0)
            for member in members
        }
        if deeper == depth:
            break
        depth = deeper
    return depth


def _splits(
    groups: Mapping[str, Sequence[str]],
    depths: Mapping[str, Mapping[str, int]],
    rows: int,
    columns: int,
) -> list[tuple[int, ...]]:
    """How many columns each stage might get; only the least that fits when links are many."""
    least = [-(-len(members) // rows) for members in groups.values()]
    most = [
        max(low, min(max(depths[stage].values()) + 1, DEEPEST, len(groups[stage])))
        for stage, low in zip(groups, least, strict=True)
    ]
    if sum(map(len, groups.values())) > MANY_LINKS:
        return [tuple(most)]
    ranges = (range(low, high + 1) for low, high in zip(least, most, strict=True))
    fitting = [split for split in product(*ranges) if sum(split) <= columns]
    return fitting or [tuple(least)]


def _spread(
    groups: Mapping[str, Sequence[str]],
    depths: Mapping[str, Mapping[str, int]],
    split: Sequence[int],
) -> dict[str, tuple[int, int, int]]:
    """First guess: per link its column and the first and last column of its stage."""
    result: dict[str, tuple[int, int, int]] = {}
    first = 0
    for (stage, members), count in zip(groups.items(), split, strict=True):
        deepest = max(depths[stage].values()) + 1
        for member in members:
            step = depths[stage][member] * count // max(deepest, count)
            result[member] = (first + step, first, first + count - 1)
        first += count
    return result


def _improve(
    guess: Mapping[str, tuple[int, int, int]],
    split: Sequence[int],
    neighbours: Neighbours,
    rows: int,
) -> tuple[float, dict[str, int]]:
    """Move single links to cheaper columns until nothing gains; the cost and the columns."""
    column = {link: place[0] for link, place in guess.items()}
    filled = Counter(column.values())

    def price(link: str, at: int) -> float:
        flows = sum(w * _stretch((column[other] - at) * way) for other, way, w in neighbours[link])
        return flows + _crowding(filled[at] + 1, rows) - _crowding(filled[at], rows)

    for _ in range(PASSES):
        before = dict(column)
        for link, (_start, first, last) in guess.items():
            filled[column[link]] -= 1
            column[link] = min(range(first, last + 1), key=lambda at: (price(link, at), at))
            filled[column[link]] += 1
        if column == before:
            break
    flows = sum(
        w * _stretch((column[other] - column[link]) * way)
        for link in column
        for other, way, w in neighbours.get(link, ())
    )
    crowds = sum(_crowding(count, rows) for count in filled.values())
    return flows / 2 + crowds + sum(split) * 0.6, column


def _stretch(span: int) -> float:
    """Cost of a flow over `span` columns; 1 is ideal, 0 a line beside the column, below 0 back."""
    if span > 0:
        return 0.8 * (span - 1)
    return 2.4 if span == 0 else 3.0 - 0.8 * (span + 1)


def _crowding(count: int, rows: int) -> float:
    """Cost of `count` boxes in one column."""
    return 0.07 * count**2 + 4.0 * max(0, count - rows) ** 2


def compact(column: Mapping[str, float], stage_of: Mapping[str, str]) -> Columns:
    """Number the columns that are used, from the left; a new one may stand at a half."""
    used = {at: place for place, at in enumerate(sorted(set(column.values())))}
    stages = {used[at]: stage_of[link] for link, at in column.items()}
    return Columns(
        {link: used[at] for link, at in column.items()},
        tuple(stages[at] for at in sorted(stages)),
    )


def columns_of_stage(stages: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each stage on the figure with its first and last column."""
    for stage in dict.fromkeys(stages):
        first = stages.index(stage)
        yield stage, first, first + stages.count(stage) - 1
