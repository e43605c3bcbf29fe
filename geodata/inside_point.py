"""A point inside a boundary of any number of rings, at a cost that grows as they do."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
RingPoints = Sequence[tuple[float, float]]
LEVELS = 64  # heights tried; one is enough unless rings cover each other almost everywhere


def inside_point(rings: Sequence[RingPoints]) -> tuple[float, float]:
    """Return a point with an odd number of `rings` around it, well inside where there is room.

    A level line is laid through the middle of the largest ring, between two heights at which
    vertices lie; every second stretch of it between crossings is inside, the longest is taken.
    That is n·log n in the vertices, whatever the rings do to each other. Each ring ends with its
    first point. If the rings cover each other up entirely, a point on the largest is returned.
    """
    points = [np.asarray(ring, float) for ring in rings]
    largest = max(points, key=_doubled_area)
    starts = np.concatenate([ring[:-1] for ring in points])
    ends = np.concatenate([ring[1:] for ring in points])
    for level in _levels(largest[:, 1], np.unique(starts[:, 1])):
        left, right = _longest_inside(starts, ends, level)
        if left < (left + right) / 2 < right:
            return float((left + right) / 2), float(level)
    return float(largest[0, 0]), float(largest[0, 1])


def _doubled_area(ring: Numbers) -> float:
    x, y = (ring - ring[0]).T  # near nought, so that small areas keep their digits
    return abs(float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])))


def _levels(heights: Numbers, taken: Numbers) -> Iterator[float]:
    """Give heights between the lowest and the highest, the middle first, none with a vertex."""
    low, high = float(heights.min()), float(heights.max())
    strips = taken[(taken >= low) & (taken <= high)]
    between = (strips[:-1] + strips[1:]) / 2
    if not len(between):
        return
    yield float(between[np.searchsorted(strips[1:-1], (low + high) / 2, side="right")])
    yield from between[:: len(between) // LEVELS + 1].tolist()


def _longest_inside(starts: Numbers, ends: Numbers, level: float) -> tuple[float, float]:
    """Return where the longest stretch inside begins and ends; equal if there is none."""
    crosses = (starts[:, 1] > level) != (ends[:, 1] > level)
    (x0, y0), (x1, y1) = starts[crosses].T, ends[crosses].T
    crossings = np.sort(x0 + (level - y0) * (x1 - x0) / (y1 - y0))
    if not len(crossings):
        return 0.0, 0.0
    longest = int(np.argmax(crossings[1::2] - crossings[::2]))
    return float(crossings[2 * longest]), float(crossings[2 * longest + 1])
