"""县域分工图: the map with each county's chains written in it, beside it the table."""

from collections.abc import Iterator

from briefings.wallmaps.model import CountiesBody, CountyRow, Feature
from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea, set_lists
from papers.wallmaps.sheets.ground import Fit, area_node, fit, label_point, name_of
from papers.wallmaps.sheets.ink import INK, MUTED, PALE, haloed, letters, rect, rule
from papers.wallmaps.sheets.wrapping import width_of, wrap

TABLE = 506.0
SPACE = 18.0
ROW, HEADING, NAME = 33.0, 84.0, 50.0
FILLS = ("#e9f0f7", "#f4ecdf", "#e8f3ec", "#f1eaf3")


def counties_nodes(body: CountiesBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`."""
    room = ListArea(area.x, area.y, area.width - TABLE - SPACE, area.height)
    x = area.x + area.width - TABLE
    table = list(_table(body, x, area.y))
    below = area.y + HEADING + ROW * len(body.rows) + 16
    marks = list(_marks(body, x, below))
    top = below + 15 * len(body.marks) + 8
    lists = ListArea(x, top, TABLE, area.y + area.height - top, 2)
    return [*_map(body, room), *table, *marks, *set_lists(body.lists, lists, largest=9.0)]


def _map(body: CountiesBody, room: ListArea) -> Iterator[Node]:
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
    chains = {row.name: row.named for row in body.rows}
    for county in body.counties:
        fill = FILLS[_place(county, body) % len(FILLS)]
        yield area_node(county, at, fill, "#52606d", 1.0)
    for county in body.counties:
        yield from _label(county, at, chains.get(name_of(county), ()))
    yield from scale_bar(at, room)


def _place(county: Feature, body: CountiesBody) -> int:
    """The row of a county in the table, so that its tint stays its own."""
    names = [row.name for row in body.rows]
    name = name_of(county)
    return names.index(name) if name in names else 0


def _label(county: Feature, at: Fit, chains: tuple[str, ...]) -> Iterator[Node]:
    """The name, and under it the chains the city named."""
    point = label_point(county)
    if point is None:
        return
    x, y = at.place(*point)
    lines = [line for chain in chains for line in wrap(_short(chain), 7.8, 82)]
    y -= 4.9 * len(lines)
    yield haloed(letters(x, y, name_of(county), 12, bold=True, fill=ACCENT, anchor="middle"))
    for row, line in enumerate(lines, start=1):
        yield haloed(letters(x, y + 2 + 10 * row, line, 7.8, fill=INK, anchor="middle"))


def _short(chain: str) -> str:
    """The name as it stands in the notice, without 产业链 where that leaves a name."""
    return chain if chain.endswith("全产业链") else chain.removesuffix("产业链")


def scale_bar(at: Fit, room: ListArea) -> Iterator[Node]:
    """How long some kilometres are, in the lower left corner, on a plate and not on the land."""
    km, wide = at.km(90)
    x, y = room.x + 12, room.y + room.height - 12
    yield rect(x - 5, y - 12, wide + 10, 17, fill="#ffffff", stroke="#c5ced8", stroke_width=0.5)
    data = f"M{x:.1f} {y - 4:.1f}v4h{wide:.1f}v-4"
    yield ("path", {"d": data, "fill": "none", "stroke": INK, "stroke-width": 0.9}, ())
    yield letters(x + 4, y - 3, f"{km} 公里", 7, fill=INK)


def _table(body: CountiesBody, x: float, y: float) -> Iterator[Node]:
    step = (TABLE - NAME) / max(len(body.chains), 1)
    for at, chain in enumerate(body.chains):
        left = x + NAME + at * step
        if at % 2 == 0:
            yield rect(left, y, step, HEADING + ROW * len(body.rows), fill=PALE)
        size = 8.0
        for row, char in enumerate(chain[:9]):
            down = y + HEADING - 7 - 8.6 * (len(chain[:9]) - 1 - row)
            yield letters(left + step / 2, down, char, size, fill=INK, anchor="middle")
    for at, county in enumerate(body.rows):
        yield from _county(county, x, y + HEADING + ROW * at, step)
    yield rule(x, y + HEADING + ROW * len(body.rows), x + TABLE)


def _county(row: CountyRow, x: float, y: float, step: float) -> Iterator[Node]:
    yield rule(x, y, x + TABLE)
    yield letters(x, y + ROW * 0.64, row.name, 10, bold=True)
    for at, mark in enumerate(row.marks):
        middle = x + NAME + (at + 0.5) * step
        sign, number = (mark[0], mark[1:]) if mark[:1] in {"●", "○"} else ("", mark)
        if sign:
            shift = 4.5 if number else 0.0
            yield _disc(middle - shift, y + ROW / 2, filled=sign == "●")
        if number:
            right = middle + (2.5 if sign else -width_of(number, 8) / 2)
            yield letters(right, y + ROW * 0.62, number, 8, fill=INK)


def _disc(x: float, y: float, *, filled: bool) -> Node:
    fill = ACCENT if filled else "#ffffff"
    place = {"cx": round(x, 2), "cy": round(y, 2), "r": 3.9}
    return ("circle", {**place, "fill": fill, "stroke": ACCENT, "stroke-width": 1.1}, ())


def _marks(body: CountiesBody, x: float, y: float) -> Iterator[Node]:
    for at, (mark, text) in enumerate(body.marks):
        down = y + 15 * at
        if mark in {"●", "○"}:
            yield _disc(x + 5, down - 3, filled=mark == "●")
        else:
            yield letters(x, down, mark, 7.4, bold=True)
        yield letters(x + 24, down, text, 8, fill=INK)
