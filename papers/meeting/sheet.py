"""A sheet of the meeting: 1920 x 1080 units, a unit being a pixel of a full-size screen.

The screen and the deck draw the same blocks in the same places; every text is only ever text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from drawing.shapes.lettering import shorten, widest
from drawing.shapes.model import Drawing

WIDTH, HEIGHT = 1920, 1080
SIDE = 20
TYPE = 28  # the smallest letters outside the graph
TITLE, HEADING = 46, 30
CLOSING = frozenset("，。、；：！？）》」』”’,.;:!?)")
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
    """Rows of equal height; `aligns` and `widths` per column, the first row is the heading."""

    area: SheetArea
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]

    @property
    def row_height(self) -> float:
        """Height of one row."""
        return self.area.height / len(self.rows)


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


def titled(text: str, width: float = WIDTH - 2 * SIDE) -> Words:
    """Return the title of a sheet."""
    return Words(SheetArea(SIDE, 10, width, 68), (line(text, width, size=TITLE, bold=True),), TITLE)


def quiet(text: str) -> tuple[TextRun, ...]:
    """Return a line that says there is nothing to list."""
    return (TextRun(text, ink=QUIET),)


def labelled(name: str, note: str, width: float, size: float = TYPE) -> tuple[TextRun, ...]:
    """Return a name with a quiet note behind it; the name is cut, the note never is."""
    behind = f"  {note}" if note else ""
    room = width - widest(name + behind, size) + widest(name, size)
    return TextRun(shorten(name, size, room, widest), bold=True), TextRun(behind, ink=QUIET)


def wrapped(text: str, width: float, most: int, size: float = TYPE) -> list[str]:
    """Break `text` into at most `most` lines; the last one ends with … if there is more."""
    lines = [""]
    for char in text:
        if widest(lines[-1] + char, size) > width and lines[-1]:
            # A closing mark never begins a line: it takes the letter before it along.
            along = lines[-1][-1] if char in CLOSING and len(lines[-1]) > 1 else ""
            lines[-1] = lines[-1].removesuffix(along) if along else lines[-1]
            lines.append(along)
        lines[-1] += char
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten("".join(lines[most - 1 :]), size, width, widest)]


def stacked(lines: Iterable[tuple[TextRun, ...]], area: SheetArea, size: float = TYPE) -> Words:
    """Return as many of `lines` as the area holds."""
    fitting = int(area.height / (LINE * size) + 0.01)
    return Words(area, tuple(lines)[:fitting], size)
