"""A chain on the wall: the graph large, its lists on the right, who is here below it."""

from collections.abc import Iterator
from dataclasses import replace

from briefings.wallmaps.model import ChainBody
from drawing.chain.from_assessment import chain_drawing
from drawing.shapes.frame import legend_nodes
from drawing.shapes.model import Drawing, Geometry, Node
from papers.wallmaps.sheets.flow import ListArea, height_of, set_lists
from papers.wallmaps.sheets.ink import moved, rect

WALL = Geometry(width=1128, height=640, scale=1, columns=7, widest_gap=64)
LISTS = 312.0
SPACE = 16.0
LEGEND = 26.0
FACTS_SIZE = 7.4
FACTS_SHARE = 0.34  # of the height, at most
LARGEST_SCALE = 1.0


def chain_nodes(body: ChainBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`."""
    left = area.width - LISTS - SPACE
    facts = ListArea(area.x, area.y, left, area.height * FACTS_SHARE, 3)
    needed = min(height_of(body.facts, facts, FACTS_SIZE) + 2, facts.height)
    room = ListArea(area.x, area.y, left, area.height - needed - LEGEND - SPACE)
    tall = WALL.width * room.height / room.width
    drawing = chain_drawing(body.assessment, replace(WALL, height=tall))
    graph, bottom = _graph(drawing, room)
    top = bottom + LEGEND + SPACE / 2
    below = ListArea(area.x, top, left, area.y + area.height - top, 3)
    lists = ListArea(area.x + left + SPACE, area.y, LISTS, area.height)
    return [
        *graph,
        *set_lists(body.facts, below, largest=9.0),
        rect(lists.x - SPACE / 2, area.y, 0.6, area.height, fill="#c5ced8"),
        *set_lists(body.lists, lists),
    ]


def _graph(drawing: Drawing, room: ListArea) -> tuple[list[Node], float]:
    """The graph as large as `room` allows, the legend under it; where the legend begins."""
    scale = min(room.width / drawing.width, room.height / drawing.height, LARGEST_SCALE)
    children = drawing.tree[2]
    nodes = () if isinstance(children, str) else children
    x = room.x + (room.width - scale * drawing.width) / 2
    bottom = room.y + scale * drawing.height
    return [moved(nodes, x, room.y, scale), *_legend(room, bottom)], bottom


def _legend(room: ListArea, bottom: float) -> Iterator[Node]:
    nodes, width = legend_nodes(LEGEND / 2)
    yield moved(nodes, room.x, bottom, min(room.width / width, 0.8))
