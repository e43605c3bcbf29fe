"""Put the meeting on sheets: the opening, one per chain, what changed, what is to decide."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from chains.assessment import Flag
from chains.model import Presence
from chains.wording import PRESENCES
from ledger.decisions import StoredDecision
from reports.changes import CHANGE_NAMES, Change, grouped
from reports.figure.lettering import measure, shorten, widest
from reports.meeting.content import ASKS, ChainPart, ChainRow, Figures, Meeting, Point
from reports.meeting.sheet import (
    ACCENT,
    GROUND,
    QUIET,
    RULE,
    SIDE,
    TYPE,
    WIDTH,
    Area,
    Block,
    Graph,
    Panel,
    Piece,
    Sheet,
    Table,
    Words,
    labelled,
    line,
    stacked,
    wrapped,
)

T = TypeVar("T")
TITLE, VALUE, HEADING = 46, 44, 30
ROWS, DECIDED, BAR = 16, 7, 600.0
CHANGE_LINES = 20
FILLS = {  # fill, border, letters: as in the graph
    Presence.STRONG: ("#1e6f4c", "#1e6f4c", "#ffffff"),
    Presence.PRESENT: ("#bfe0cc", "#2e7d4f", "#12331f"),
    Presence.WEAK: ("#f3c766", "#b7791f", "#3a2806"),
    Presence.PLANNED: ("#d3e0f2", "#2f5fa8", "#12294d"),
    Presence.MISSING: ("#ffffff", "#c0392b", "#8e1f14"),
    Presence.UNKNOWN: ("#f1f2f3", "#7c8792", "#4a5561"),
}
DASHED = frozenset({Presence.MISSING, Presence.UNKNOWN})
HEADS = ("产业链", "", "缺口", "补链方向", "待核实", "目标企业", "先补")
WIDTHS = (280.0, BAR + 30, 100.0, 140.0, 120.0, 140.0, 470.0)
ALIGNS = ("left", "left", "right", "right", "right", "right", "left")
NONE_YET = "还没有选定上次会议的快照,无从比较。"


def meeting_sheets(meeting: Meeting) -> tuple[Sheet, ...]:
    """Return all sheets in the order shown; the first page of each kind has a plain id."""
    opening = [
        _opening(meeting, rows, _paged("overview", at))
        for at, rows in enumerate(_pages(meeting.rows, ROWS))
    ]
    decided = _pages(meeting.decisions, DECIDED)
    decisions = [
        _decisions(meeting, part, at * DECIDED, _paged("decisions", at))
        for at, part in enumerate(decided)
    ]
    chains = (_chain(meeting, part) for part in meeting.chains)
    return (*opening, *chains, _changes(meeting), *decisions)


def _pages(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Return `items` in portions of `size`; one empty portion if there are none."""
    return [items[at : at + size] for at in range(0, max(len(items), 1), size)]


def _paged(name: str, at: int) -> str:
    return f"{name}-{at + 1}" if at else name


def _title(text: str, width: float = WIDTH - 2 * SIDE) -> Words:
    return Words(Area(SIDE, 10, width, 68), (line(text, width, size=TITLE, bold=True),), TITLE)


def _opening(meeting: Meeting, rows: Sequence[ChainRow], sheet_id: str) -> Sheet:
    title = f"三明 {len(meeting.rows)} 条产业链:缺什么,先补什么"
    top = Area(SIDE, 206, WIDTH - 2 * SIDE, 48.0 * (len(rows) + 1))
    cells = tuple(_cells(row) for row in rows)
    table = Table(top, (HEADS, *cells), WIDTHS, ALIGNS)
    bars = [
        bar
        for at, row in enumerate(rows, start=1)
        for bar in _bar(row, top.y + at * table.row_height, table.row_height)
    ]
    blocks: list[Block] = [_title(title), *_boxes(meeting.figures), table, *_legend(top.y), *bars]
    notes = (
        f"数据版本 {meeting.version}。缺口只算来源或核实说薄弱、缺失的;未核实的另列,不算缺口。",
        "补链方向是来源点名要引进、延伸或加强的环节。示例地块不计。",
        *(f"{row.name}:{_said(row)}" for row in rows),
        "来源:各链文件所列公开来源和台账的核实记录,逐链见后面各页备注。",
    )
    return Sheet(sheet_id, title, tuple(blocks), notes)


def _said(row: ChainRow) -> str:
    states = ",".join(f"{word} {row.states[p]}" for p, word in PRESENCES.items())
    return f"{states};缺口 {row.flags[Flag.GAP]},补链方向 {row.flags[Flag.WANTED]}"


def _cells(row: ChainRow) -> tuple[str, ...]:
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
        area = Area(SIDE + at * step, 86, step - 12, 108)
        yield Panel(area, GROUND, RULE)
        inner = Area(area.x + 16, area.y + 2, area.width - 32, 60)
        yield Words(inner, (line(value, inner.width, size=VALUE, bold=True),), VALUE)
        below = Area(inner.x, area.y + 62, inner.width, 42)
        yield Words(below, ((Piece(word, ink=QUIET),),))


def _legend(top: float) -> Iterator[Panel]:
    """The names of the states over the bars, each on its own colour."""
    x = SIDE + WIDTHS[0] + 10
    for presence, word in PRESENCES.items():
        wide = measure(word, TYPE) + 10
        fill, border, ink = FILLS[presence]
        area = Area(x, top + 5, wide, 38)
        yield Panel(area, fill, border, word, ink, presence in DASHED)
        x += wide + 6


def _bar(row: ChainRow, top: float, height: float) -> Iterator[Panel]:
    present = {p: row.states[p] for p in PRESENCES if row.states[p]}
    least = 40.0
    room = BAR - least * len(present)
    total = sum(present.values())
    x = SIDE + WIDTHS[0] + 10
    for presence, count in present.items():
        wide = least + room * count / total
        fill, border, ink = FILLS[presence]
        area = Area(x, top + 5, wide - 3, height - 10)
        yield Panel(area, fill, border, str(count), ink, presence in DASHED)
        x += wide


def _chain(meeting: Meeting, part: ChainPart) -> Sheet:
    blocks: list[Block] = [
        _title(part.name, 400),
        *_strip(part.figures),
        Graph(Area(SIDE, 86, WIDTH - 2 * SIDE, 708), part.drawing),
        _column("先补", _points(part.first, 750) or [_none("无缺口和补链方向")], 20, 750),
        _column("先核实", _points(part.checks, 660) or [_none("都有证据")], 790, 660),
        _column("请会议支持", list(_asks(part, 420)) or [_none("未提出")], 1480, 420),
    ]
    return Sheet(part.id, part.name, tuple(blocks), _chain_notes(meeting, part))


def _strip(figures: Figures) -> Iterator[Words]:
    """Figures in one line beside the title, evenly apart, the last one at the right edge."""
    wide = [measure(f"{word} {value}", HEADING) + 2 for word, value in figures]
    gap = (WIDTH - SIDE - 430 - sum(wide)) / max(len(figures), 1)
    x = 430.0
    for (word, value), room in zip(figures, wide, strict=True):
        pieces = (Piece(f"{word} ", ink=QUIET), Piece(value, bold=True, ink=ACCENT))
        yield Words(Area(x, 20, gap + room, 52), (pieces,), HEADING, "right")
        x += gap + room


def _column(heading: str, lines: list[tuple[Piece, ...]], x: float, width: float) -> Words:
    title = (Piece(heading, bold=True, ink=ACCENT),)
    return stacked([title, *lines], Area(x, 802, width, 4 * 1.45 * TYPE + 50))


def _points(points: Sequence[Point], width: float) -> list[tuple[Piece, ...]]:
    return [labelled(point.name, point.note, width) for point in points]


def _asks(part: ChainPart, width: float) -> Iterator[tuple[Piece, ...]]:
    """Each ask with its unit behind; one that stands alone may take all four lines."""
    shown = part.asks_shown
    most = ASKS // max(len(part.asks), 1)
    for stored in shown:
        text, unit = stored.decision.text, stored.decision.unit
        if most > 1:
            said = f"{text}({unit})" if unit else text
            yield from ((Piece(row, bold=True),) for row in wrapped(said, width - TYPE, most))
        else:
            yield labelled(text, unit, width)
    rest = len(part.asks) - len(shown)
    if rest:
        yield _none(f"另有 {rest} 条,列在最后“请会议决定”")


def _none(text: str) -> tuple[Piece, ...]:
    return (Piece(text, ink=QUIET),)


def _chain_notes(meeting: Meeting, part: ChainPart) -> tuple[str, ...]:
    figures = ",".join(f"{word} {value}" for word, value in part.figures)
    lines = [f"{part.name}:{figures}。数据版本 {meeting.version}。"]
    for title, points in (("先补", part.first), ("先核实", part.checks)):
        lines += [f"【{title}】{p.name}:{p.note}。{p.says} 来源:{p.source}" for p in points]
    lines += [f"【请会议支持】{_decision_text(d)}" for d in part.asks]
    return tuple(lines)


def _changes(meeting: Meeting) -> Sheet:
    title = "自上次会议以来" + (f"(对比:{meeting.compared})" if meeting.compared else "")
    changes = meeting.changes or ()
    lines = list(_change_lines(changes))
    if not lines:
        lines = [_none(NONE_YET if meeting.changes is None else "没有变化。")]
    body = stacked(lines, Area(SIDE, 100, WIDTH - 2 * SIDE, 920))
    said = [f"{CHANGE_NAMES[c.kind]}|{c.subject}:{c.says}。来源:{c.source}" for c in changes]
    notes = (
        f"数据版本 {meeting.version}。",
        *(said or [NONE_YET if meeting.changes is None else "没有变化。"]),
    )
    return Sheet("changes", title, (_title(title), body), notes)


def _change_lines(changes: Sequence[Change]) -> Iterator[tuple[Piece, ...]]:
    """Each kind with its number, and as many of its changes as share the sheet evenly."""
    by_kind = grouped(changes)
    room = CHANGE_LINES - len(by_kind)
    shown = dict.fromkeys(by_kind, 0)
    while room > 0 and any(shown[k] < len(found) for k, found in by_kind.items()):
        for kind, found in by_kind.items():
            if room > 0 and shown[kind] < len(found):
                shown[kind] += 1
                room -= 1
    for kind, found in by_kind.items():
        rest = len(found) - shown[kind]
        more = f",先列 {shown[kind]} 条" if rest else ""
        yield (Piece(f"{CHANGE_NAMES[kind]} {len(found)} 条{more}", bold=True, ink=ACCENT),)
        yield from (_change_line(change) for change in found[: shown[kind]])


def _change_line(change: Change) -> tuple[Piece, ...]:
    width = WIDTH - 2 * SIDE
    text = f"  {change.subject}:{change.says}"
    fact = shorten(text, TYPE, 0.62 * width, widest)
    source = f"  来源:{change.source}"
    room = width - widest(fact, TYPE) - TYPE
    return Piece(fact), Piece(shorten(source, TYPE, room, widest), ink=QUIET)


def _decisions(
    meeting: Meeting, decisions: Sequence[StoredDecision], before: int, sheet_id: str
) -> Sheet:
    title = "请会议决定"
    lines: list[tuple[Piece, ...]] = []
    width = WIDTH - 2 * SIDE
    for number, stored in enumerate(decisions, start=before + 1):
        text = f"{number}. {_where(meeting, stored)}{stored.decision.text}"
        first, *rest = wrapped(text, width, 2, HEADING)
        lines += [(Piece(first, bold=True),), *((Piece(text, bold=True),) for text in rest)]
        lines.append((Piece(_responsible(stored), ink=QUIET),))
    body = Words(
        Area(SIDE, 100, width, 930),
        tuple(lines) or (_none("没有列入待决事项。"),),
        _fit(len(lines)),
    )
    notes = tuple(f"{n}. {_decision_text(d)}" for n, d in enumerate(decisions, start=before + 1))
    return Sheet(sheet_id, title, (_title(title), body), (f"数据版本 {meeting.version}。", *notes))


def _where(meeting: Meeting, stored: StoredDecision) -> str:
    names = (part.name for part in meeting.chains if part.id == stored.decision.chain_id)
    return next((f"【{name}】" for name in names), "")


def _fit(lines: int) -> float:
    """Letters as large as the number of lines allows, never below the smallest type."""
    return max(float(TYPE), min(float(HEADING), 930 / (1.45 * max(lines, 1))))


def _responsible(stored: StoredDecision) -> str:
    unit = stored.decision.unit or "未定"
    due = str(stored.decision.due_on or "未定")
    return f"   牵头单位:{unit}  期限:{due}"


def _decision_text(stored: StoredDecision) -> str:
    when = stored.changed_at.date()
    return f"{stored.decision.text}{_responsible(stored)}({stored.changed_by} {when} 提出)"
