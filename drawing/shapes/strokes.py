"""Path data: numbers, curves inside a channel, rounded corners, arrow heads."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

HEAD = 5.0
HEAD_SPREAD = 3.0
ROUNDING = 7.0


def number(value: float) -> float:
    """`value` with at most one decimal, whole numbers without one, no minus zero."""
    rounded = round(value, 1) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded


def at(*values: float) -> str:
    """Coordinates as path data."""
    return " ".join(str(number(value)) for value in values)


def head(tip: Point, toward: Point) -> str:
    """An open arrow head at `tip`, pointing along the unit vector `toward`.

    It belongs to the line's own path, so it takes the line's colour everywhere.
    """
    (x, y), (dx, dy) = tip, toward
    back_x, back_y = x - HEAD * dx, y - HEAD * dy
    side_x, side_y = -HEAD_SPREAD * dy, HEAD_SPREAD * dx
    one, other = (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)
    return f"M{at(*one)}L{at(x, y)}L{at(*other)}"


def sweep(points: Sequence[Point]) -> str:
    """Curve, straight, curve and so on: curves cross channels, straights cross columns.

    Each curve leaves and arrives level, so it never leaves the channel it crosses.
    """
    data = [f"M{at(*points[0])}"]
    for step, (one, two) in enumerate(pairwise(points)):
        if step % 2 or abs(one[1] - two[1]) < 0.05:  # noqa: PLR2004 - level already
            if data[-1].startswith("L") and number(one[1]) == number(two[1]):
                data.pop()  # one straight piece, however many columns it crosses
            data.append(f"L{at(*two)}")
            continue
        bend = (two[0] - one[0]) * 0.5
        data.append(f"C{at(one[0] + bend, one[1], two[0] - bend, two[1], *two)}")
    return "".join(data)


def bracket(start: Point, end: Point, track: float) -> str:
    """A line beside a column: out to `track`, along it, and back in, with round corners."""
    way = 1 if end[1] > start[1] else -1
    bend = way * min(track - min(start[0], end[0]), abs(end[1] - start[1]) / 2)
    along = f"Q{at(track, start[1], track, start[1] + bend)}V{at(end[1] - bend)}"
    return f"M{at(*start)}{along}Q{at(track, end[1], *end)}"


def corners(points: Sequence[Point]) -> str:
    """Level and upright pieces with rounded corners."""
    points = _without_repeats(points)
    data = [f"M{at(*points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(ROUNDING, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _toward(corner, before, radius), _toward(corner, after, radius)
        data.append(f"L{at(*start)}Q{at(*corner, *end)}")
    return "".join((*data, f"L{at(*points[-1])}"))


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    kept = [points[0]]
    kept.extend(two for one, two in pairwise(points) if _length(one, two) > 0.05)  # noqa: PLR2004
    return kept


def _length(one: Point, two: Point) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _toward(start: Point, end: Point, distance: float) -> Point:
    share = distance / (_length(start, end) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
