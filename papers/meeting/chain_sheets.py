"""A chain on the meeting's sheets: its figure with a legend, then what comes first and why."""

from collections.abc import Iterator, Sequence

from briefings.meeting.content import ChainPart, Figures, ListedLink, Meeting
from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS, PRESENCES, SIGNS
from drawing.shapes.colours import ACCENT
from drawing.shapes.lettering import measure
from papers.meeting.closing import decision_text, responsible
from papers.meeting.flowing import SheetEntry, entry, flow, flowing_sheets, quiet_run
from papers.meeting.opening import DASHED, FILLS
from papers.meeting.sheet import (
    FOOT,
    HEADING,
    QUIET,
    SIDE,
    TYPE,
    WIDTH,
    Block,
    Graph,
    MeetingSheet,
    Panel,
    SheetArea,
    TextRun,
    Words,
    titled,
)

STRIP, FIGURE, LEGEND = 80.0, 130.0, FOOT - 50.0
CELL = 40.0
OLD = "格子没有底色：近三年没有新证据"
LINES = (("必需", 5.0), ("常用", 2.0))


def chain_sheets(meeting: Meeting, part: ChainPart) -> Iterator[MeetingSheet]:
    """Yield the figure, and the lists if there is anything to list."""
    blocks: list[Block] = [
        titled(part.headline),
        *_strip(part.figures),
        Graph(SheetArea(SIDE, FIGURE, WIDTH - 2 * SIDE, LEGEND - FIGURE - 6), part.drawing),
        *_legend(),
    ]
    notes = _notes(meeting, part)
    yield MeetingSheet(part.id, part.headline, tuple(blocks), notes)
    title = f"{part.name}：先办什么，为什么"
    yield from flowing_sheets(f"{part.id}-first", title, flow(_lists(part)), notes)


def _strip(figures: Figures) -> Iterator[Words]:
    """Figures in one line below the title, evenly apart."""
    step = (WIDTH - 2 * SIDE) / max(len(figures), 1)
    for at, (word, value) in enumerate(figures):
        pieces = (TextRun(f"{word} ", ink=QUIET), TextRun(value, bold=True, ink=ACCENT))
        yield Words(SheetArea(SIDE + at * step, STRIP, step, 46), (pieces,), HEADING)


def _legend() -> Iterator[Block]:
    """The signs of the boxes and the lines, each beside its word, in one row."""
    x = float(SIDE)
    for presence, word in PRESENCES.items():
        fill, border, ink = FILLS[presence]
        sign = SheetArea(x, LEGEND, CELL, 42)
        yield Panel(sign, fill, border, SIGNS[presence], ink, presence in DASHED)
        x += CELL + 6
        yield _word(word, x)
        x += measure(word, TYPE) + 24
    yield Panel(SheetArea(x, LEGEND, CELL, 42), ACCENT, ACCENT, "招", "#ffffff")
    x += CELL + 6
    yield _word(FLAGS[Flag.WANTED], x)
    x += measure(FLAGS[Flag.WANTED], TYPE) + 24
    for word, thick in LINES:
        yield Panel(SheetArea(x, LEGEND + 21 - thick / 2, 46, thick), "#63778b", "#63778b")
        x += 52
        yield _word(word, x)
        x += measure(word, TYPE) + 24
    yield _word(OLD, x)


def _word(text: str, x: float) -> Words:
    return Words(SheetArea(x, LEGEND, measure(text, TYPE) + 4, 42), ((TextRun(text),),))


def _lists(part: ChainPart) -> Iterator[tuple[str, Sequence[SheetEntry]]]:
    yield "先补", [_point(point) for point in part.first]
    yield "先核实", [_point(point) for point in part.checks]
    yield (
        "请会议支持",
        [
            entry(TextRun(f"{n}. {d.decision.text}", bold=True), quiet_run(responsible(d)))
            for n, d in enumerate(part.asks, start=1)
        ],
    )


def _point(point: ListedLink) -> SheetEntry:
    return entry(TextRun(f"{point.name}（{point.note}）", bold=True), TextRun(point.why))


def _notes(meeting: Meeting, part: ChainPart) -> tuple[str, ...]:
    figures = "，".join(f"{word} {value}" for word, value in part.figures)
    lines = [f"{part.name}：{figures}。数据版本 {meeting.version}。"]
    for title, points in (("先补", part.first), ("先核实", part.checks)):
        lines += [f"【{title}】{p.name}：{p.note}。{p.says} 来源：{p.source}" for p in points]
    lines += [f"【请会议支持】{decision_text(d)}" for d in part.asks]
    return tuple(lines)
