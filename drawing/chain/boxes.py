"""One link as a node of the tree."""

from collections.abc import Sequence

from drawing.chain.widths import cells_width, name_lines
from drawing.shapes.lettering import ELLIPSIS, measure, shorten, widest
from drawing.shapes.model import Box, FigureLink, Geometry, Node
from drawing.shapes.strokes import Point, at, number

ROUND = 5.0
DOUBLE = 3.0
FILLED = "filled"
NAME_BASELINE = 17.0
STATUS_BASELINE = 33.0
CORNER_BASELINE = 13.0
MIDDLE = 0.36  # of a letter: from the middle of a line down to its baseline
CORNER_CLASSES = {"缺": "lack", "弱": "thin", "?": "ask", "旧": "old"}


def link_node(link: FigureLink, box: Box, geometry: Geometry) -> Node:
    """The box of `link` with name, status and corner; a cut text keeps its full form in a title."""
    if geometry.signed:
        return _group(link, box, _signed(link, box, geometry))
    lines = _fitting(link, box, geometry)
    status = shorten(link.status, geometry.status_font, box.width - 2 * geometry.padding)
    children = [_rect("box", box, 0, ROUND)]
    if FILLED in link.flags:
        children.append(_rect("inner", box, DOUBLE, ROUND - 2))
    children.append(_name(lines, geometry, (geometry.padding, NAME_BASELINE)))
    children.append(("text", {"class": "status", **_baseline(lines, geometry)}, status))
    if link.corner:
        children.extend(_corner(link.corner, box, geometry))
    if any(text.endswith(ELLIPSIS) for text in (*lines, status)):
        children.append(("title", {}, f"{link.name} {link.status}"))
    return _group(link, box, children)


def _group(link: FigureLink, box: Box, children: Sequence[Node]) -> Node:
    return (
        "g",
        {
            "class": " ".join(("link", link.state, *link.flags)),
            "data-link": link.id,
            "transform": f"translate({at(box.x, box.y).replace(' ', ',')})",
            "role": "button",
            "tabindex": 0,
            "aria-label": link.label,
        },
        tuple(children),
    )


def _signed(link: FigureLink, box: Box, geometry: Geometry) -> list[Node]:
    """A box with its sign in a cell at the left, the name, and a badge in a cell at the right."""
    side = geometry.corner
    room = box.width - cells_width(link, geometry) - 2 * geometry.padding
    names = name_lines(link, box.width, geometry)
    lines = tuple(shorten(line, geometry.name_font, room, widest) for line in names)
    first = box.height / 2 + MIDDLE * geometry.name_font
    first -= (len(lines) - 1) * geometry.line_height / 2
    cell = f"M{at(ROUND, 0)}H{number(side)}V{number(box.height)}H{number(ROUND)}"
    cell += f"A{at(ROUND, ROUND)} 0 0 1 {at(0, box.height - ROUND)}"
    cell += f"V{number(ROUND)}A{at(ROUND, ROUND)} 0 0 1 {at(ROUND, 0)}z"
    children = [
        _rect("box", box, 0, ROUND),
        ("path", {"class": "cell", "d": cell}, ()),
        _letter("sign", link.sign, side / 2, box, geometry),
        _name(lines, geometry, (side + geometry.padding, first)),
    ]
    if link.badge:
        end = _numbers({"x": box.width - side, "y": 0, "width": side, "height": box.height})
        children.append(("rect", {"class": "badge", **end}, ()))
        children.append(_letter("badge-text", link.badge, box.width - side / 2, box, geometry))
    if any(line.endswith(ELLIPSIS) for line in lines):
        children.append(("title", {}, link.name))
    return children


def _letter(kind: str, letter: str, x: float, box: Box, geometry: Geometry) -> Node:
    place = _numbers({"x": x, "y": box.height / 2 + MIDDLE * geometry.name_font})
    return ("text", {"class": kind, **place}, letter)


def _rect(kind: str, box: Box, inset: float, rounding: float) -> Node:
    place = {"x": inset, "y": inset} if inset else {}
    size = {"width": box.width - 2 * inset, "height": box.height - 2 * inset, "rx": rounding}
    return ("rect", {"class": kind, **_numbers({**place, **size})}, ())


def _fitting(link: FigureLink, box: Box, geometry: Geometry) -> tuple[str, ...]:
    """The lines of the name, cut where even two do not hold it."""
    room = box.width - 2 * geometry.padding
    beside = room - (geometry.corner + 3 - geometry.padding if link.corner else 0)
    lines = name_lines(link, box.width, geometry)
    if len(lines) > 1 and measure(lines[0], geometry.name_font) > beside:
        lines = _filled(link.name, beside, geometry)
    widths = (beside, room)
    return tuple(
        shorten(line, geometry.name_font, width) for line, width in zip(lines, widths, strict=False)
    )


def _filled(name: str, room: float, geometry: Geometry) -> tuple[str, str]:
    """As much of `name` as fits into the first line, and the rest."""
    fits = [at for at in range(1, len(name)) if measure(name[:at], geometry.name_font) <= room]
    cut = max(fits, default=1)
    return name[:cut], name[cut:]


def _name(lines: tuple[str, ...], geometry: Geometry, start: Point) -> Node:
    place = dict(zip("xy", start, strict=True))
    if len(lines) == 1:
        return ("text", {"class": "name", **_numbers(place)}, lines[0])
    spans = tuple(
        ("tspan", _numbers({**place, "y": place["y"] + row * geometry.line_height}), line)
        for row, line in enumerate(lines)
    )
    return ("text", {"class": "name"}, spans)


def _numbers(place: dict[str, float]) -> dict[str, str | float]:
    return {name: number(value) for name, value in place.items()}


def _baseline(lines: tuple[str, ...], geometry: Geometry) -> dict[str, str | float]:
    height = STATUS_BASELINE + (len(lines) - 1) * geometry.line_height
    return _numbers({"x": geometry.padding, "y": height})


def _corner(char: str, box: Box, geometry: Geometry) -> tuple[Node, Node]:
    """A small square in the upper right corner, rounded with the box, and its character."""
    side, flat = geometry.corner, geometry.corner - ROUND
    path = (
        f"M{at(box.width - side, 0)}h{at(flat)}a{at(ROUND, ROUND)} 0 0 1 {at(ROUND, ROUND)}"
        f"v{at(flat)}h{at(-side)}z"
    )
    kind = CORNER_CLASSES.get(char, "")
    middle = _numbers({"x": box.width - side / 2, "y": CORNER_BASELINE})
    return (
        ("path", {"class": f"corner {kind}".strip(), "d": path}, ()),
        ("text", {"class": f"corner-text {kind}".strip(), **middle}, char),
    )
