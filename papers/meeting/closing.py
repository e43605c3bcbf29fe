"""The last sheets of the meeting: what changed since the last one, what is to be decided."""

from collections.abc import Iterator, Sequence

from briefings.changes.all_changes import grouped
from briefings.changes.change import CHANGE_NAMES, Change
from briefings.meeting.content import Meeting
from ledger.meeting.decisions import StoredDecision
from papers.meeting.flowing import ROOM, SheetEntry, entry, flow, flowing_sheets, paged, quiet_run
from papers.meeting.sheet import (
    LINE,
    TYPE,
    MeetingSheet,
    SheetArea,
    SheetTable,
    TextRun,
    titled,
    wrapped,
)

DECIDED = "请会议决定"
HEADS = ("序", "决定什么", "牵头单位", "期限")
WIDTHS = (70.0, 1170.0, 420.0, 220.0)
ALIGNS = ("left", "left", "left", "left")
CELL = 20.0  # margins of a cell, left and right together
SPACE = 24.0  # above and below the lines of a row, together
OPEN = "未定"
EACH = 60  # of a kind: a list of thousands of companies is read in the notes, not shown


def changes_sheets(meeting: Meeting) -> Iterator[MeetingSheet]:
    """Yield the changes since the snapshot chosen, whole, with their sources; none without any."""
    changes = meeting.changes or ()
    title = f"自上次会议以来（对比：{meeting.compared}）"
    said = [f"{CHANGE_NAMES[c.kind]}|{c.subject}：{c.says}。来源：{c.source}" for c in changes]
    lists = (
        (f"{CHANGE_NAMES[kind]} {len(rows)} 条", list(_changes(rows)))
        for kind, rows in grouped(changes).items()
    )
    notes = (f"数据版本 {meeting.version}。", *said)
    yield from flowing_sheets("changes", title, flow(lists), notes)


def _changes(rows: Sequence[Change]) -> Iterator[SheetEntry]:
    yield from (_change(change) for change in rows[:EACH])
    if rows[EACH:]:
        yield entry(quiet_run(f"另有 {len(rows[EACH:])} 条，逐条见本页备注和“联席会议”页的清单。"))


def _change(change: Change) -> SheetEntry:
    return entry(TextRun(f"{change.subject}：{change.says}"), quiet_run(f"来源：{change.source}"))


def decisions_sheets(meeting: Meeting) -> Iterator[MeetingSheet]:
    """Yield the decisions as a table, each whole, on as many sheets as they take."""
    rows = [_row(meeting, n, d) for n, d in enumerate(meeting.decisions, start=1)]
    pages = list(_pages(rows))
    for at, (first, last) in enumerate(pages):
        title = f"{DECIDED}（{at + 1}）" if len(pages) > 1 else DECIDED
        shown = (HEADS, *rows[first:last])
        tall = tuple(map(_height, shown))
        area = SheetArea(ROOM.x, ROOM.y, sum(WIDTHS), sum(tall))
        table = SheetTable(area, shown, WIDTHS, ALIGNS, tall)
        told = (
            f"{n}. {decision_text(d)}"
            for n, d in enumerate(meeting.decisions[first:last], start=first + 1)
        )
        notes = (f"数据版本 {meeting.version}。", *told)
        yield MeetingSheet(paged("decisions", at), title, (titled(title), table), notes)


def _row(meeting: Meeting, number: int, stored: StoredDecision) -> tuple[str, ...]:
    decision = stored.decision
    text = f"{_where(meeting, stored)}{decision.text}"
    cells = (str(number), text, decision.unit or OPEN, str(decision.due_on or OPEN))
    return tuple(
        "\n".join(wrapped(cell, width - CELL)) for cell, width in zip(cells, WIDTHS, strict=True)
    )


def _height(row: Sequence[str]) -> float:
    return max(cell.count("\n") + 1 for cell in row) * LINE * TYPE + SPACE


def _pages(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield from which to before which row each sheet goes."""
    first, filled = 0, _height(HEADS)
    for at, row in enumerate(rows):
        if filled + _height(row) > ROOM.height and at > first:
            yield first, at
            first, filled = at, _height(HEADS)
        filled += _height(row)
    if rows:
        yield first, len(rows)


def _where(meeting: Meeting, stored: StoredDecision) -> str:
    names = (part.name for part in meeting.chains if part.id == stored.decision.chain_id)
    return next((f"【{name}】" for name in names), "")


def responsible(stored: StoredDecision) -> str:
    """Say who answers for a decision, and until when."""
    decision = stored.decision
    return f"牵头单位：{decision.unit or OPEN}　期限：{decision.due_on or OPEN}"


def decision_text(stored: StoredDecision) -> str:
    """Print a decision with who answers for it, until when, and who asked for it."""
    when = stored.changed_at.date()
    asked = f"（{stored.changed_by} {when} 提出）"
    return f"{stored.decision.text}　{responsible(stored)}{asked}"
