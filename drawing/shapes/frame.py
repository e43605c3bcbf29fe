"""Title, legend and source note around a drawing that stands alone."""

from collections.abc import Iterator, Sequence

from drawing.shapes.lettering import measure, shorten
from drawing.shapes.model import STATE_TITLES, Drawing, Node
from drawing.shapes.strokes import number

HEAD = 38.0
LEGEND = 30.0
NOTE = 22.0
SIDE = 12.0
BASELINE = 26.0
SWATCH = (26.0, 16.0)
STEP = 18.0
FONT = 12.0
HEADING_FONT = 20.0
FOOT = 10.0
LEGEND_WIDTH = 1030.0
CORNERS = (("lack", "缺", "缺口＝缺失＋薄弱"), ("", "招", "补链方向"), ("ask", "?", "待核实"))
LINES = (("flow w3", "必需"), ("flow w2", "常用"))


def put_in_frame(drawing: Drawing, tree: Node, note: str) -> tuple[Node, float, float]:
    """The tree with title above, legend and `note` below; its width and height in css px.

    A drawing with a proportion gets a page of that proportion, the note at its foot.
    """
    tag, attributes, children = tree
    scale = drawing.scale
    wide, tall = _page(drawing)
    shift = f"translate({number(SIDE * scale)},{number(HEAD * scale)})"
    texts = _texts(drawing, note, wide, tall)
    frame: Node = ("g", {"transform": f"scale({round(scale, 6)})"}, tuple(texts))
    width, height = number(wide * scale), number(tall * scale)
    ground: Node = ("rect", {"class": "ground", "width": width, "height": height}, ())
    size = {"viewBox": f"0 0 {width} {height}"}
    inner: Node = ("g", {"transform": shift}, children)
    return (tag, {**attributes, **size}, (ground, inner, frame)), width, height


def _page(drawing: Drawing) -> tuple[float, float]:
    """Width and height of the page in layout units."""
    wide = max(drawing.width / drawing.scale, LEGEND_WIDTH) + 2 * SIDE
    tall = HEAD + drawing.height / drawing.scale + LEGEND + NOTE
    if not drawing.proportion:
        return wide, tall
    return max(wide, tall * drawing.proportion), max(tall, wide / drawing.proportion)


def _texts(drawing: Drawing, note: str, wide: float, tall: float) -> list[Node]:
    below = HEAD + drawing.height / drawing.scale
    title = shorten(drawing.title, HEADING_FONT, wide - 2 * SIDE)
    texts = [_text("heading", SIDE, BASELINE, title), *_legend(below + LEGEND / 2)]
    if note:
        texts.append(_text("caption", SIDE, tall - FOOT, shorten(note, FONT, wide - 2 * SIDE)))
    return texts


def _legend(middle: float, lines: Sequence[tuple[str, str]] = LINES) -> Iterator[Node]:
    """State boxes, corners and lines from left to right."""
    x = SIDE
    for state, title in STATE_TITLES.items():
        yield ("g", {"class": state}, (_swatch("box", x, middle),))
        x += SWATCH[0] + 6
        yield _text("caption", x, middle + 4, title)
        x += measure(title, FONT) + STEP
    for kind, char, title in CORNERS:
        yield from _corner(kind, char, x, middle)
        x += SWATCH[1] + 6
        yield _text("caption", x, middle + 4, title)
        x += measure(title, FONT) + STEP
    for classes, title in lines:
        yield ("path", {"class": classes, "d": f"M{number(x)} {number(middle)}h{SWATCH[0]}"}, ())
        x += SWATCH[0] + 6
        yield _text("caption", x, middle + 4, title)
        x += measure(title, FONT) + STEP


def legend_nodes(middle: float, *, lines: bool = True) -> tuple[tuple[Node, ...], float]:
    """The legend for a sheet of another frame, and its width; `middle` is its middle line."""
    nodes = tuple(_legend(middle, LINES if lines else ()))
    ends = (
        float(node[1]["x"]) + measure(str(node[2]), FONT) for node in nodes if node[0] == "text"
    )
    return nodes, max(ends) + SIDE


def _swatch(kind: str, x: float, middle: float) -> Node:
    wide, tall = SWATCH
    place = {"x": number(x), "y": number(middle - tall / 2), "width": wide, "height": tall}
    return ("rect", {"class": kind, **place, "rx": 3}, ())


def _corner(kind: str, char: str, x: float, middle: float) -> tuple[Node, Node]:
    tall = SWATCH[1]
    place = {"x": number(x), "y": number(middle - tall / 2), "width": tall, "height": tall}
    return (
        ("rect", {"class": f"corner {kind}".strip(), **place, "rx": 3}, ()),
        _text(f"corner-text {kind}".strip(), x + tall / 2, middle + 4.5, char),
    )


def _text(kind: str, x: float, y: float, text: str) -> Node:
    return ("text", {"class": kind, "x": number(x), "y": number(y)}, text)
