"""Names beside the dots of a map: no two touch, and one pushed away keeps a line to its dot."""

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
AWAY = (8.0, 14.0, 20.0, 28.0, 36.0, 46.0, 58.0)
DIRECTIONS = 24


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
    """Name the dots, the first ones first; a name without room anywhere is left out."""
    taken: list[Rectangle] = [(room.x, room.y + room.height - CORNER[1], room.x + CORNER[0], 1e9)]
    lines: list[tuple[Point, Point]] = []
    named: list[Node] = []
    for spot in spots:
        dots = [other.core for other in spots if other is not spot]
        for left, base, is_away in chain(_beside(spot), _away(spot)):
            box = (left - 1, base - spot.size, left + spot.wide + 1, base + spot.size * 0.25)
            leader = (_nearest(box, spot), (spot.x, spot.y)) if is_away else None
            if not _is_free(box, room, [*taken, *dots], lines):
                continue
            if leader and not _is_clear(leader, taken, lines):
                continue
            taken.append(box)
            if leader:
                lines.append(leader)
            named.append(haloed(letters(left, base, spot.text, spot.size, bold=spot.bold)))
            break
    yield from (_leader(line) for line in lines)
    yield from named


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
