"""Names beside the dots of a map: no two touch, and each stands nearest to its own dot.

One that cannot keeps a line to its dot.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea
from papers.wallmaps.sheets.ink import MUTED, haloed, letters
from papers.wallmaps.sheets.wrapping import width_of

Rectangle = tuple[float, float, float, float]
Point = tuple[float, float]
CORNER = (110.0, 28.0)  # of the scale bar, at the lower left
AWAY = (8.0, 14.0, 20.0, 28.0, 36.0, 46.0, 58.0, 72.0, 88.0, 106.0)
DIRECTIONS = 28
TRIES = 8
CLOSER = 1.0  # points by which a name without a line is closer to its own dot than to any other


@dataclass(frozen=True, slots=True)
class NamedSpot:
    """A dot and the name it wants, in letters of `size`."""

    x: float
    y: float
    radius: float
    text: str
    size: float
    bold: bool = False

    @property
    def wide(self) -> float:
        """How wide the name is."""
        return width_of(self.text, self.size)

    @property
    def core(self) -> Rectangle:
        """The inner part of the dot, which no other name may cover."""
        reach = 0.7 * self.radius
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


def names_nodes(spots: Sequence[NamedSpot], room: ListArea) -> Iterator[Node]:
    """Name the dots, the first ones first; a name without room anywhere is left out.

    Where some are left out it is tried again with these before the others, and the try that
    leaves out the fewest counts.
    """
    order = list(spots)
    best = tried = _name_in_turn(order, room)
    for _ in range(TRIES):
        if not best.left_out:
            break
        order = [*tried.left_out, *(spot for spot in order if spot not in tried.left_out)]
        tried = _name_in_turn(order, room)
        best = min(best, tried, key=lambda one: len(one.left_out))
    yield from map(_leader, best.lines)
    yield from best.named


@dataclass(frozen=True, slots=True)
class _Naming:
    """One try: the names as drawn, the lines that lead to dots, and what found no room."""

    named: list[Node]
    lines: list[tuple[Point, Point]]
    left_out: list[NamedSpot]


def _name_in_turn(spots: Sequence[NamedSpot], room: ListArea) -> _Naming:
    taken: list[Rectangle] = [(room.x, room.y + room.height - CORNER[1], room.x + CORNER[0], 1e9)]
    made = _Naming([], [], [])
    for spot in spots:
        others = [other for other in spots if other is not spot]
        blocked = [*taken, *(other.core for other in others)]
        for left, base, is_away in chain(_beside(spot), _away(spot)):
            box = (left - 1, base - spot.size, left + spot.wide + 1, base + spot.size * 0.25)
            leader = (_nearest(box, spot), (spot.x, spot.y)) if is_away else None
            if not (leader or _is_its_own(box, spot, others)):
                continue
            if not _is_free(box, room, blocked, made.lines):
                continue
            if leader and not _is_clear(leader, taken, made.lines):
                continue
            taken.append(box)
            if leader:
                made.lines.append(leader)
            made.named.append(haloed(letters(left, base, spot.text, spot.size, bold=spot.bold)))
            break
        else:
            made.left_out.append(spot)
    return made


def _beside(spot: NamedSpot) -> Iterator[tuple[float, float, bool]]:
    reach, middle = spot.radius + 1.5, spot.y + spot.size * 0.36
    if 2 * reach > spot.wide * 0.6:
        yield spot.x - spot.wide / 2, middle, False
    yield spot.x + reach, middle, False
    yield spot.x - reach - spot.wide, middle, False
    yield spot.x - spot.wide / 2, spot.y + reach + spot.size * 0.8, False
    yield spot.x - spot.wide / 2, spot.y - reach - 1, False


def _away(spot: NamedSpot) -> Iterator[tuple[float, float, bool]]:
    """Places farther off, in rings; from these a line leads back to the dot."""
    for off in AWAY:
        for step in range(DIRECTIONS):
            turn = 2 * math.pi * step / DIRECTIONS
            x = spot.x + (spot.radius + off) * math.cos(turn)
            y = spot.y + (spot.radius + off) * math.sin(turn) + spot.size * 0.36
            yield x - spot.wide * (1 - math.cos(turn)) / 2, y, True


def _nearest(box: Rectangle, spot: NamedSpot) -> Point:
    """The point of the box that is nearest to the dot."""
    return min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3])


def _is_its_own(box: Rectangle, spot: NamedSpot, others: Sequence[NamedSpot]) -> bool:
    """Whether a name at `box` is closer to the edge of its dot than to that of any other dot.

    Written into its own dot it may lie in larger ones too: then the nearest middle counts.
    """
    own = _off(box, spot)
    nearer = [other for other in others if _off(box, other) < own + CLOSER]
    if own > 0:
        return not nearer
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    reach = math.dist(middle, (spot.x, spot.y))
    return all(math.dist(middle, (other.x, other.y)) > reach + CLOSER for other in nearer)


def _off(box: Rectangle, spot: NamedSpot) -> float:
    """How far a box is from the edge of a dot; 0 where it touches the dot."""
    return max(math.dist(_nearest(box, spot), (spot.x, spot.y)) - spot.radius, 0.0)


def _leader(line: tuple[Point, Point]) -> Node:
    (x, y), (to_x, to_y) = line
    data = f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}"
    return ("path", {"d": data, "stroke": MUTED, "stroke-width": 0.5, "fill": "none"}, ())


def _is_free(
    box: Rectangle,
    room: ListArea,
    taken: Sequence[Rectangle],
    lines: Sequence[tuple[Point, Point]],
) -> bool:
    left, top, right, bottom = box
    across = room.x <= left and right <= room.x + room.width
    inside = across and room.y <= top and bottom <= room.y + room.height
    touched = any(_touch(box, other) for other in taken)
    return inside and not touched and not any(_runs_through(line, box) for line in lines)


def _is_clear(
    leader: tuple[Point, Point],
    taken: Sequence[Rectangle],
    lines: Sequence[tuple[Point, Point]],
) -> bool:
    crossed = any(_cross(leader, line) for line in lines)
    return not crossed and not any(_runs_through(leader, box) for box in taken)


def _runs_through(line: tuple[Point, Point], box: Rectangle) -> bool:
    left, top, right, bottom = box
    (x, y), (to_x, to_y) = line
    if max(x, to_x) < left or min(x, to_x) > right or max(y, to_y) < top or min(y, to_y) > bottom:
        return False
    return any(left <= x <= right and top <= y <= bottom for x, y in _along(line))


def _along(line: tuple[Point, Point]) -> Iterator[Point]:
    (x, y), (to_x, to_y) = line
    steps = max(int(math.dist(*line)), 1)
    for at in range(steps + 1):
        yield x + (to_x - x) * at / steps, y + (to_y - y) * at / steps


def _cross(one: tuple[Point, Point], two: tuple[Point, Point]) -> bool:
    return _parts(one, two) and _parts(two, one)


def _parts(line: tuple[Point, Point], ends: tuple[Point, Point]) -> bool:
    """Whether the two ends lie on different sides of the line."""
    (x, y), (to_x, to_y) = line
    sides = [(to_x - x) * (b - y) - (to_y - y) * (a - x) for a, b in ends]
    return sides[0] * sides[1] < 0


def _touch(one: Rectangle, two: Rectangle) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
