"""What a ruler would find on a finished drawing: lines through boxes, boxes on boxes, cut texts."""

import math
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise

from drawing.shapes.model import Box, Drawing, Node

Point = tuple[float, float]
STEP = 1.5
BORDER = 0.6
COMMAND = re.compile(r"([MLCQVHZ])([^MLCQVHZ]*)")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def nodes(node: Node) -> Iterator[Node]:
    """Every node of a tree, parents first."""
    yield node
    if not isinstance(node[2], str):
        for child in node[2]:
            yield from nodes(child)


def flow_nodes(drawing: Drawing) -> list[Mapping[str, str | float]]:
    """Attributes of all flow paths, in drawing order."""
    return [node[1] for node in nodes(drawing.tree) if "data-from" in node[1]]


def points_of(path: str) -> Iterator[Point]:
    """Points along path data, never further apart than `STEP`."""
    now: Point = (0.0, 0.0)
    for letter, rest in COMMAND.findall(path):
        values = [float(value) for value in NUMBER.findall(rest)]
        ends = _controls(letter, values, now)
        if letter != "M":
            yield from _along([now, *ends])
        now = ends[-1]
        yield now


def _controls(letter: str, values: list[float], now: Point) -> list[Point]:
    if letter == "V":
        return [(now[0], values[0])]
    if letter == "H":
        return [(values[0], now[1])]
    return list(zip(values[::2], values[1::2], strict=True))


def _along(controls: list[Point]) -> Iterator[Point]:
    length = sum(math.dist(one, two) for one, two in pairwise(controls))
    count = max(2, int(length / STEP))
    for step in range(count + 1):
        yield _bezier(controls, step / count)


def _bezier(controls: list[Point], share: float) -> Point:
    while len(controls) > 1:
        controls = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairwise(controls)
        ]
    return controls[0]


def crossed_boxes(drawing: Drawing) -> list[tuple[str, str, str]]:
    """Each flow and a box, its own ends included, that the line runs into."""
    found = []
    for flow in flow_nodes(drawing):
        points = [(x * drawing.scale, y * drawing.scale) for x, y in points_of(str(flow["d"]))]
        low, high = min(x for x, _y in points), max(x for x, _y in points)
        found += [
            (str(flow["data-from"]), str(flow["data-to"]), box.link)
            for box in drawing.boxes
            if box.x < high and low < box.x + box.width
            if any(_inside(point, box) for point in points)
        ]
    return found


def _inside(point: Point, box: Box) -> bool:
    x, y = point
    return (
        box.x + BORDER < x < box.x + box.width - BORDER
        and box.y + BORDER < y < box.y + box.height - BORDER
    )


def close_boxes(drawing: Drawing, least: float) -> list[tuple[str, str]]:
    """Pairs of boxes nearer than `least` layout units to each other both ways."""
    space = least * drawing.scale - 0.01
    return [
        (one.link, two.link)
        for one, two in combinations(drawing.boxes, 2)
        if one.x - space < two.x + two.width
        and two.x - space < one.x + one.width
        and one.y - space < two.y + two.height
        and two.y - space < one.y + one.height
    ]


def outside(drawing: Drawing) -> list[str]:
    """Boxes and flows that leave the drawing."""
    boxes = [
        box.link
        for box in drawing.boxes
        if box.x < 0
        or box.y < 0
        or box.x + box.width > drawing.width
        or box.y + box.height > drawing.height
    ]
    wide, tall = drawing.width / drawing.scale, drawing.height / drawing.scale
    flows = [
        f"{flow['data-from']} -> {flow['data-to']}"
        for flow in flow_nodes(drawing)
        if not all(0 <= x <= wide and 0 <= y <= tall for x, y in points_of(str(flow["d"])))
    ]
    return boxes + flows
