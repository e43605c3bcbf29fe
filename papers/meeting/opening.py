"""The opening sheet of the meeting: the figures on top, a row per chain with its states."""

from collections.abc import Iterator, Sequence

from briefings.meeting.content import ChainSummary, Figures, Meeting
from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS, GAPS_COUNTED, PRESENCES
from chains.model import Presence
from drawing.shapes.lettering import measure, shorten, widest
from papers.meeting.sheet import (
    GROUND,
    QUIET,
    RULE,
    SIDE,
    TYPE,
    WIDTH,
    Block,
    MeetingSheet,
    Panel,
    SheetArea,
    SheetTable,
    TextRun,
    Words,
    line,
    titled,
)

VALUE, BAR = 44, 600.0
FILLS = {  # fill, border, letters: as in the graph
    Presence.STRONG: ("#1e6f4c", "#1e6f4c", "#ffffff"),
    Presence.PRESENT: ("#bfe0cc", "#2e7d4f", "#12331f"),
    Presence.WEAK: ("#f3c766", "#b7791f", "#3a2806"),
    Presence.PLANNED: ("#d3e0f2", "#2f5fa8", "#12294d"),
    Presence.PLANNED_STALE: ("#eef3fb", "#2f5fa8", "#12294d"),
    Presence.MISSING: ("#ffffff", "#c0392b", "#8e1f14"),
    Presence.UNKNOWN: ("#f1f2f3", "#7c8792", "#4a5561"),
}
DASHED = frozenset({Presence.MISSING, Presence.UNKNOWN, Presence.PLANNED_STALE})
HEADS = ("产业链", "", "缺口", "补链方向", "待核实", "目标企业", "先补")
WIDTHS = (280.0, BAR + 30, 100.0, 140.0, 120.0, 140.0, 470.0)
ALIGNS = ("left", "left", "right", "right", "right", "right", "left")


def opening_sheet(meeting: Meeting, rows: Sequence[ChainSummary], sheet_id: str) -> MeetingSheet:
    """Return the opening with as many rows as it has room for."""
    lack = f"（{meeting.lack}）" if meeting.lack else ""
    title = f"三明 {len(meeting.rows)} 条产业链：缺什么，先补什么{lack}{_counted_once(meeting)}"
    top = SheetArea(SIDE, 206, WIDTH - 2 * SIDE, 48.0 * (len(rows) + 1))
    cells = tuple(_cells(row) for row in rows)
    table = SheetTable(top, (HEADS, *cells), WIDTHS, ALIGNS)
    bars = [
        bar
        for at, row in enumerate(rows, start=1)
        for bar in _bar(row, top.y + at * table.heights[at], table.heights[at])
    ]
    blocks: list[Block] = [titled(title), *_boxes(meeting.figures), table, *_legend(top.y), *bars]
    notes = (
        f"数据版本 {meeting.version}。缺口只算来源或核实说薄弱、缺失的；未核实的另列，不算缺口。",
        "补链方向是来源点名要引进、延伸或加强的环节。",
        *(f"{row.name}：{_said(row)}" for row in rows),
        "来源：各链文件所列公开来源和台账的核实记录，逐链见后面各页备注。",
    )
    return MeetingSheet(sheet_id, title, tuple(blocks), notes)


def _counted_once(meeting: Meeting) -> str:
    """Say why the figures on top are less than the columns add up to, "" where they are not."""
    on_top = dict(meeting.figures)
    columns = ((Flag.GAP, GAPS_COUNTED), (Flag.WANTED, FLAGS[Flag.WANTED]))
    sums = {word: sum(row.flags[flag] for row in meeting.rows) for flag, word in columns}
    is_less = any(on_top.get(word, str(total)) != str(total) for word, total in sums.items())
    return "（合计里同一句话只算一次）" if is_less else ""


def _said(row: ChainSummary) -> str:
    states = "，".join(f"{word} {row.states[p]}" for p, word in PRESENCES.items())
    return f"{states}；缺口 {row.flags[Flag.GAP]}，补链方向 {row.flags[Flag.WANTED]}"


def _cells(row: ChainSummary) -> tuple[str, ...]:
    counts = (str(row.flags[flag]) for flag in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK))
    name, first = (
        shorten(text, TYPE, WIDTHS[at] - 20, widest)
        for text, at in ((row.name, 0), (row.first or "无", 6))
    )
    return (name, "", *counts, row.targets, first)


def _boxes(figures: Figures) -> Iterator[Block]:
    """Figures side by side, each a large number over its word."""
    step = (WIDTH - 2 * SIDE) / len(figures)
    for at, (word, value) in enumerate(figures):
        area = SheetArea(SIDE + at * step, 86, step - 12, 108)
        yield Panel(area, GROUND, RULE)
        inner = SheetArea(area.x + 16, area.y + 2, area.width - 32, 60)
        yield Words(inner, (line(value, inner.width, size=VALUE, bold=True),), VALUE)
        below = SheetArea(inner.x, area.y + 62, inner.width, 42)
        yield Words(below, ((TextRun(word, ink=QUIET),),))


def _legend(top: float) -> Iterator[Panel]:
    """The names of the states over the bars, each on its own colour."""
    x = SIDE + WIDTHS[0] + 10
    for presence, word in PRESENCES.items():
        wide = measure(word, TYPE) + 10
        fill, border, ink = FILLS[presence]
        area = SheetArea(x, top + 5, wide, 38)
        yield Panel(area, fill, border, word, ink, presence in DASHED)
        x += wide + 6


def _bar(row: ChainSummary, top: float, height: float) -> Iterator[Panel]:
    present = {p: row.states[p] for p in PRESENCES if row.states[p]}
    least = 40.0
    room = BAR - least * len(present)
    total = sum(present.values())
    x = SIDE + WIDTHS[0] + 10
    for presence, count in present.items():
        wide = least + room * count / total
        fill, border, ink = FILLS[presence]
        area = SheetArea(x, top + 5, wide - 3, height - 10)
        yield Panel(area, fill, border, str(count), ink, presence in DASHED)
        x += wide
