"""What a ruler finds on a finished drawing: pairs of lines that meet, lines through boxes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations, pairwise

import numpy as np
import shapely

from drawing.shapes.model import Drawing, Node

COMMAND = re.compile(r"([MLCQV])([^MLCQVH]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
STEPS = np.linspace(0, 1, 33)
BORDER = 0.6  # units within which a line may touch a box


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """线: a flow as drawn, without its arrow head."""

    source: str
    target: str
    shape: shapely.LineString


@dataclass(frozen=True, slots=True)
class LayoutFigures:
    """图的读数: of the stages alone, flows that always show; none is left out.

    `crossings` are pairs of lines without a common end that meet; `back` lines lead to a column
    further left, `beside` ones stay in their column; `broken` names take two lines.
    """

    lines: int
    crossings: int
    back: int
    beside: int
    through: int
    broken: int
    length: int
    columns: int
    width: float
    height: float
    letters: float

    def as_row(self) -> dict[str, float]:
        """The figures by name."""
        return asdict(self)


def count(drawing: Drawing, support: frozenset[str]) -> LayoutFigures:
    """Count one drawing; `support` are the links of the band at the bottom."""
    lines = list(shown_lines(drawing, support))
    left = {box.link: box.x + box.width / 2 for box in drawing.boxes if box.link not in support}
    columns = sorted({round(x, 1) for x in left.values()})
    back = sum(left[line.target] < left[line.source] - 1 for line in lines)
    beside = sum(abs(left[line.target] - left[line.source]) <= 1 for line in lines)
    return LayoutFigures(
        lines=len(lines),
        crossings=sum(_cross(one, other) for one, other in combinations(lines, 2)),
        back=back,
        beside=beside,
        through=sum(1 for _ in _entered(drawing, lines)),
        broken=sum(1 for _ in broken_names(drawing.tree)),
        length=round(sum(line.shape.length for line in lines)),
        columns=len(columns),
        width=drawing.width,
        height=drawing.height,
        letters=round(13 * drawing.scale, 1),
    )


def shown_lines(drawing: Drawing, support: frozenset[str]) -> Iterator[DrawnLine]:
    """The lines between links of the stages that show without a link chosen."""
    for _tag, attributes, _children in _nodes(drawing.tree):
        if "data-from" in attributes and "extra" not in str(attributes["class"]).split():
            source, target = str(attributes["data-from"]), str(attributes["data-to"])
            if not {source, target} & support:
                yield DrawnLine(source, target, _shape(str(attributes["d"])))


def broken_names(tree: Node) -> Iterator[str]:
    """The links whose name takes two lines."""
    for _tag, attributes, children in _nodes(tree):
        if "data-link" in attributes and not isinstance(children, str):
            for child in children:
                if child[1].get("class") == "name" and not isinstance(child[2], str):
                    yield str(attributes["data-link"])


def _cross(one: DrawnLine, other: DrawnLine) -> bool:
    if {one.source, one.target} & {other.source, other.target}:
        return False
    return bool(one.shape.intersects(other.shape))


def _entered(drawing: Drawing, lines: list[DrawnLine]) -> Iterator[tuple[DrawnLine, str]]:
    scale = drawing.scale
    for box in drawing.boxes:
        inside = shapely.box(
            box.x / scale + BORDER,
            box.y / scale + BORDER,
            (box.x + box.width) / scale - BORDER,
            (box.y + box.height) / scale - BORDER,
        )
        yield from ((line, box.link) for line in lines if line.shape.intersects(inside))


def _nodes(node: Node) -> Iterator[tuple[str, Mapping[str, str | float], tuple[Node, ...] | str]]:
    yield node
    if not isinstance(node[2], str):
        for child in node[2]:
            yield from _nodes(child)


def _shape(path: str) -> shapely.LineString:
    """The line of path data up to its arrow head, curves as many short pieces."""
    body = path[: path.rindex("M")]
    points: list[tuple[float, float]] = []
    for letter, rest in COMMAND.findall(body):
        values = [float(value) for value in NUMBER.findall(rest)]
        ends = list(zip(values[::2], values[1::2], strict=False))
        if letter == "V":
            ends = [(points[-1][0], values[0])]
        points += ends if letter in "MLV" else _curve(np.array([points[-1], *ends]))
    return shapely.LineString(points)


def _curve(
    controls: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> list[tuple[float, float]]:
    """Points of a curve after its first, by de Casteljau's rule."""
    pieces = [np.outer(1 - STEPS, a) + np.outer(STEPS, b) for a, b in pairwise(controls)]
    while len(pieces) > 1:
        pieces = [a * (1 - STEPS)[:, None] + b * STEPS[:, None] for a, b in pairwise(pieces)]
    return [(float(x), float(y)) for x, y in pieces[0][1:]]
