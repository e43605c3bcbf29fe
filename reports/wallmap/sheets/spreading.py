"""Move marks that cover one another apart, as little as is needed and never far."""

import math
from collections import Counter
from collections.abc import Sequence

Point = tuple[float, float]
ROUNDS = 80


def spread(points: Sequence[Point], apart: float, farthest: float) -> list[Point]:
    """Return `points` moved until they are `apart`, or each is `farthest` from where it was."""
    moved = _parted(points)
    for _ in range(ROUNDS):
        pairs = _close(moved, apart)
        if not pairs:
            break
        for one, two in pairs:
            _push(moved[one], moved[two], apart)
        for at, (x, y) in enumerate(points):
            _hold(moved[at], (x, y), farthest)
    return [(round(x, 2), round(y, 2)) for x, y in moved]


def _parted(points: Sequence[Point]) -> list[list[float]]:
    """The points, those at one place a hair apart, each in a direction of its own."""
    seen: Counter[Point] = Counter()
    parted = []
    for x, y in points:
        turn = seen[x, y]
        seen[x, y] += 1
        parted.append(
            [x + 0.1 * turn * math.cos(2.4 * turn), y + 0.1 * turn * math.sin(2.4 * turn)]
        )
    return parted


def _close(points: Sequence[Sequence[float]], apart: float) -> list[tuple[int, int]]:
    order = sorted(range(len(points)), key=lambda at: points[at][0])
    pairs = []
    for place, one in enumerate(order):
        for two in order[place + 1 :]:
            if points[two][0] - points[one][0] >= apart:
                break
            if math.dist(points[one], points[two]) < apart - 0.01:
                pairs.append((one, two))
    return pairs


def _push(one: list[float], two: list[float], apart: float) -> None:
    """Move both away from each other, each half of what is missing."""
    across, down = two[0] - one[0], two[1] - one[1]
    distance = math.hypot(across, down) or 1e-6
    step = (apart - distance) / 2
    for place, sign in ((one, -1), (two, 1)):
        place[0] += sign * step * across / distance
        place[1] += sign * step * down / distance


def _hold(point: list[float], home: Point, farthest: float) -> None:
    away = math.dist(point, home)
    if away > farthest:
        for axis in (0, 1):
            point[axis] = home[axis] + (point[axis] - home[axis]) * farthest / away
