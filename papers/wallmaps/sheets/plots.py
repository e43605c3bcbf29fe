"""要素一张图: the map with its marks, the table of kinds by county, the parks."""

import math
from collections.abc import Iterator, Sequence

from briefings.wallmaps.model import Dot, Feature, PlotsBody
from drawing.map.figure import mark_nodes
from drawing.map.marks import MARKS, PARK
from drawing.map.spreading import spread
from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node
from papers.wallmaps.sheets.counties import scale_bar
from papers.wallmaps.sheets.flow import ListArea, set_lists
from papers.wallmaps.sheets.ground import Fit, Point, area_node, fit, label_point, name_of
from papers.wallmaps.sheets.ink import INK, MUTED, PALE, haloed, letters, moved, rect, rule

TABLE = 480.0
SPACE = 18.0
ROW, HEADING, NAME = 17.0, 34.0, 50.0
MARK = 0.56  # size of a mark beside that on the screen's paper
CROWD, FEW = 1500, 300  # more marks: bare dots; fewer: none covers another
APART, FARTHEST, VISIBLE = 17.0, 22.0, 1.5
MOVED = "细线指向错开前的位置"


def plots_nodes(body: PlotsBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`."""
    room = ListArea(area.x, area.y, area.width - TABLE - SPACE, area.height)
    x = area.x + area.width - TABLE
    table = list(_table(body, x, area.y))
    top = area.y + HEADING + ROW * (len(body.table) + 1) + 14
    lists = ListArea(x, top, TABLE, area.y + area.height - top, 2)
    return [*_map(body, room), *table, *set_lists(body.lists, lists, largest=9.0)]


def _map(body: PlotsBody, room: ListArea) -> Iterator[Node]:
    yield rect(room.x, room.y, room.width, room.height, fill="#eef1f3")
    if not body.counties:
        text = "县界图层没有打开，这里不画地图。"
        yield letters(room.x + 20, room.y + 30, text, 10, fill=MUTED)
        return
    at = fit(body.counties, room, edge=14)
    clip: Node = ("clipPath", {"id": "map"}, (rect(room.x, room.y, room.width, room.height),))
    around = tuple(area_node(a, at, "#e3e8ec", "#b6c0c9", 0.6) for a in body.surroundings)
    yield ("defs", {}, (clip,))
    yield ("g", {"clip-path": "url(#map)"}, around)
    for county in body.counties:
        yield area_node(county, at, "#fbfcf8", "#52606d", 1.0)
    homes = [at.place(dot.longitude, dot.latitude) for dot in body.dots]
    places = homes if len(homes) > FEW else spread(homes, APART, FARTHEST)
    yield from _leaders(homes, places)
    for dot, place in zip(body.dots, places, strict=True):
        yield _dot(dot, place, plain=len(body.dots) > CROWD)
    for county in body.counties:
        yield from _label(county, places, at)
    yield from scale_bar(at, room)
    yield from _legend(body, (MOVED,) if places != homes else (), room)


def _leaders(homes: Sequence[Point], places: Sequence[Point]) -> Iterator[Node]:
    """A line from a mark that was moved aside to where the plot lies."""
    for (x, y), (to_x, to_y) in zip(homes, places, strict=True):
        if math.dist((x, y), (to_x, to_y)) > VISIBLE:
            line = f"M{x:.2f} {y:.2f}L{to_x:.2f} {to_y:.2f}"
            yield ("path", {"d": line, "stroke": MUTED, "stroke-width": 0.5, "fill": "none"}, ())
            yield ("circle", {"cx": x, "cy": y, "r": 1.0, "fill": MUTED}, ())


def _label(county: Feature, dots: Sequence[Point], at: Fit) -> Iterator[Node]:
    """The county's name near its middle, where it covers the fewest marks."""
    point = label_point(county)
    if point is None:
        return
    x, y = at.place(*point)
    wide, tall = 8.0 + 6 * len(name_of(county)), 14.0
    spots = ((x + right, y + down) for right in (0, -18, 18) for down in (0, -16, 16, -30, 30))
    best = min(
        spots,
        key=lambda spot: sum(
            abs(spot[0] - left) < wide and abs(spot[1] - 4 - top) < tall for left, top in dots
        ),
    )
    name = letters(*best, name_of(county), 12, bold=True, fill=ACCENT, anchor="middle")
    yield haloed(name)


def _dot(dot: Dot, place: Point, *, plain: bool) -> Node:
    x, y = place
    mark = MARKS[dot.kind]
    if plain:
        return ("circle", {"cx": x, "cy": y, "r": 1.6, "fill": mark.colour}, ())
    return moved(mark_nodes(mark, 0, 0, mark.colour, hollow=False), x, y, MARK)


def _legend(body: PlotsBody, notes: Sequence[str], room: ListArea) -> Iterator[Node]:
    """In the lower right corner, where no county lies: kinds with their counts."""
    lines = [(MARKS[kind].name, kind) for kind, _ in body.kinds] + [(MARKS[PARK].name, PARK)]
    wide = 118.0
    tall = 15.0 * (len(lines) + len(notes)) + 20
    x, y = room.x + room.width - wide - 8, room.y + 8
    yield rect(x, y, wide, tall, fill="#ffffff", stroke="#c5ced8", stroke_width=0.6, rx=3)
    yield letters(x + 8, y + 14, "图例", 9, bold=True, fill=ACCENT)
    for row, (name, kind) in enumerate(lines):
        middle = y + 27 + 15 * row
        mark = MARKS[kind]
        yield moved(mark_nodes(mark, 0, 0, mark.colour, hollow=False), x + 15, middle, MARK)
        yield letters(x + 28, middle + 3, name, 8)
    for row, note in enumerate(notes, start=len(lines)):
        yield letters(x + 8, y + 30 + 15 * row, note, 7, fill=INK)


def _table(body: PlotsBody, x: float, y: float) -> Iterator[Node]:
    """Kinds by county."""
    step = (TABLE - NAME) / max(len(body.kinds), 1)
    yield rect(x, y, TABLE, HEADING, fill=PALE)
    for at, (kind, _) in enumerate(body.kinds):
        middle = x + NAME + (at + 0.5) * step
        yield moved(
            mark_nodes(MARKS[kind], 0, 0, MARKS[kind].colour, hollow=False), middle, y + 11, MARK
        )
        yield letters(middle, y + 28, MARKS[kind].name, 7.4, fill=INK, anchor="middle")
    rows = (*body.table, ("全市", tuple(counts for _, counts in body.kinds)))
    for at, (name, counts) in enumerate(rows):
        top = y + HEADING + ROW * at
        yield rule(x, top, x + TABLE)
        last = at == len(rows) - 1
        yield letters(x + 2, top + 12, name, 8.6, bold=True, fill=ACCENT if last else INK)
        for place, count in enumerate(counts):
            middle = x + NAME + (place + 0.5) * step
            yield letters(middle, top + 12, str(count), 8, fill=INK, anchor="middle")
    yield rule(x, y + HEADING + ROW * len(rows), x + TABLE)
