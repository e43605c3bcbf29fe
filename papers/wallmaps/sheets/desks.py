"""五大片区目标图: five panels side by side: cities, chains, the first cities by count."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefings.wallmaps.model import City, DeskPanel, DesksBody
from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node
from papers.wallmaps.sheets.counties import scale_bar
from papers.wallmaps.sheets.flow import ListArea, set_lists
from papers.wallmaps.sheets.ground import Fit, area_node, fit
from papers.wallmaps.sheets.ink import LINE, MUTED, SMALLEST, letters, rect, rule
from papers.wallmaps.sheets.naming import NamedSpot, names_nodes
from papers.wallmaps.sheets.wrapping import cut, width_of

SPACE = 14.0
TITLE, MAP, ROW = 40.0, 256.0, 14.0
NOTES = 14.0
BAR_STRIP = 18.0
BAR_LEFT, BAR_RIGHT = 82.0, 26.0
LARGEST_DOT = 15.0
LARGE, USUAL = 8.4, 7.0


def desks_nodes(body: DesksBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`."""
    count = max(len(body.panels), 1)
    wide = (area.width - SPACE * (count - 1)) / count
    most = max((city.count for panel in body.panels for city in panel.cities), default=1)
    longest = max((n for panel in body.panels for _, n in panel.chains), default=1)
    nodes: list[Node] = []
    for at, panel in enumerate(body.panels):
        x = area.x + at * (wide + SPACE)
        nodes.extend(_panel(panel, ListArea(x, area.y, wide, area.height - NOTES), most, longest))
    said = " · ".join(body.notes)
    return [*nodes, letters(area.x, area.y + area.height - 3, said, 7.6, fill=MUTED)]


def _panel(panel: DeskPanel, area: ListArea, most: int, longest: int) -> Iterator[Node]:
    yield letters(area.x, area.y + 18, cut(panel.name, 17, area.width), 17, bold=True, fill=ACCENT)
    yield letters(area.x, area.y + 32, cut(panel.note, 7.4, area.width), 7.4, fill=MUTED)
    room = ListArea(area.x, area.y + TITLE, area.width, MAP)
    yield rect(room.x, room.y, room.width, room.height, fill="#eef1f3")
    yield from _map(panel, room, most)
    y = area.y + TITLE + MAP + 20
    yield letters(area.x, y, "按产业链（家）", 9, bold=True, fill=ACCENT)
    yield rule(area.x, y + 4, area.x + area.width, colour=ACCENT)
    for at, (name, number) in enumerate(panel.chains):
        yield from _bar(name, number, longest, ListArea(area.x, y + 8 + ROW * at, area.width, ROW))
    top = y + 8 + ROW * len(panel.chains) + 12
    lists = ListArea(area.x, top, area.width, area.y + area.height - top, 2)
    yield from set_lists([panel.section], lists, largest=8.6)


def _bar(name: str, number: int, longest: int, area: ListArea) -> Iterator[Node]:
    size = max(min(8.0, 8.0 * (BAR_LEFT - 4) / max(width_of(name, 8.0), 1)), SMALLEST)
    yield letters(area.x, area.y + 10, cut(name, size, BAR_LEFT - 4), size)
    room = area.width - BAR_LEFT - BAR_RIGHT
    wide = room * number / max(longest, 1)
    yield rect(area.x + BAR_LEFT, area.y + 3, wide, 8, fill="#7d9cbd")
    yield letters(area.x + area.width, area.y + 10, str(number), 8, anchor="end")


def _map(panel: DeskPanel, room: ListArea, most: int) -> Iterator[Node]:
    if not panel.areas:
        yield letters(room.x + 8, room.y + 20, "城市图层没有打开。", 8, fill=MUTED)
        return
    above = replace(room, height=room.height - BAR_STRIP)  # the scale bar stands on no land
    at = fit(panel.areas, above, edge=12)
    for area in panel.areas:
        yield area_node(area, at, "#fbfcf8", "#7b8894", 0.6)
    cities = sorted(panel.cities, key=lambda city: (-city.count, city.name))
    for city in cities:
        yield _dot(city, at, most)
    yield from names_nodes([_spot(city, at, most) for city in cities], room)
    yield from scale_bar(at, room)


def _radius(count: int, most: int) -> float:
    return max(LARGEST_DOT * math.sqrt(count / max(most, 1)), 1.2)


def _spot(city: City, at: Fit, most: int) -> NamedSpot:
    large = city.count >= most / 4
    x, y = at.place(city.longitude, city.latitude)
    text = f"{city.name} {city.count}"
    return NamedSpot(x, y, _radius(city.count, most), text, LARGE if large else USUAL, large)


def _dot(city: City, at: Fit, most: int) -> Node:
    x, y = at.place(city.longitude, city.latitude)
    look: Mapping[str, str | float] = {
        "fill": ACCENT if city.count else LINE,
        "fill-opacity": 0.3,
        "stroke": ACCENT,
    }
    return (
        "circle",
        {"cx": x, "cy": y, "r": round(_radius(city.count, most), 2), **look, "stroke-width": 0.6},
        (),
    )
