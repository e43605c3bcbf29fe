"""How tall a part of a paper becomes, reckoned without setting it.

It decides how much a part may tell at all; the size of its letters is measured by the typesetter
(`papers.renderers.typeset`), unless that has no Chinese font. With exact line heights the
number of lines decides, and that is on the safe side of every font (`drawing.shapes.lettering`).
"""

import math

from drawing.shapes.lettering import measure
from papers.renderers.blocks import (
    Block,
    Bullets,
    EmptyLines,
    Facts,
    Form,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    Picture,
    QrCode,
    Runs,
    Table,
    TextBlock,
)

SIZES = (10.5, 10.0, 9.5, 9.0)
LARGE_SIZES = (12.5, 12.0, 11.5, 11.0)  # tried before those
QR = 105.0  # points that a square code takes with its address
USUAL = SIZES[0]
SMALLEST = SIZES[-1]  # of anything on paper, notes and feet included
TOO_LONG = SMALLEST  # a part that does not fit one page even so is set in this size
PAGE = 714.0  # points between the margins, less what is kept as reserve
WIDTH = 481.0
SPACING = 1.36  # of a line, in letter sizes
LOOSE = 0.95  # measured: letters are narrower than `measure` says, so fewer lines break
TITLE = 17.0  # size of the title of a part
GAP = 4.0  # after a paragraph
CELL_SIDES, CELL_ENDS = 10.8, 3.0
INDENT = 18.0
HEADING, HEADING_SPACE = 1.15, 9.0  # size of a heading in letter sizes; space around it
NOTE = 0.86  # size of source notes, in letter sizes
WRITING_LINE = 20.0  # points of a line to write on
OFFICIAL_SIZE = 16.0  # 三号, of a public document that flows over its pages
OFFICIAL_SPACING = 28.95 / OFFICIAL_SIZE  # 22 lines on a page of 225 mm
CONTENTS_LINE = 22.0  # points of a line of the contents
ON_COVER = 12  # lines of contents that stand on the cover


def is_flowing(paper: Paper) -> bool:
    """Tell whether a paper is set as the running text of a public document.

    One with sheets to fill in keeps their room; it takes only fonts and page numbers of that form.
    """
    return paper.form.is_official and not any(part.one_page for part in paper.parts)


def usual_size(paper: Paper) -> float:
    """Return the size of letters where nothing forces smaller ones."""
    return OFFICIAL_SIZE if is_flowing(paper) else USUAL


def contents_apart(paper: Paper) -> bool:
    """Tell whether the contents begin a page of their own."""
    lines = sum(not part.continues for part in paper.parts)
    return paper.cover is not None and lines > ON_COVER


def note_size(size: float) -> float:
    """Return the size of notes and remarks beside letters of `size`."""
    return max(SMALLEST, NOTE * size)


def writing_rows(part: Part) -> int:
    """Count the rows of `part` that somebody writes into, which share the room it has to spare."""
    return sum(_writing_rows(block) for block in part.blocks)


def _writing_rows(block: Block) -> int:
    match block:
        case Form(rows):
            return len(rows)
        case EmptyLines(count):
            return count
        case _:
            return 0


def sizes_of(part: Part) -> tuple[float, ...]:
    """Return the letter sizes that are tried for a part, the largest first."""
    return (*LARGE_SIZES, *SIZES) if part.large else SIZES


def size_of(part: Part) -> float:
    """Return the largest letter size at which `part` stands on one page."""
    fitting = (size for size in sizes_of(part) if height(part, size) <= PAGE)
    return next(fitting, TOO_LONG)


def fits(part: Part) -> bool:
    """Tell whether `part` stands on one page, if only in the smallest letters."""
    return height(part, SIZES[-1]) <= PAGE


def height(part: Part, size: float) -> float:
    """Return how many points `part` takes, its title included."""
    longer = _text_lines(part.title, TITLE, WIDTH) - 1  # a long name takes several lines
    title = 33.0 + longer * TITLE * SPACING + (size * SPACING + GAP if part.subtitle else 0)
    return title + LOOSE * sum(_tall(block, size) for block in part.blocks)


def _tall(block: Block, size: float) -> float:
    match block:
        case QrCode():
            return QR
        case Picture():
            return block.height + GAP
        case _:
            return _block(block, size)


def _block(block: TextBlock, size: float) -> float:  # noqa: C901, PLR0911  (one case a kind)
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
        case Form():
            return _form(block, size) + GAP
        case EmptyLines(count):
            return count * WRITING_LINE + GAP
        case Notes(items):
            small = note_size(size)
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


def _form(form: Form, size: float) -> float:
    whole = sum(form.widths)
    widths = [share / whole * WIDTH - CELL_SIDES for share in form.widths]
    heading = size * SPACING + CELL_ENDS if form.headings else 0.0
    rows = (
        max(
            _lines(runs, size, width) if runs is not None else 1
            for runs, width in zip(row, widths, strict=True)
        )
        for row in form.rows
    )
    return heading + sum(max(form.height, lines * size * SPACING + CELL_ENDS) for lines in rows)


def _lines(runs: Runs, size: float, width: float) -> int:
    cited = sum(len(run.cites) for run in runs) * 1.2 * size
    return max(1, math.ceil((measure("".join(run.text for run in runs), size) + cited) / width))


def _text_lines(text: str, size: float, width: float) -> int:
    return max(1, math.ceil(measure(text, size) / width))
