"""All chains on one sheet: a row of small boxes per chain, a box per link."""

from collections.abc import Iterator, Sequence

from briefings.wallmaps.model import ChainRow, Item, LinkCell, OverviewBody
from drawing.shapes.colours import ACCENT
from drawing.shapes.frame import legend_nodes
from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea
from papers.wallmaps.sheets.ink import (
    INK,
    MUTED,
    PALE,
    SMALLEST,
    corner_mark,
    letters,
    moved,
    rect,
)
from papers.wallmaps.sheets.wrapping import width_of, wrap

NAME, FIRST = 104.0, 152.0  # widths beside the boxes
STAGE_GAP, CELL_GAP = 5.0, 1.6
LEGEND = 26.0
TITLE = 8.6  # height of the stage's title over its boxes
LINE = 1.15  # of a line in a box, in letters
SIZES = (8.6, 8.2, 7.8, 7.4, 7.0, 6.6, 6.3)
BADGE = 8.1
WIDEST = 44.0
# Borders of figure.css in the size of a small box; the style of an element goes before the sheet's.
BORDERS = {
    "weak": "stroke-width:1.1px",
    "missing": "stroke-width:1.3px;stroke-dasharray:3 1.8",
    "unknown": "stroke-width:0.7px;stroke-dasharray:0.8 1.5",
}
INKS = {"strong": "#ffffff", "missing": "#96271b", "unknown": "#4f5a65"}


def overview_nodes(body: OverviewBody, area: ListArea) -> list[Node]:
    """Draw the body into `area`: the rows share its height."""
    tall = (area.height - LEGEND) / max(len(body.rows), 1)
    nodes: list[Node] = []
    for at, row in enumerate(body.rows):
        top = area.y + at * tall
        if at % 2 == 0:
            nodes.append(rect(area.x - 6, top, area.width + 12, tall, fill=PALE))
        nodes.extend(_row(row, ListArea(area.x, top, area.width, tall)))
    legend, width = legend_nodes(LEGEND / 2, lines=False)
    scale = min((area.width - 20) / width, 0.8)
    return [*nodes, moved(legend, area.x, area.y + area.height - LEGEND * 0.8, scale)]


def _row(row: ChainRow, area: ListArea) -> Iterator[Node]:
    lines = wrap(row.name, 11, NAME - 8)[:2]
    y = area.y + area.height / 2 - (len(lines) - 1) * 6.5 - 1
    for at, line in enumerate(lines):
        yield letters(area.x, y + 13 * at, line, 11, bold=True, fill=ACCENT)
    said = " ".join(f"{word} {count}" for word, count in row.counts)
    yield letters(area.x, y + 13 * (len(lines) - 1) + 11, said, 6.4, fill=MUTED)
    yield from _cells(row, ListArea(area.x + NAME, area.y, area.width - NAME - FIRST, area.height))
    x = area.x + area.width - FIRST + 10
    for at, item in enumerate(row.first):
        yield from _first(item, x, area.y + area.height / 2 - 4 + 15 * at)


def _first(item: Item, x: float, y: float) -> Iterator[Node]:
    """先补, 先核实: the word, the mark, the name in one or two lines beside it."""
    yield letters(x, y, item.body, 6.6, fill=MUTED)
    beside = x + 24
    if item.mark:
        yield from corner_mark(item.mark, beside, y, 7)
    room = FIRST - 10 - 24 - 12
    size = max(SMALLEST, min(7.4, 7.4 * room / max(width_of(item.head, 7.4), 1)))
    yield letters(beside + 12, y, item.head, size, bold=True, fill=INK)


def _cells(row: ChainRow, area: ListArea) -> Iterator[Node]:
    count = sum(len(cells) for _, cells in row.stages)
    room = area.width - STAGE_GAP * (len(row.stages) - 1)
    step = min(room / max(count, 1), WIDEST)
    x = area.x
    tall = area.height - TITLE - 2
    size = _largest([cell for _, cells in row.stages for cell in cells], step - CELL_GAP, tall)
    for title, cells in row.stages:
        yield letters(x, area.y + 7.2, title, SMALLEST, fill=MUTED)
        for cell in cells:
            yield from _cell(cell, ListArea(x, area.y + TITLE, step - CELL_GAP, tall), size)
            x += step
        x += STAGE_GAP


def _largest(cells: Sequence[LinkCell], wide: float, tall: float) -> float:
    """The largest letters in which every name fits into a box of that size."""
    fitting = (
        size
        for size in SIZES
        if all(len(_lines(cell, wide, size)) <= _most(tall, size) for cell in cells)
    )
    return next(fitting, SMALLEST)


def _lines(cell: LinkCell, wide: float, size: float) -> Sequence[str]:
    """The name of a link in lines, the first one leaving room for the corner."""
    inner = wide - 2.4
    return wrap(cell.name, size, inner, inner - (BADGE if cell.corner else 0.0))


def _most(tall: float, size: float) -> int:
    return int((tall - 2) / (LINE * size))


def _cell(cell: LinkCell, box: ListArea, size: float) -> Iterator[Node]:
    """A link: its state by ground and border, its corner, its name in up to four lines."""
    frame = rect(box.x, box.y, box.width, box.height, fill="#ffffff", rx=1.5)
    look = {"class": "box", "style": BORDERS.get(cell.state, "stroke-width:0.8px")}
    yield ("g", {"class": cell.state}, ((frame[0], {**frame[1], **look}, ()),))
    lines = _lines(cell, box.width, size)[: _most(box.height, size)]
    ink = INKS.get(cell.state, INK)
    top = box.y + 2 if cell.corner else box.y + (box.height - LINE * size * len(lines)) / 2
    for at, line in enumerate(lines):
        if line:
            yield letters(box.x + 1.3, top + LINE * size * (at + 0.82), line, size, fill=ink)
    if cell.corner:
        yield from corner_mark(cell.corner, box.x + box.width - 8.3, box.y + 6.6, SMALLEST)
