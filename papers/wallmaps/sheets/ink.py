"""The marks a sheet is made of: text, boxes, lines, corner marks; sizes in points of A3."""

from collections.abc import Iterable, Mapping, Sequence

from drawing.shapes.colours import ACCENT
from drawing.shapes.model import Node

WIDTH, HEIGHT = 1190.55, 841.89  # A3 lying; A0 is the same, 2.83 times as large
SMALLEST = 6.0  # points on A3; on A0 that is 17
INK, MUTED, LINE, PALE = "#1a2733", "#52606d", "#c5ced8", "#f3f6fa"
# As in figure.css: lack red, thin brown, wanted blue, old sand, ask grey with a dark letter.
MARK_COLOURS = {
    "缺": ("#c0392b", "#ffffff"),
    "弱": ("#8a5a12", "#ffffff"),
    "招": (ACCENT, "#ffffff"),
    "旧": ("#f1e2c4", "#6b4a12"),
    "?": ("#e3e6ea", "#3d4a57"),
}


def letters(  # noqa: PLR0913  (what a text on paper has)
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    bold: bool = False,
    fill: str = INK,
    anchor: str = "start",
) -> Node:
    """A line of text with its baseline at `y`."""
    look: dict[str, str | float] = {
        "x": round(x, 2),
        "y": round(y, 2),
        "font-size": round(size, 2),
        "fill": fill,
    }
    if bold:
        look["font-weight"] = 700
    if anchor != "start":
        look["text-anchor"] = anchor
    return ("text", look, text)


def haloed(node: Node) -> Node:
    """A text on a map, with white around its letters so that no line runs through them."""
    white: Mapping[str, str | float] = {"stroke": "#ffffff", "stroke-width": 2.6}
    order = {"stroke-linejoin": "round", "paint-order": "stroke"}
    return (node[0], {**node[1], **white, **order}, node[2])


def rect(
    x: float, y: float, width: float, height: float, *, fill: str = "none", **look: str | float
) -> Node:
    """A box."""
    place: dict[str, str | float] = {
        "x": round(x, 2),
        "y": round(y, 2),
        "width": round(width, 2),
        "height": round(height, 2),
    }
    named = {name.replace("_", "-"): value for name, value in look.items()}
    return ("rect", {**place, "fill": fill, **named}, ())


def rule(x: float, y: float, to: float, *, colour: str = LINE, width: float = 0.6) -> Node:
    """A level line from `x` to `to`."""
    data = f"M{x:.2f} {y:.2f}H{to:.2f}"
    return ("path", {"d": data, "stroke": colour, "stroke-width": width, "fill": "none"}, ())


def corner_mark(mark: str, x: float, baseline: float, size: float) -> Sequence[Node]:
    """The mark of a link (缺 弱 招 ?) as a small square before a line of letters of `size`."""
    ground, ink = MARK_COLOURS[mark]
    letter = max(0.88 * size, SMALLEST)
    side = 1.34 * letter
    top = baseline - 0.36 * size - side / 2
    edge = "#7c8792" if mark in "旧？" else ground
    return (
        rect(x, top, side, side, fill=ground, rx=0.16 * size, stroke=edge, stroke_width=0.4),
        letters(
            x + side / 2,
            top + side / 2 + 0.37 * letter,
            mark,
            letter,
            bold=True,
            fill=ink,
            anchor="middle",
        ),
    )


def moved(nodes: Iterable[Node], x: float, y: float, scale: float = 1.0) -> Node:
    """`nodes` enlarged by `scale` and put with their origin at `x`, `y`."""
    shift = f"translate({round(x, 2)},{round(y, 2)})"
    turn = shift if scale == 1 else f"{shift} scale({round(scale, 5)})"
    return ("g", {"transform": turn}, tuple(nodes))
