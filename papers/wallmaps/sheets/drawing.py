"""From a wall map's content to the text of one SVG; the sheet is an A3 lying, in points."""

from briefings.wallmaps.model import (
    Body,
    ChainBody,
    CountiesBody,
    DesksBody,
    ListsBody,
    OverviewBody,
    PlotsBody,
    WallMap,
)
from drawing.chain.drawing import HATCH
from drawing.shapes.model import Node
from drawing.shapes.svg import CSS, node_text
from papers.wallmaps.sheets.chain import chain_nodes
from papers.wallmaps.sheets.counties import counties_nodes
from papers.wallmaps.sheets.desks import desks_nodes
from papers.wallmaps.sheets.flow import ListArea
from papers.wallmaps.sheets.frame import body_area, framed
from papers.wallmaps.sheets.ink import HEIGHT, WIDTH
from papers.wallmaps.sheets.lists import lists_nodes
from papers.wallmaps.sheets.overview import overview_nodes
from papers.wallmaps.sheets.plots import plots_nodes

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
CLASSES = ("title", "note", "name", "status", "corner-text", "caption", "heading")
EVERY_TEXT = ",".join(("text", *(f"text.{name}" for name in CLASSES)))


def sheet_svg(sheet: WallMap, fonts: str = FONTS) -> str:
    """Draw the sheet; every name in it is text and nothing else."""
    return node_text(sheet_tree(sheet, fonts))


def sheet_tree(sheet: WallMap, fonts: str = FONTS) -> Node:
    """The tree of a sheet, with its style and the hatching of planned links."""
    style: Node = ("style", {}, f"{CSS}\n{EVERY_TEXT}{{font-family:{fonts}}}")
    return (
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": WIDTH,
            "height": HEIGHT,
            "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}",
            "role": "img",
        },
        (style, HATCH, *framed(sheet, _body(sheet.body, body_area(sheet)))),
    )


def _body(body: Body, area: ListArea) -> list[Node]:
    match body:
        case ChainBody():
            return chain_nodes(body, area)
        case OverviewBody():
            return overview_nodes(body, area)
        case ListsBody():
            return lists_nodes(body, area)
        case CountiesBody():
            return counties_nodes(body, area)
        case PlotsBody():
            return plots_nodes(body, area)
        case DesksBody():
            return desks_nodes(body, area)
