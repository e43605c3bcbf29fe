"""Write a drawing as an SVG file, a picture or a page."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import vl_convert

from drawing.shapes.choice import choose
from drawing.shapes.colours import stylesheet
from drawing.shapes.frame import put_in_frame
from drawing.shapes.model import Drawing, Node

CSS = stylesheet(Path(__file__).parent / "figure.css")


def to_svg(
    drawing: Drawing, *, selected: str | None = None, note: str = "", framed: bool = True
) -> str:
    """The drawing as the text of a standalone SVG file, every name and note escaped.

    `selected` shows the flows of one link as on the screen. A framed file carries title,
    legend and `note` (source, data version) around the drawing; without frame `note` is left out.
    """
    tree, width, height = drawing.tree, drawing.width, drawing.height
    if selected is not None:
        tree = choose(tree, selected)
    if framed:
        tree, width, height = put_in_frame(drawing, tree, note)
    tag, attributes, children = tree
    size: Mapping[str, str | float] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": width,
        "height": height,
        **attributes,
    }
    style: Node = ("style", {}, CSS)
    return "".join(_write((tag, size, (style, *_nodes(children)))))


def node_text(node: Node) -> str:
    """A node and all below it as SVG text, every name and note escaped."""
    return "".join(_write(node))


def _nodes(children: tuple[Node, ...] | str) -> tuple[Node, ...]:
    return () if isinstance(children, str) else children


def _write(node: Node) -> Iterator[str]:
    tag, attributes, children = node
    written = "".join(f' {name}="{_clean(str(value))}"' for name, value in attributes.items())
    yield f"<{tag}{written}>"
    if isinstance(children, str):
        yield _clean(children)
    else:
        for child in children:
            yield from _write(child)
    yield f"</{tag}>"


def _clean(text: str) -> str:
    """`text` escaped, without the control characters XML cannot hold."""
    kept = "".join(char for char in text if char >= " " or char in "\t\n")
    return escape(kept.translate(NOT_XML), quote=True)


NOT_XML = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def to_png(svg: str, *, scale: float = 2.0) -> bytes:
    """The picture of an SVG text at `scale` pixels per unit."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def to_pdf(svg: str) -> bytes:
    """One page with vector lines and embedded fonts, of the size of the SVG text."""
    return bytes(vl_convert.svg_to_pdf(svg))
