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
TALL = 11.0  # of the letters of a name
CLEAR = 1.0  # how much nearer a name is to its own ring than to any other
COVERED, CROSSED, MISTAKEN = 10.0, 4.0, 8.0  # how bad, beside a unit of distance
Point = tuple[float, float]
NameBox = tuple[float, float, float, float]


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
    spots = spread(spots, 2 * RADIUS + 6, FARTHEST)
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
    """Write each name beside its own ring, where it covers least and is taken for no other's."""
    rings = [
        (x - _half_width(place), y - RADIUS, x + _half_width(place), y + RADIUS)
        for place, (x, y) in zip(places, spots, strict=True)
    ]
    legs = list(_along(spots))
    taken: list[NameBox] = []
    for at, place in enumerate(places):
        others = [*rings[:at], *rings[at + 1 :]]
        boxes = _beside(rings[at], measure(place.name, LABEL))

        def burden(
            box: NameBox, own: NameBox = rings[at], others: Sequence[NameBox] = others
        ) -> float:
            covered = sum(_common(box, other) for other in (own, *others, *taken))
            away = _apart(box, own)
            nearest = min((_apart(box, other) for other in others), default=math.inf)
            mistaken = max(away + CLEAR - nearest, 0.0)
            return COVERED * covered + CROSSED * _crossed(box, legs) + away + MISTAKEN * mistaken

        box = min(boxes, key=burden)
        taken.append(box)
        yield _text(box[0], box[3] - 2.2, place.name, LABEL)


def _beside(ring: NameBox, wide: float) -> list[NameBox]:
    """Return where a name of that width may stand: around the ring, the right side first."""
    left, top, right, bottom = ring
    middle, level = (left + right - wide) / 2, (top + bottom - TALL) / 2
    boxes = []
    for gap in (3.0, 8.0, 14.0):
        for x, y in (
            (right + gap, level),
            (left - gap - wide, level),
            *((right + gap, level + down) for down in (-6, 6)),
            *((left - gap - wide, level + down) for down in (-6, 6)),
            (middle, top - gap - TALL),
            (middle, bottom + gap),
            *((right + gap - 3, edge) for edge in (top - TALL + 3 - gap, bottom - 3 + gap)),
            *((left - gap + 3 - wide, edge) for edge in (top - TALL + 3 - gap, bottom - 3 + gap)),
        ):
            fitting = min(max(x, 4.0), WIDTH - LEGEND - wide)
            high = min(max(y, 4.0), HEIGHT - TALL - 4)
            boxes.append((fitting, high, fitting + wide, high + TALL))
    return boxes


def _along(spots: Sequence[Point]) -> Iterator[Point]:
    """Yield points along the way, close enough that no letter lies between two."""
    for (x, y), (u, v) in zip(spots, [*spots[1:], spots[0]], strict=True):
        steps = max(1, round(math.dist((x, y), (u, v)) / 3))
        for at in range(steps):
            yield x + (u - x) * at / steps, y + (v - y) * at / steps


def _crossed(box: NameBox, legs: Sequence[Point]) -> int:
    return sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in legs)


def _common(one: NameBox, two: NameBox) -> float:
    """Return the area that two boxes share."""
    wide = min(one[2], two[2]) - max(one[0], two[0])
    tall = min(one[3], two[3]) - max(one[1], two[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0


def _apart(one: NameBox, two: NameBox) -> float:
    """Return how far two boxes are from each other, 0 if they touch."""
    across = max(two[0] - one[2], one[0] - two[2], 0.0)
    down = max(two[1] - one[3], one[1] - two[3], 0.0)
    return math.hypot(across, down)


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
