"""The sketch of a way: each name stands beside its own place, and over no other."""

import math
from xml.etree import ElementTree as ET

from drawing.map.route import LABEL, RoutePlace, route_svg
from drawing.shapes.lettering import measure

SVG = "{http://www.w3.org/2000/svg}"
HOME = RoutePlace("起", "三元区", (117.61, 26.23))
CROWDED = (
    RoutePlace("1", "金华", (119.65, 29.08)),
    RoutePlace("2", "宁波", (121.55, 29.87)),
    RoutePlace("3", "嘉兴", (120.75, 30.75)),
    RoutePlace("4–5", "苏州", (120.58, 31.3)),
    RoutePlace("6", "常州", (119.97, 31.81)),
    RoutePlace("7–8", "镇江", (119.42, 32.19)),
    RoutePlace("9", "池州", (117.49, 30.66)),
    RoutePlace("10", "黄山", (118.34, 29.71)),
)
Box = tuple[float, float, float, float]


def number(node: ET.Element, name: str) -> float:
    return float(node.get(name, "0"))


def rings(svg: ET.Element) -> list[Box]:
    found = [r for r in svg.iter(f"{SVG}rect") if r.get("rx")]
    corners = [[number(r, name) for name in ("x", "y", "width", "height")] for r in found]
    return [(x, y, x + wide, y + tall) for x, y, wide, tall in corners]


def labels(svg: ET.Element) -> dict[str, Box]:
    names = {place.name for place in (HOME, *CROWDED)}
    return {
        text: (x, y - LABEL + 2, x + measure(text, LABEL), y)
        for one in svg.iter(f"{SVG}text")
        if (text := one.text or "") in names and (x := number(one, "x")) and (y := number(one, "y"))
    }


def apart(one: Box, two: Box) -> float:
    return math.hypot(
        max(two[0] - one[2], one[0] - two[2], 0.0), max(two[1] - one[3], one[1] - two[3], 0.0)
    )


HAIR = 2.0


def test_a_name_stands_beside_its_own_ring() -> None:
    svg = ET.fromstring(route_svg(HOME, CROWDED))  # noqa: S314  (our own)
    around, beside = rings(svg), labels(svg)

    for at, place in enumerate((HOME, *CROWDED)):
        away = [apart(beside[place.name], ring) for ring in around]
        assert away[at] <= min(away) + HAIR, place.name
        assert away[at] <= LABEL, place.name


def test_no_name_stands_over_another_or_over_a_ring() -> None:
    svg = ET.fromstring(route_svg(HOME, CROWDED))  # noqa: S314  (our own)
    boxes = list(labels(svg).values())

    for at, box in enumerate(boxes):
        assert all(apart(box, other) > 0 for other in [*rings(svg), *boxes[at + 1 :]])
