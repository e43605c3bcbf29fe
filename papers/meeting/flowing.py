"""Long lists on sheets: what does not fit on one goes on to the next, and nothing is cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drawing.shapes.colours import ACCENT
from papers.meeting.sheet import (
    FOOT,
    LINE,
    QUIET,
    SIDE,
    TYPE,
    WIDTH,
    MeetingSheet,
    SheetArea,
    TextRun,
    Words,
    titled,
    wrapped,
)

TOP = 92.0
ROOM = SheetArea(SIDE, TOP, WIDTH - 2 * SIDE, FOOT - TOP - 10)
MOST = int(ROOM.height / (LINE * TYPE))  # lines of a sheet
INDENT = "　"
TextLine = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """一条: lines that stay together."""

    lines: tuple[TextLine, ...]


def entry(*texts: TextRun) -> SheetEntry:
    """Return one entry: each text begins a line; all but the first stand a letter further in."""
    lines: list[TextLine] = []
    for at, run in enumerate(texts):
        lead = INDENT if at else ""
        broken = wrapped(run.text, ROOM.width - len(lead) * TYPE)
        lines += [(TextRun(lead + text, run.bold, run.ink),) for text in broken]
    return SheetEntry(tuple(lines))


def heading(text: str) -> TextLine:
    """Return the line above a list."""
    return (TextRun(text, bold=True, ink=ACCENT),)


def quiet_run(text: str) -> TextRun:
    """Return text that stands behind what is said first."""
    return TextRun(text, ink=QUIET)


def flow(lists: Iterable[tuple[str, Sequence[SheetEntry]]]) -> list[Words]:
    """Put lists below each other, each under its heading, on as many sheets as they take.

    A heading stands again on the sheet where its list goes on.
    """
    pages: list[list[TextLine]] = [[]]
    for title, entries in lists:
        for at, lines in enumerate(_portions(entries)):
            page = pages[-1]
            begins = at == 0
            space = int(begins and bool(page))
            if len(page) + space + begins + len(lines) > MOST and page:
                page = []
                pages.append(page)
                space, begins = 0, True
            page += [()] * space
            page += [heading(title if at == 0 else f"{title}（续）")] * begins
            page += lines
    return [Words(ROOM, tuple(page)) for page in pages if page]


def _portions(entries: Iterable[SheetEntry]) -> Iterator[tuple[TextLine, ...]]:
    """Yield the lines of each entry; only one longer than a sheet is parted."""
    for one in entries:
        for at in range(0, len(one.lines), MOST - 1):
            yield one.lines[at : at + MOST - 1]


def flowing_sheets(
    name: str, title: str, bodies: Sequence[Words], notes: Sequence[str]
) -> Iterator[MeetingSheet]:
    """Yield a sheet for each body; only the first has a plain id, and all have the notes."""
    for at, body in enumerate(bodies):
        said = f"{title}（{at + 1}）" if len(bodies) > 1 else title
        yield MeetingSheet(paged(name, at), said, (titled(said), body), tuple(notes))


def paged(name: str, at: int) -> str:
    """Return the id of the sheet at place `at` of its kind; the first has a plain one."""
    return f"{name}-{at + 1}" if at else name
