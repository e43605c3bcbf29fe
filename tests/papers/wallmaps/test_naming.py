"""Names beside the dots of a map: all of them, apart from each other, and tied to their dots."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from papers.wallmaps.sheets.flow import ListArea
from papers.wallmaps.sheets.naming import NamedSpot, names_nodes
from papers.wallmaps.sheets.wrapping import width_of

ROOM = ListArea(0, 0, 215, 256)
SIZE = 7.0


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
