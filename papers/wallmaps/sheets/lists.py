"""A sheet of lists: the ranked ones in a broad column, then the others in narrow ones."""

from dataclasses import replace

from briefings.wallmaps.model import ListsBody
from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea, set_lists
from papers.wallmaps.sheets.ink import LINE, rect

FIRST, SPACE = 330.0, 22.0


def lists_nodes(body: ListsBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`."""
    if not body.first:
        return set_lists(body.lists, replace(area, columns=body.columns))
    left = ListArea(area.x, area.y, FIRST, area.height)
    x = area.x + FIRST + SPACE
    right = ListArea(x, area.y, area.x + area.width - x, area.height, body.columns)
    return [
        *set_lists(body.first, left),
        rect(x - SPACE / 2, area.y, 0.6, area.height, fill=LINE),
        *set_lists(body.lists, right, largest=9.6),
    ]
