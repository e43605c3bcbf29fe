"""How tall a part of a paper becomes in Word, reckoned before it is written.

Word lays a document out only when it is opened. With exact line heights the number of lines
decides, and that is on the safe side of every Chinese font (`drawing.shapes.lettering`).
"""

import math

from drawing.shapes.lettering import measure
from papers.renderers.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notes,
    Paragraph,
    Part,
    QrCode,
    Runs,
    Table,
    TextBlock,
)

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
LARGE_SIZES = (12.5, 12.0, 11.5, 11.0, 10.5)
QR = 105.0  # points that a square code takes with its address
TOO_LONG = 9.0  # a part that does not fit one page at the smallest size is set in this one
PAGE = 722.0  # points between the margins, less what is kept as reserve
WIDTH = 481.0
SPACING = 1.36  # of a line, in letter sizes
LOOSE = 0.95  # measured: letters are narrower than `measure` says, so fewer lines break
GAP = 4.0  # after a paragraph
CELL_SIDES, CELL_ENDS = 10.8, 3.0
INDENT = 18.0
HEADING, HEADING_SPACE = 1.15, 9.0  # size of a heading in letter sizes; space around it
NOTE = 0.85  # size of source notes, in letter sizes


def size_of(part: Part) -> float:
    """Return the largest letter size at which `part` stands on one page."""
    sizes = (*LARGE_SIZES, *SIZES) if part.large else SIZES
    fitting = (size for size in sizes if height(part, size) <= PAGE)
    return next(fitting, TOO_LONG)


def fits(part: Part) -> bool:
    """Tell whether `part` stands on one page, if only in the smallest letters."""
    return height(part, SIZES[-1]) <= PAGE


def height(part: Part, size: float) -> float:
    """Return how many points `part` takes, its title included."""
    title = 33.0 + (size * SPACING + GAP if part.subtitle else 0)
    return title + LOOSE * sum(_tall(block, size) for block in part.blocks)


def _tall(block: Block, size: float) -> float:
    return QR if isinstance(block, QrCode) else _block(block, size)


def _block(block: TextBlock, size: float) -> float:
    line = size * SPACING
    match block:
        case Heading():
            return HEADING * line + HEADING_SPACE
        case Paragraph(runs):
            return _lines(runs, size, WIDTH) * line + GAP
        case Bullets(items):
            return sum(_lines(item, size, WIDTH - INDENT) * line + 1 for item in items) + GAP
        case Facts(pairs, label):
            width = (1 - label) * WIDTH - CELL_SIDES
            return sum(_lines(runs, size, width) * line + CELL_ENDS for _, runs in pairs) + GAP
        case Table():
            return _table(block, size) + GAP
        case Notes(items):
            small = NOTE * size
            # Addresses break at few places only, so they leave lines half empty.
            lines = sum(_text_lines(item, 1.12 * small, WIDTH - INDENT) for item in items)
            return HEADING * line + HEADING_SPACE + lines * small * SPACING


def _table(table: Table, size: float) -> float:
    whole = sum(table.widths)
    widths = [share / whole * WIDTH - CELL_SIDES for share in table.widths]
    heading = max(
        _text_lines(text, size, width) for text, width in zip(table.headings, widths, strict=True)
    )
    rows = [
        max(_lines(runs, size, width) for runs, width in zip(row, widths, strict=True))
        for row in table.rows
    ]
    lines = heading + sum(rows)
    return lines * size * SPACING + (len(rows) + 1) * CELL_ENDS + (20 if table.caption else 0)


def _lines(runs: Runs, size: float, width: float) -> int:
    cited = sum(len(run.cites) for run in runs) * 1.2 * size
    return max(1, math.ceil((measure("".join(run.text for run in runs), size) + cited) / width))


def _text_lines(text: str, size: float, width: float) -> int:
    return max(1, math.ceil(measure(text, size) / width))
