"""The way of a trip as a sketch: order and distance at one scale, no borders, so no map."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drawing.map.spreading import spread
from drawing.shapes.colours import ACCENT
from drawing.shapes.lettering import measure
from drawing.shapes.model import Node
from drawing.shapes.svg import node_text

WIDTH, HEIGHT = 482.0, 160.0
SIDE, LABEL, LEGEND = 26.0, 10.5, 130.0
RADIUS, LINE = 7.5, 14.0
FARTHEST = 12.0  # units that a ring is moved off another at most
KM_PER_DEGREE = 111.2
SCALES_KM = (10, 20, 50, 100, 200, 500)
LONGEST_BAR = 90.0
INK, MUTED = "#1b2733", "#52606d"
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
HOME_MARK = "起"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RoutePlace:
    """站点: a place on the way with what is written in its ring and beside it (lon, lat)."""

    mark: str
    name: str
    at: Point


def route_svg(home: RoutePlace, places: Sequence[RoutePlace]) -> str:
    """Return the sketch as an SVG file: out by a full line, home by a broken one."""
    every = (home, *places)
    scale, spots = _placed([place.at for place in every])
    spots = spread(spots, 2 * RADIUS + 1, FARTHEST)
    root: dict[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": WIDTH,
        "height": HEIGHT,
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "role": "img",
    }
    frame = {"x": 0.5, "y": 0.5, "width": WIDTH - 1, "height": HEIGHT - 1}
    inner: tuple[Node, ...] = (
        ("style", {}, f"text{{font-family:{FONT}}}"),
        ("rect", {**frame, "fill": "#ffffff", "stroke": "#9aa7b4"}, ()),
        _way(spots, "none"),
        _way([spots[-1], spots[0]], "5 4"),
        *_rings(every, spots),
        *_labels(every, spots),
        *_key(scale),
    )
    return node_text(("svg", root, inner))


def _placed(points: Sequence[Point]) -> tuple[float, list[Point]]:
    """Return units per kilometre, and every point on the sheet, north up."""
    middle = math.cos(math.radians(sum(lat for _, lat in points) / len(points)))
    flat = [(lon * middle * KM_PER_DEGREE, -lat * KM_PER_DEGREE) for lon, lat in points]
    left, top = (min(values) for values in zip(*flat, strict=True))
    right, bottom = (max(values) for values in zip(*flat, strict=True))
    wide, tall = WIDTH - LEGEND - 2 * SIDE - 2 * LABEL * 6, HEIGHT - 2 * SIDE
    scale = min(wide / max(right - left, 1.0), tall / max(bottom - top, 1.0))
    x = SIDE + LABEL * 6 + (wide - scale * (right - left)) / 2
    y = SIDE + (tall - scale * (bottom - top)) / 2
    return scale, [(x + scale * (a - left), y + scale * (b - top)) for a, b in flat]


def _way(spots: Sequence[Point], dashes: str) -> Node:
    data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
    look: dict[str, str | float] = {"d": data, "fill": "none", "stroke": INK, "stroke-width": 1.2}
    return ("path", look if dashes == "none" else {**look, "stroke-dasharray": dashes}, ())


def _rings(places: Sequence[RoutePlace], spots: Sequence[Point]) -> Iterator[Node]:
    for place, (x, y) in zip(places, spots, strict=True):
        half = _half_width(place)
        box: dict[str, str | float] = {"x": x - half, "y": y - RADIUS, "rx": RADIUS}
        box |= {"width": 2 * half, "height": 2 * RADIUS, "fill": "#ffffff", "stroke": ACCENT}
        yield ("rect", box, ())
        yield _text(x, y + 3.4, place.mark, 9.0, anchor="middle", bold=True)


def _half_width(place: RoutePlace) -> float:
    """Return half the width of the ring, which several numbers stretch."""
    return max(RADIUS, measure(place.mark, 9.0) / 2 + 3)


def _labels(places: Sequence[RoutePlace], spots: Sequence[Point]) -> Iterator[Node]:
    """Write the names beside their rings, right of them where there is room, none over another."""
    taken: list[tuple[float, float, float, float]] = [
        (x - _half_width(place), y - RADIUS, x + _half_width(place), y + RADIUS)
        for place, (x, y) in zip(places, spots, strict=True)
    ]
    for place, (x, y) in zip(places, spots, strict=True):
        wide = measure(place.name, LABEL)
        box = _free((x, y), _half_width(place) + 3, wide, taken)
        taken.append(box)
        yield _text(box[0], box[3] - 3.5, place.name, LABEL)


def _free(
    spot: Point, away: float, wide: float, taken: Sequence[tuple[float, float, float, float]]
) -> tuple[float, float, float, float]:
    """Return where a label of that width covers least: beside the ring, or a line further.

    `away` is how far beside the middle of the ring it may begin.
    """
    x, y = spot
    boxes = []
    for step in range(6):
        for down in (step * LINE, -step * LINE):
            for left in (x + away, x - away - wide):
                fitting = min(max(left, 4.0), WIDTH - LEGEND - wide)
                top = min(max(y - LINE / 2 + down, 4.0), HEIGHT - LINE - 4)
                boxes.append((fitting, top, fitting + wide, top + LINE))
    return min(boxes, key=lambda box: sum(_meet(box, other) for other in taken))


def _meet(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _key(scale: float) -> Iterator[Node]:
    """The key in the lower right corner: both lines, the scale, north."""
    x, y = WIDTH - LEGEND + 12, HEIGHT - 58
    for row, (dashes, word) in enumerate((("none", "去程（按次序）"), ("5 4", "返程"))):
        yield _way([(x, y + LINE * row), (x + 24, y + LINE * row)], dashes)
        yield _text(x + 28, y + LINE * row + 3, word, 9.0)
    fitting = [km for km in SCALES_KM if km * scale <= LONGEST_BAR]
    km = max(fitting, default=SCALES_KM[0])
    bottom = y + 2 * LINE + 8
    data = f"M{x:.1f} {bottom - 4:.1f}V{bottom:.1f}H{x + km * scale:.1f}V{bottom - 4:.1f}"
    yield ("path", {"d": data, "fill": "none", "stroke": INK, "stroke-width": 1.2}, ())
    yield _text(x, bottom + 11, f"{km} 公里（直线）", 9.0)
    yield _text(WIDTH - 22, 22, "北", 9.0, anchor="middle")
    yield ("path", {"d": f"M{WIDTH - 22} 42V27m-4 5l4-6 4 6", "fill": "none", "stroke": INK}, ())


def _text(
    x: float, y: float, text: str, size: float, *, anchor: str = "start", bold: bool = False
) -> Node:
    look: dict[str, str | float] = {"x": round(x, 1), "y": round(y, 1), "font-size": size}
    look |= {"fill": INK, "text-anchor": anchor}
    return ("text", {**look, "font-weight": 700} if bold else look, text)
