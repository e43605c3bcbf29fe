"""The drawing of a chain as native shapes: boxes with text, glued connectors, freeform lines.

Read off the same tree as the screen. A line that crosses only one channel is a connector glued to
both boxes, so that it follows when one is moved; a longer one keeps its route as a freeform.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn

from drawing.shapes.lettering import measure, widest
from drawing.shapes.looks import Look, Named, look_of, named
from drawing.shapes.model import Box, Node
from papers.meeting.sheet import TYPE, Graph, SheetArea, TextRun
from papers.meeting.slide_shapes import (
    Shape,
    add_box,
    add_runs,
    add_words,
    centre,
    emu,
    plain_shape,
    set_line,
)

_STEP = re.compile(r"([MLCQHV])([^A-Za-z]*)")
_TAGS = {"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo", "Q": "a:quadBezTo"}
LEFT_SIDE, RIGHT_SIDE = 1, 3
ROUND, CORNER, NEAR = 5.0, 17.0, 3.0
INSET = 3.0  # sheet units: a cell stands inside the border of its box
ROOMY = 64.0  # sheet units, a little over a centimetre
Steps = list[tuple[str, tuple[float, ...]]]


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Where the figure lies on the sheet: `scale` sheet units per layout unit."""

    shapes: Shape
    x: float
    y: float
    scale: float

    def area(self, x: float, y: float, width: float, height: float) -> SheetArea:
        s = self.scale
        return SheetArea(self.x + s * x, self.y + s * y, s * width, s * height)

    def size(self, look: Look) -> float:
        return max(float(TYPE), float(look["font-size"].removesuffix("px")) * self.scale)


def add_graph(shapes: Shape, graph: Graph) -> None:
    """Add the figure of `graph`: bands, boxes, then lines, as connectors need their ends."""
    left, top, scale = graph.place
    canvas = _Canvas(shapes, left, top, scale * graph.drawing.scale)
    nodes = _children(_children(graph.drawing.tree)[-1])
    for node in nodes:
        if "band" in named(*node[:2])[1]:
            _add_band(canvas, node)
    in_layout = 1 / graph.drawing.scale
    boxes = {box.link: _shrunk(box, in_layout) for box in graph.drawing.boxes}
    made = {
        str(node[1]["data-link"]): _add_link(canvas, node, boxes[str(node[1]["data-link"])])
        for node in nodes
        if "data-link" in node[1]
    }
    for node in nodes:
        if "data-from" in node[1]:
            _add_flow(canvas, node, made, boxes)


def _shrunk(box: Box, by: float) -> Box:
    return Box(box.link, box.x * by, box.y * by, box.width * by, box.height * by)


def _children(node: Node) -> tuple[Node, ...]:
    return () if isinstance(node[2], str) else node[2]


def _numbers(attributes: Mapping[str, str | float], *names: str) -> Iterator[float]:
    return (float(attributes.get(name, 0)) for name in names)


def _add_band(canvas: _Canvas, band: Node) -> None:
    above = [named(*band[:2])]
    for node in _children(band):
        tag, attributes, text = node
        look = look_of(named(tag, attributes), above)
        if tag == "rect":
            area = canvas.area(*_numbers(attributes, "x", "y", "width", "height"))
            add_box(canvas.shapes, area, look, rounded=6 * canvas.scale)
        elif isinstance(text, str):
            _add_text(canvas, attributes, text, look)


def _add_text(
    canvas: _Canvas, attributes: Mapping[str, str | float], text: str, look: Look
) -> None:
    x, base = _numbers(attributes, "x", "y")
    size = canvas.size(look)
    top = canvas.area(x, base, 260, 1)
    area = SheetArea(top.x, top.y - 1.17 * size, top.width, 1.45 * size)
    add_words(canvas.shapes, area, [[_piece(text, look)]], size)


def _piece(text: str, look: Look) -> TextRun:
    return TextRun(text, look.get("font-weight") == "700", look.get("fill", "#1b2733"))


def _add_link(canvas: _Canvas, link: Node, box: Box) -> Shape:
    """Add one link as a group: its box with name and state inside, and the corner."""
    above = [named(*link[:2])]
    group = canvas.shapes.add_group_shape()
    area = canvas.area(box.x, box.y, box.width, box.height)
    parts = {_kind(node): node for node in _children(link)}
    if "sign" in parts:
        return _add_signed(canvas, group, parts, (area, above))
    made = add_box(group.shapes, area, _look(parts["box"], above), rounded=ROUND * canvas.scale)
    made.name = group.name = _text(parts["name"])
    frame = made.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left, frame.margin_right = emu(8 * canvas.scale), 0
    frame.margin_top = frame.margin_bottom = 0
    for at, kind in enumerate(("name", "status")):
        look = _look(parts[kind], above)
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.line_spacing, paragraph.alignment = 1.0, PP_ALIGN.LEFT
        corner = CORNER if kind == "name" and "corner" in parts else 0
        room = area.width - (8 + corner) * canvas.scale
        text = _text(parts[kind])
        add_runs(paragraph, [_piece(text, look)], _fitting(text, canvas.size(look), room))
    if "corner" in parts:
        _add_corner(canvas, group.shapes, area, (parts["corner"], parts["corner-text"]), above)
    return made


def _add_signed(
    canvas: _Canvas,
    group: Shape,
    parts: Mapping[str, Node],
    where: tuple[SheetArea, Sequence[Named]],
) -> Shape:
    """Add a signed box: the name between its cells, which are shapes of their own beside it."""
    area, above = where
    made = add_box(group.shapes, area, _look(parts["box"], above), rounded=ROUND * canvas.scale)
    made.name = group.name = _text(parts["name"])
    frame = made.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    side = CORNER * canvas.scale
    frame.margin_left = emu(side + NEAR * canvas.scale)
    frame.margin_right = emu(side) if "badge" in parts else 0
    frame.margin_top = frame.margin_bottom = 0
    look = _look(parts["name"], above)
    paragraph = frame.paragraphs[0]
    paragraph.line_spacing, paragraph.alignment = 1.0, PP_ALIGN.LEFT
    add_runs(paragraph, [_piece(_text(parts["name"]), look)], canvas.size(look))
    left, right = area.x + INSET, area.x + area.width - side - INSET
    for x, cell, letter in ((left, "cell", "sign"), (right, "badge", "badge-text")):
        if cell in parts:
            place = SheetArea(x, area.y + INSET, side, area.height - 2 * INSET)
            fill = {"fill": _look(parts[cell], above)["fill"]}
            look = _look(parts[letter], above)
            made_cell = add_box(group.shapes, place, fill)
            centre(made_cell, _piece(_text(parts[letter]), look), canvas.size(look))
    return made


def _fitting(text: str, size: float, room: float) -> float:
    """`size`, or less where Latin letters between Chinese ones may stand wider than measured."""
    wide = widest(text, size)
    return min(size, size * room / wide) if wide > measure(text, size) else size


def _kind(node: Node) -> str:
    classes = str(node[1].get("class", node[0])).split()
    return classes[0]


def _look(node: Node, above: Sequence[Named]) -> Look:
    return look_of(named(*node[:2]), above)


def _text(node: Node) -> str:
    return node[2] if isinstance(node[2], str) else "\n".join(_text(child) for child in node[2])


def _add_corner(
    canvas: _Canvas, shapes: Shape, box: SheetArea, nodes: tuple[Node, Node], above: Sequence[Named]
) -> None:
    side = CORNER * canvas.scale
    area = SheetArea(box.x + box.width - side, box.y, side, side)
    mark, text = nodes
    corner = add_box(shapes, area, {"fill": _look(mark, above)["fill"]})
    look = _look(text, above)
    centre(corner, _piece(_text(text), look), canvas.size(look))


def _add_flow(
    canvas: _Canvas, flow: Node, made: Mapping[str, Shape], boxes: Mapping[str, Box]
) -> None:
    look = _look(flow, [])
    if look.get("display") == "none":
        return
    steps = _line(str(flow[1]["d"]))
    ends = str(flow[1]["data-from"]), str(flow[1]["data-to"])
    if _is_short(steps, boxes[ends[0]], boxes[ends[1]]) and _is_roomy(canvas, steps):
        line = _connect(canvas, made[ends[0]], made[ends[1]], steps)
    else:
        line = _freeform(canvas, steps)
    set_line(line.line, look)
    _add_arrow(line)
    line.name = "流向"


def _line(path: str) -> Steps:
    """Return the steps of the line itself; its last stroke is the head, drawn by the slide."""
    steps: Steps = []
    for found in _STEP.finditer(path):
        letter, values = found[1], tuple(float(number) for number in found[2].split())
        if letter in "HV":  # level and upright strokes name one coordinate only
            x, y = steps[-1][1][-2:]
            letter, values = "L", (values[0], y) if letter == "H" else (x, values[0])
        steps.append((letter, values))
    starts = [at for at, (letter, _) in enumerate(steps) if letter == "M"]
    return steps[: starts[-1]]


def _is_short(steps: Steps, one: Box, other: Box) -> bool:
    """Whether the line is one sweep from the right side of `one` to the left side of `other`."""
    if len(steps) != 2 or steps[1][0] not in "LC":  # noqa: PLR2004  (a move and a stroke)
        return False
    start, end = steps[0][1], steps[1][1][-2:]
    leaves = abs(start[0] - one.x - one.width) < ROUND
    return leaves and abs(end[0] - other.x) < 2 * ROUND


def _is_roomy(canvas: _Canvas, steps: Steps) -> bool:
    """Whether the boxes stand far enough apart: nearer ones LibreOffice connects by a loop."""
    return canvas.scale * (steps[1][1][-2] - steps[0][1][0]) >= ROOMY


def _connect(canvas: _Canvas, one: Shape, other: Shape, steps: Steps) -> Shape:
    curved = steps[1][0] == "C"
    kind = MSO_CONNECTOR.CURVE if curved else MSO_CONNECTOR.STRAIGHT
    line = canvas.shapes.add_connector(kind, 0, 0, 0, 0)
    plain_shape(line)
    line.begin_connect(one, RIGHT_SIDE)
    line.end_connect(other, LEFT_SIDE)
    return line


def _freeform(canvas: _Canvas, steps: Steps) -> Shape:
    points = [point for _, values in steps for point in _pairs(values)]
    left, top = (min(point[axis] for point in points) for axis in (0, 1))
    wide, tall = (
        max(max(p[axis] for p in points) - low, 0.1) for axis, low in ((0, left), (1, top))
    )
    area = canvas.area(left, top, wide, tall)
    shape = canvas.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(emu, _four(area)))
    plain_shape(shape)
    shape.fill.background()
    properties = shape.element.spPr
    preset = properties.find(qn("a:prstGeom"))
    preset.addprevious(_geometry(canvas, steps, area))
    properties.remove(preset)
    return shape


def _four(area: SheetArea) -> tuple[float, float, float, float]:
    return area.x, area.y, area.width, area.height


def _pairs(values: Sequence[float]) -> Iterable[tuple[float, float]]:
    return zip(values[::2], values[1::2], strict=True)


def _geometry(canvas: _Canvas, steps: Steps, area: SheetArea) -> etree._Element:
    custom = etree.Element(qn("a:custGeom"))
    for empty in ("avLst", "gdLst", "ahLst", "cxnLst"):
        etree.SubElement(custom, qn(f"a:{empty}"))
    etree.SubElement(custom, qn("a:rect"), l="0", t="0", r="r", b="b")
    paths = etree.SubElement(custom, qn("a:pathLst"))
    wide, tall = emu(area.width), emu(area.height)
    path = etree.SubElement(paths, qn("a:path"), w=str(wide), h=str(tall), fill="none")
    for letter, values in steps:
        step = etree.SubElement(path, qn(_TAGS[letter]))
        for x, y in _pairs(values):
            at = canvas.area(x, y, 0, 0)
            across, down = emu(at.x - area.x), emu(at.y - area.y)
            etree.SubElement(step, qn("a:pt"), x=str(across), y=str(down))
    return custom


def _add_arrow(line: Shape) -> None:
    stroke = line.line._get_or_add_ln()  # noqa: SLF001  (python-pptx knows no arrow heads)
    etree.SubElement(stroke, qn("a:tailEnd"), type="arrow", w="sm", len="sm")
