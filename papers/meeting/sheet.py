"""A sheet of the meeting: 1920 x 1080 units, a unit being a pixel of a full-size screen.

The screen and the deck draw the same blocks in the same places; every text is only ever text.
"""

from dataclasses import dataclass

from drawing.shapes.lettering import shorten, widest
from drawing.shapes.model import Drawing

WIDTH, HEIGHT = 1920, 1080
SIDE = 20
TYPE = 28  # the smallest letters outside the graph
TITLE, HEADING = 46, 30
FOOT = 1034  # where the line with the data version begins
CLOSING = frozenset("，。、；：！？）》」』”’,.;:!?)")
SPARED = 0.95  # of the width of a line
LINE = 1.45  # height of a line of text, in letters

INK, QUIET, RULE, GROUND = "#1b2733", "#4a5865", "#d5dbe1", "#ffffff"


@dataclass(frozen=True, slots=True)
class SheetArea:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one look."""

    text: str
    bold: bool = False
    ink: str = INK


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text from the top of `area`; none is wider than the area."""

    area: SheetArea
    lines: tuple[tuple[TextRun, ...], ...]
    size: float = TYPE
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled box with one short text in its middle."""

    area: SheetArea
    fill: str
    line: str
    text: str = ""
    ink: str = INK
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable:
    """`aligns` and `widths` per column, the first row is the heading.

    Rows are of equal height unless `tall` gives that of each. A line feed is where a text breaks
    on the screen; a slide breaks it by itself.
    """

    area: SheetArea
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    tall: tuple[float, ...] = ()

    @property
    def heights(self) -> tuple[float, ...]:
        """Height of each row."""
        return self.tall or (self.area.height / len(self.rows),) * len(self.rows)


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing of a chain, centred in `area`."""

    area: SheetArea
    drawing: Drawing

    @property
    def place(self) -> tuple[float, float, float]:
        """Left, top and scale of the drawing on the sheet."""
        scale = min(
            1.0, self.area.width / self.drawing.width, self.area.height / self.drawing.height
        )
        left = self.area.x + (self.area.width - scale * self.drawing.width) / 2
        return left, self.area.y, scale


Block = Words | Panel | SheetTable | Graph


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """一屏: `id` stands in the address; `notes` are what the speaker reads, with the sources."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def line(text: str, width: float, *, size: float = TYPE, bold: bool = False) -> tuple[TextRun, ...]:
    """Return `text` as one line that fits into `width`."""
    return (TextRun(shorten(text, size, width, widest), bold),)


def titled(text: str) -> Words:
    """Return the title of a sheet, in smaller letters where it is long."""
    width = WIDTH - 2 * SIDE
    size = max(float(HEADING), min(float(TITLE), TITLE * width / max(widest(text, TITLE), 1.0)))
    return Words(SheetArea(SIDE, 10, width, 68), (line(text, width, size=size, bold=True),), size)


def quiet(text: str) -> tuple[TextRun, ...]:
    """Return a line that says there is nothing to list."""
    return (TextRun(text, ink=QUIET),)


def wrapped(text: str, width: float, size: float = TYPE) -> list[str]:
    """Break `text` into lines of `width`, as many as it takes.

    Something is kept in hand: where a deck is shown letters may be wider than those measured, and
    a line that breaks again leaves a single word on the next.
    """
    width *= SPARED
    lines = [""]
    for char in text:
        if widest(lines[-1] + char, size) > width and lines[-1]:
            # A closing mark never begins a line: it takes the letter before it along.
            along = lines[-1][-1] if char in CLOSING and len(lines[-1]) > 1 else ""
            lines[-1] = lines[-1].removesuffix(along) if along else lines[-1]
            lines.append(along)
        lines[-1] += char
    return lines
