"""The map as one SVG for paper: the same layers, marks and words as on the screen, no network."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drawing.map.marks import MARKS, VERDICT_COLOURS, VERDICT_LETTERS, Mark
from drawing.map.spreading import spread
from drawing.shapes.lettering import shorten
from drawing.shapes.model import Node
from drawing.shapes.svg import node_text

WIDTH, HEIGHT = 1600.0, 1131.0  # the proportion of an A sheet, wide
HEAD, FOOT, SIDE, LEGEND = 64.0, 44.0, 24.0, 300.0
WEST, SOUTH, EAST, NORTH = 116.33, 25.45, 118.70, 27.15
RADIUS = 11.0
LINE = 16.0  # height of a county's name
BESIDE = ((0, 6), (0, 26), (0, -20), (40, 6), (-40, 6), (0, 44), (0, -38), (70, 6), (-70, 6))
CROWD = 1500  # above this many places a mark is a dot without its letter
FEW = 300  # up to this many places no mark covers another
APART, FARTHEST, VISIBLE = 2.4 * RADIUS, 4 * RADIUS, 2.0
MOVED = "细线指向错开前的位置"
EARTH_M = 6378137.0
SCALES_KM = (5, 10, 20, 50)
FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
INK = "#1b2733"
CSS = f"text{{font-family:{FONT}}}"
UNDERMOST: Sequence[str] = ("", *reversed(list(VERDICT_COLOURS)))
Counts = tuple[int, int]  # real places, samples: never summed
MapFeature = Mapping[str, object]
SpotLook = Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on paper; `verdict` is "" unless a gap is chosen."""

    longitude: float
    latitude: float
    kind: str
    sample: bool = False
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class MapFigure:
    """What the paper shows. Areas are GeoJSON features with `name` and a label point `at`.

    `notes` are printed under the legend, `credit` at the foot beside the state of the data.
    """

    title: str
    counties: Sequence[MapFeature]
    surroundings: Sequence[MapFeature]
    spots: Sequence[Spot]
    kinds: Mapping[str, Counts]
    verdicts: Mapping[str, tuple[str, Counts]] = field(default_factory=dict)
    notes: Sequence[str] = ()
    credit: str = ""


def map_svg(figure: MapFigure) -> str:
    """Return the map as the text of a standalone SVG file of the shape of an A sheet."""
    inner: tuple[Node, ...] = (
        ("style", {}, CSS),
        ("rect", {"width": WIDTH, "height": HEIGHT, "fill": "#ffffff"}, ()),
        _text(SIDE, 42, shorten(figure.title, 26, WIDTH - 2 * SIDE), 26, bold=True),
        ("g", {"clip-path": "url(#frame)"}, tuple(_ground(figure))),
        _frame(),
        *_legend(figure),
        *_scale(),
        _text(SIDE, HEIGHT - 16, shorten(figure.credit, 14, WIDTH - 2 * SIDE), 14),
    )
    clip: Node = ("defs", {}, (("clipPath", {"id": "frame"}, (_box("#000000"),)),))
    root: SpotLook = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": WIDTH,
        "height": HEIGHT,
        "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
        "role": "img",
    }
    return node_text(("svg", root, (clip, *inner)))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a WGS-84 point lies on the sheet (Mercator, as on the screen)."""
    scale, left, top = _fit()
    x, y = _mercator(longitude, latitude)
    return round(left + scale * x, 2), round(top - scale * y, 2)


def _mercator(longitude: float, latitude: float) -> tuple[float, float]:
    return math.radians(longitude), math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _fit() -> tuple[float, float, float]:
    """Return units per radian, and where the origin would be, so that Sanming fills the frame."""
    (x0, y0), (x1, y1) = _mercator(WEST, SOUTH), _mercator(EAST, NORTH)
    wide, tall = WIDTH - 2 * SIDE - LEGEND, HEIGHT - HEAD - FOOT
    scale = min(wide / (x1 - x0), tall / (y1 - y0))
    left = SIDE + (wide - scale * (x1 - x0)) / 2 - scale * x0
    return scale, left, HEAD + (tall + scale * (y1 - y0)) / 2 + scale * y0


def _box(fill: str, **more: str) -> Node:
    wide, tall = WIDTH - 2 * SIDE - LEGEND, HEIGHT - HEAD - FOOT
    place: dict[str, str | float] = {"x": SIDE, "y": HEAD, "width": wide, "height": tall}
    return ("rect", {**place, "fill": fill, **more}, ())


def _frame() -> Node:
    return _box("none", stroke="#9aa7b4")


def _ground(figure: MapFigure) -> Iterator[Node]:
    yield _box("#dfe5e9")
    for area in figure.surroundings:
        yield _area(area, "#eef1f3", "#b6c0c9", 1)
    for area in figure.counties:
        yield _area(area, "#fbfcf8", "#52606d", 1.6)
    dot = len(figure.spots) > CROWD
    # Where places lie on one another, what may suit is on top.
    spots = sorted(figure.spots, key=lambda spot: UNDERMOST.index(spot.verdict))
    homes = [project(spot.longitude, spot.latitude) for spot in spots]
    marks = homes if len(homes) > FEW else spread(homes, APART, FARTHEST)
    yield from _leaders(homes, marks)
    for spot, place in zip(spots, marks, strict=True):
        yield from _spot(spot, place, dot=dot)
    for area in figure.counties:
        yield from _label(area, marks, reach=3.0 if dot else RADIUS + 3)


def _leaders(
    homes: Sequence[tuple[float, float]], places: Sequence[tuple[float, float]]
) -> Iterator[Node]:
    """A line from a mark that was moved aside to where the place lies."""
    for (x, y), (to_x, to_y) in zip(homes, places, strict=True):
        if math.dist((x, y), (to_x, to_y)) > VISIBLE:
            line = f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"
            yield ("path", {"d": line, "stroke": INK, "stroke-width": 0.8, "fill": "none"}, ())
            yield ("circle", {"cx": x, "cy": y, "r": 2, "fill": INK}, ())


def _area(area: MapFeature, fill: str, stroke: str, width: float) -> Node:
    path = "".join(_ring(ring) for ring in _rings(area["geometry"]))
    look: SpotLook = {"fill": fill, "stroke": stroke, "stroke-width": width}
    return ("path", {"d": path, "fill-rule": "evenodd", "stroke-linejoin": "round", **look}, ())


def _rings(geometry: object) -> Iterator[Sequence[tuple[float, float]]]:
    match geometry:
        case {"type": "Polygon", "coordinates": polygon}:
            yield from polygon
        case {"type": "MultiPolygon", "coordinates": polygons}:
            for polygon in polygons:
                yield from polygon


def _ring(ring: Iterable[Sequence[float]]) -> str:
    points = [project(point[0], point[1]) for point in ring]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _label(area: MapFeature, marks: Sequence[tuple[float, float]], reach: float) -> Iterator[Node]:
    """Write the name of a county above the marks, where it covers the fewest of them."""
    match area["properties"]:
        case {"name": str(name), "at": [float(longitude), float(latitude)]}:
            x, y = _free_place(project(longitude, latitude), marks, (8 * len(name) + reach, reach))
            halo: SpotLook = {"stroke": "#ffffff", "stroke-width": 4, "stroke-linejoin": "round"}
            yield _text(x, y, name, 16, bold=True, middle=True, more=halo)
            yield _text(x, y, name, 16, bold=True, middle=True)


def _free_place(
    at: tuple[float, float], marks: Sequence[tuple[float, float]], reach: tuple[float, float]
) -> tuple[float, float]:
    """Return where a line of text begins to be read best: near `at`, beside the marks."""
    places = [(at[0] + right, at[1] + down) for right, down in BESIDE]
    wide, tall = reach[0], reach[1] + LINE / 2

    def covered(place: tuple[float, float]) -> int:
        x, middle = place[0], place[1] - LINE / 3
        return sum(abs(mx - x) < wide and abs(my - middle) < tall for mx, my in marks)

    return min(places, key=covered)  # of equal ones the first


def _spot(spot: Spot, place: tuple[float, float], *, dot: bool) -> Iterator[Node]:
    x, y = place
    mark = MARKS[spot.kind]
    colour = VERDICT_COLOURS.get(spot.verdict, mark.colour)
    if dot:
        yield ("circle", {"cx": x, "cy": y, "r": 3, "fill": colour, "fill-opacity": 0.7}, ())
        return
    yield from mark_nodes(mark, x, y, colour, hollow=spot.sample)
    if spot.verdict:
        letter = VERDICT_LETTERS[spot.verdict]
        badge: SpotLook = {
            "cx": x + RADIUS,
            "cy": y - RADIUS,
            "r": 6.5,
            "fill": "#ffffff",
            "stroke": colour,
        }
        yield ("circle", badge, ())
        sign = {"fill": colour}
        yield _text(x + RADIUS, y - RADIUS + 4, letter, 11, bold=True, middle=True, more=sign)


def mark_nodes(mark: Mark, x: float, y: float, colour: str, *, hollow: bool) -> Iterator[Node]:
    """The mark of a kind around (x, y), `RADIUS` large; hollow and dashed for a sample."""
    look: dict[str, str | float] = {
        "fill": "#ffffff" if hollow else colour,
        "stroke": colour if hollow else "#ffffff",
        "stroke-width": 2 if hollow else 1.5,
    }
    if hollow:
        look["stroke-dasharray"] = "3 2"
    if mark.corners:
        points = " ".join(
            f"{x + RADIUS * right:.1f},{y + RADIUS * down:.1f}" for right, down in mark.corners
        )
        yield ("polygon", {"points": points, **look}, ())
    else:
        yield ("circle", {"cx": x, "cy": y, "r": RADIUS, **look}, ())
    ink = {"fill": colour if hollow else "#ffffff"}
    yield _text(x, y + 4.5, mark.letter, 12.5, bold=True, middle=True, more=ink)


def _legend(figure: MapFigure) -> Iterator[Node]:
    x, y = WIDTH - SIDE - LEGEND + 24, HEAD + 20
    yield _text(x - 8, y, "图例", 18, bold=True)
    for kind, mark in MARKS.items():
        y += 34
        yield from mark_nodes(mark, x + 6, y - 5, mark.colour, hollow=False)
        yield _text(x + 30, y, f"{mark.name}  {count_text(figure.kinds.get(kind, (0, 0)))}", 15)
    for verdict, (name, counts) in figure.verdicts.items():
        y += 34
        colour = VERDICT_COLOURS[verdict]
        yield ("circle", {"cx": x + 6, "cy": y - 5, "r": 10, "fill": colour}, ())
        letter = VERDICT_LETTERS[verdict]
        ink = {"fill": "#ffffff"}
        yield _text(x + 6, y, letter, 13, bold=True, middle=True, more=ink)
        yield _text(x + 30, y, f"{name}  {count_text(counts)}", 15)
    for note in (*figure.notes, *((MOVED,) if 1 < len(figure.spots) <= FEW else ())):
        y += 30
        yield _text(x - 8, y, shorten(note, 14, LEGEND - 16), 14)


def count_text(counts: Counts) -> str:
    """Count real places and samples, never as one sum."""
    real, sample = counts
    return f"{real} 处 + 示例 {sample} 处" if sample else f"{real} 处"


def _scale() -> Iterator[Node]:
    middle = math.cos(math.radians((SOUTH + NORTH) / 2))
    per_km = _fit()[0] / (EARTH_M * middle / 1000)
    km = max(km for km in SCALES_KM if km * per_km <= 160 or km == SCALES_KM[0])  # noqa: PLR2004
    x, y = SIDE + 16, HEIGHT - FOOT - 18
    plate: SpotLook = {"x": x - 10, "y": y - 22, "width": km * per_km + 20, "height": 32}
    yield ("rect", {**plate, "fill": "#ffffff", "stroke": "#9aa7b4"}, ())
    line = f"M{x} {y - 6}V{y}H{x + km * per_km:.1f}V{y - 6}"
    yield ("path", {"d": line, "fill": "none", "stroke": "#1b2733", "stroke-width": 1.5}, ())
    yield _text(x + 6, y - 5, f"{km} 公里", 13)


def _text(  # noqa: PLR0913  (what a text on paper has)
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    middle: bool = False,
    more: SpotLook | None = None,
) -> Node:
    look: dict[str, str | float] = {
        "x": round(x, 1),
        "y": round(y, 1),
        "font-size": size,
        "fill": INK,
    }
    if bold:
        look["font-weight"] = 700
    if middle:
        look["text-anchor"] = "middle"
    return ("text", {**look, **(more or {})}, text)
