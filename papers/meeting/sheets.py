"""Put the meeting on sheets: the opening, one per chain, what changed, what is to decide."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from briefings.meeting.content import ASKS, ChainPart, Figures, ListedLink, Meeting
from drawing.shapes.colours import ACCENT
from drawing.shapes.lettering import measure
from papers.meeting.closing import changes_sheet, decision_text, decisions_sheet
from papers.meeting.opening import opening_sheet
from papers.meeting.sheet import (
    HEADING,
    QUIET,
    SIDE,
    TYPE,
    WIDTH,
    Block,
    Graph,
    MeetingSheet,
    SheetArea,
    TextRun,
    Words,
    labelled,
    quiet,
    stacked,
    titled,
    wrapped,
)

T = TypeVar("T")
ROWS, DECIDED = 16, 7


def meeting_sheets(meeting: Meeting) -> tuple[MeetingSheet, ...]:
    """Return all sheets in the order shown; the first page of each kind has a plain id."""
    opening = [
        opening_sheet(meeting, rows, _paged("overview", at))
        for at, rows in enumerate(_pages(meeting.rows, ROWS))
    ]
    decided = _pages(meeting.decisions, DECIDED)
    decisions = [
        decisions_sheet(meeting, part, at * DECIDED, _paged("decisions", at))
        for at, part in enumerate(decided)
    ]
    chains = (_chain(meeting, part) for part in meeting.chains)
    return (*opening, *chains, changes_sheet(meeting), *decisions)


def _pages(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return `items` in portions of `size`; one empty portion if there are none."""
    return [items[at : at + size] for at in range(0, max(len(items), 1), size)]


def _paged(name: str, at: int) -> str:
    return f"{name}-{at + 1}" if at else name


def _chain(meeting: Meeting, part: ChainPart) -> MeetingSheet:
    blocks: list[Block] = [
        titled(part.name, 400),
        *_strip(part.figures),
        Graph(SheetArea(SIDE, 80, WIDTH - 2 * SIDE, 715), part.drawing),
        _column("先补", _points(part.first, 750) or [quiet("无缺口和补链方向")], 20, 750),
        _column("先核实", _points(part.checks, 660) or [quiet("都有证据")], 790, 660),
        _column("请会议支持", list(_asks(part, 420)) or [quiet("未提出")], 1480, 420),
    ]
    return MeetingSheet(part.id, part.name, tuple(blocks), _chain_notes(meeting, part))


def _strip(figures: Figures) -> Iterator[Words]:
    """Figures in one line beside the title, evenly apart, the last one at the right edge."""
    wide = [measure(f"{word} {value}", HEADING) + 2 for word, value in figures]
    gap = (WIDTH - SIDE - 430 - sum(wide)) / max(len(figures), 1)
    x = 430.0
    for (word, value), room in zip(figures, wide, strict=True):
        pieces = (TextRun(f"{word} ", ink=QUIET), TextRun(value, bold=True, ink=ACCENT))
        yield Words(SheetArea(x, 20, gap + room, 52), (pieces,), HEADING, "right")
        x += gap + room


def _column(heading: str, lines: list[tuple[TextRun, ...]], x: float, width: float) -> Words:
    title = (TextRun(heading, bold=True, ink=ACCENT),)
    return stacked([title, *lines], SheetArea(x, 802, width, 4 * 1.45 * TYPE + 50))


def _points(points: Sequence[ListedLink], width: float) -> list[tuple[TextRun, ...]]:
    return [labelled(point.name, point.note, width) for point in points]


def _asks(part: ChainPart, width: float) -> Iterator[tuple[TextRun, ...]]:
    """Each ask with its unit behind; one that stands alone may take all four lines."""
    shown = part.asks_shown
    most = ASKS // max(len(part.asks), 1)
    for stored in shown:
        text, unit = stored.decision.text, stored.decision.unit
        if most > 1:
            said = f"{text}（{unit}）" if unit else text
            yield from ((TextRun(row, bold=True),) for row in wrapped(said, width - TYPE, most))
        else:
            yield labelled(text, unit, width)
    rest = len(part.asks) - len(shown)
    if rest:
        yield quiet(f"另有 {rest} 条，列在最后“请会议决定”")


def _chain_notes(meeting: Meeting, part: ChainPart) -> tuple[str, ...]:
    figures = "，".join(f"{word} {value}" for word, value in part.figures)
    lines = [f"{part.name}：{figures}。数据版本 {meeting.version}。"]
    for title, points in (("先补", part.first), ("先核实", part.checks)):
        lines += [f"【{title}】{p.name}：{p.note}。{p.says} 来源：{p.source}" for p in points]
    lines += [f"【请会议支持】{decision_text(d)}" for d in part.asks]
    return tuple(lines)
