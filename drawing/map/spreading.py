"""Move marks that cover one another apart, as little as is needed and never far."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
ROUNDS = 80


def spread(points: Sequence[Point], apart: float, farthest: float) -> list[Point]:
    """Return `points` moved until they are `apart`, or each is `farthest` from where it was."""
    moved = _parted(points, apart)
    for _ in range(ROUNDS):
        pairs = _close(moved, apart)
        if not pairs:
            break
        for one, two in pairs:
            _push(moved[one], moved[two], apart)
        for at, (x, y) in enumerate(points):
            _hold(moved[at], (x, y), farthest)
    return [(round(x, 2), round(y, 2)) for x, y in moved]


def _parted(points: Sequence[Point], apart: float) -> list[list[float]]:
    """The points, each that is too near another a hair aside in a direction of its own.

    Otherwise those at one place, or in a row, would have nowhere to part to.
    """
    near = {at for pair in _close(points, apart) for at in pair}
    turns = [2.4 * at for at in range(len(points))]
    return [
        [x + math.cos(turn), y + math.sin(turn)] if at in near else [x, y]
        for at, ((x, y), turn) in enumerate(zip(points, turns, strict=True))
    ]


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
