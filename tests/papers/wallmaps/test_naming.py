"""Names beside the dots of a map: all of them, apart from each other, and tied to their dots."""

import math
import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point, Polygon

from briefings.wallmaps.model import CountiesBody, PlotsBody, WallMap
from drawing.shapes.model import Node
from papers.wallmaps.sheets import counties, desks, plots
from papers.wallmaps.sheets.drawing import sheet_tree
from papers.wallmaps.sheets.flow import ListArea
from papers.wallmaps.sheets.frame import body_area
from papers.wallmaps.sheets.ground import fit, name_of, rings
from papers.wallmaps.sheets.naming import NamedSpot, names_nodes
from papers.wallmaps.sheets.wrapping import width_of
from tests.papers.wallmaps.wallmaps import DESKS, shipped_sheet, written

ROOM = ListArea(0, 0, 215, 256)
SIZE, NAME_SIZE = 7.0, 12.0


def crowd(*places: tuple[float, float]) -> list[NamedSpot]:
    return [NamedSpot(x, y, 5, f"城{at} 25", SIZE) for at, (x, y) in enumerate(places)]


def drawn(spots: list[NamedSpot]) -> tuple[list[tuple[float, float, float, float]], list[str]]:
    """Boxes of the names, and the lines that lead to dots."""
    nodes = list(names_nodes(spots, ROOM))
    boxes = []
    for tag, look, text in nodes:
        if tag == "text":
            left, base = float(look["x"]), float(look["y"])
            wide = width_of(str(text), SIZE)
            boxes.append((left, base - 0.72 * SIZE, left + wide, base + 0.06 * SIZE))
    return boxes, [str(look["d"]) for tag, look, _ in nodes if tag == "path"]


def test_a_name_with_room_stands_beside_its_dot_without_a_line() -> None:
    boxes, lines = drawn(crowd((100, 100)))

    assert len(boxes) == 1
    assert lines == []


def test_dots_too_near_for_their_names_are_still_all_named() -> None:
    spots = crowd((100, 100), (104, 103), (108, 99), (103, 108), (110, 106), (97, 107))

    boxes, lines = drawn(spots)

    assert len(boxes) == len(spots)
    ends = {tuple(map(float, re.findall(r"[\d.]+", line)[2:])) for line in lines}
    assert ends
    assert ends <= {(spot.x, spot.y) for spot in spots}


@given(st.lists(st.tuples(st.floats(0, 215), st.floats(0, 256)), max_size=25))
@settings(deadline=None)
def test_no_name_touches_another_or_leaves_the_map(places: list[tuple[float, float]]) -> None:
    boxes, _ = drawn(crowd(*places))

    for at, one in enumerate(boxes):
        assert one[0] >= ROOM.x
        assert one[2] <= ROOM.x + ROOM.width
        for two in boxes[at + 1 :]:
            across = one[0] < two[2] and two[0] < one[2]
            assert not (across and one[1] < two[3] and two[1] < one[3])


def strays(spots: Sequence[NamedSpot], nodes: Sequence[Node]) -> list[str]:
    """Return the names that have no line to their dot and are as near to another one."""
    ends = {
        tuple(map(float, re.findall(r"[\d.]+", str(look["d"]))[2:]))
        for tag, look, _ in nodes
        if tag == "path"
    }
    tied = {spot.text for spot in spots if (round(spot.x, 2), round(spot.y, 2)) in ends}
    by_name = {spot.text: spot for spot in spots}
    found = []
    for tag, look, text in nodes:
        if tag == "text" and text not in tied:
            own, left, base = by_name[str(text)], float(look["x"]), float(look["y"])
            middle = (left + own.wide / 2, base - 0.375 * own.size)
            box = (left - 1, base - own.size, left + own.wide + 1, base + own.size / 4)
            near = {s.text: (edge(box, s), math.dist(middle, (s.x, s.y))) for s in spots}
            if min(near, key=lambda name: near[name]) != text:
                found.append(str(text))
    return found


def map_room(sheet: WallMap) -> ListArea:
    drawn = counties if sheet.id == "counties" else plots
    area = body_area(sheet)
    return ListArea(area.x, area.y, area.width - drawn.TABLE - drawn.SPACE, area.height)


def edge(box: tuple[float, float, float, float], spot: NamedSpot) -> float:
    x, y = min(max(spot.x, box[0]), box[2]), min(max(spot.y, box[1]), box[3])
    return round(max(math.dist((x, y), (spot.x, spot.y)) - spot.radius, 0), 1)


@given(st.lists(st.tuples(st.integers(0, 215), st.integers(0, 256)), max_size=25, unique=True))
@settings(deadline=None)
def test_a_name_is_nearest_to_its_own_dot_or_has_a_line_to_it(
    places: list[tuple[int, int]],
) -> None:
    spots = crowd(*places)

    assert strays(spots, list(names_nodes(spots, ROOM))) == []


def test_every_city_with_companies_is_named_on_the_map_of_desks_and_no_name_stands_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    maps: list[tuple[Sequence[NamedSpot], list[Node]]] = []

    def watched(spots: Sequence[NamedSpot], room: ListArea) -> Iterator[Node]:
        maps.append((spots, list(names_nodes(spots, room))))
        return iter(maps[-1][1])

    monkeypatch.setattr(desks, "names_nodes", watched)
    sheet_tree(shipped_sheet("desks"))

    assert len(maps) == len(DESKS)
    for spots, nodes in maps:
        named = {str(text) for tag, _, text in nodes if tag == "text"}
        left_out = [spot.text for spot in spots if spot.text not in named]
        assert len(left_out) <= 1
        assert all(text.endswith(" 0") for text in left_out)
        assert strays(spots, nodes) == []


@pytest.mark.parametrize("wanted", ["counties", "plots"])
def test_the_name_of_a_county_stands_in_that_county(wanted: str) -> None:
    sheet = shipped_sheet(wanted)
    body = sheet.body
    assert isinstance(body, CountiesBody | PlotsBody)
    lines = {line.text: line.box for line in written(sheet) if line.size == NAME_SIZE}

    at = fit(body.counties, map_room(sheet), edge=14)

    for county in body.counties:
        left, top, right, bottom = lines[name_of(county)]
        shape = Polygon([at.place(x, y) for x, y, *_ in max(rings(county), key=len)])
        assert shape.contains(Point((left + right) / 2, (top + bottom) / 2)), name_of(county)
