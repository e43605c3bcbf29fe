"""The last sheets of the meeting: what changed since the last one, what is to be decided."""

from collections.abc import Iterator, Sequence

from briefings.changes.all_changes import grouped
from briefings.changes.change import CHANGE_NAMES, Change
from briefings.meeting.content import Meeting
from drawing.shapes.colours import ACCENT
from drawing.shapes.lettering import shorten, widest
from ledger.meeting.decisions import StoredDecision
from papers.meeting.sheet import (
    HEADING,
    QUIET,
    SIDE,
    TYPE,
    WIDTH,
    MeetingSheet,
    SheetArea,
    TextRun,
    Words,
    quiet,
    stacked,
    titled,
    wrapped,
)

CHANGE_LINES = 20
NONE_YET = "还没有选定上次会议的快照，无从比较。"


def changes_sheet(meeting: Meeting) -> MeetingSheet:
    """Return the changes since the snapshot chosen, each with its source."""
    title = "自上次会议以来" + (f"（对比：{meeting.compared}）" if meeting.compared else "")
    changes = meeting.changes or ()
    lines = list(_change_lines(changes))
    if not lines:
        lines = [quiet(NONE_YET if meeting.changes is None else "没有变化。")]
    body = stacked(lines, SheetArea(SIDE, 100, WIDTH - 2 * SIDE, 920))
    said = [f"{CHANGE_NAMES[c.kind]}|{c.subject}：{c.says}。来源：{c.source}" for c in changes]
    notes = (
        f"数据版本 {meeting.version}。",
        *(said or [NONE_YET if meeting.changes is None else "没有变化。"]),
    )
    return MeetingSheet("changes", title, (titled(title), body), notes)


def _change_lines(changes: Sequence[Change]) -> Iterator[tuple[TextRun, ...]]:
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
        more = f"，先列 {shown[kind]} 条" if rest else ""
        yield (TextRun(f"{CHANGE_NAMES[kind]} {len(found)} 条{more}", bold=True, ink=ACCENT),)
        yield from (_change_line(change) for change in found[: shown[kind]])


def _change_line(change: Change) -> tuple[TextRun, ...]:
    width = WIDTH - 2 * SIDE
    text = f"  {change.subject}：{change.says}"
    fact = shorten(text, TYPE, 0.62 * width, widest)
    source = f"  来源：{change.source}"
    room = width - widest(fact, TYPE) - TYPE
    return TextRun(fact), TextRun(shorten(source, TYPE, room, widest), ink=QUIET)


def decisions_sheet(
    meeting: Meeting, decisions: Sequence[StoredDecision], before: int, sheet_id: str
) -> MeetingSheet:
    """Return the decisions of one sheet; `before` of them stand on earlier ones."""
    title = "请会议决定"
    lines: list[tuple[TextRun, ...]] = []
    width = WIDTH - 2 * SIDE
    for number, stored in enumerate(decisions, start=before + 1):
        text = f"{number}. {_where(meeting, stored)}{stored.decision.text}"
        first, *rest = wrapped(text, width, 2, HEADING)
        lines += [(TextRun(first, bold=True),), *((TextRun(text, bold=True),) for text in rest)]
        lines.append((TextRun(_responsible(stored), ink=QUIET),))
    body = Words(
        SheetArea(SIDE, 100, width, 930),
        tuple(lines) or (quiet("没有列入待决事项。"),),
        _fit(len(lines)),
    )
    notes = tuple(f"{n}. {decision_text(d)}" for n, d in enumerate(decisions, start=before + 1))
    return MeetingSheet(
        sheet_id, title, (titled(title), body), (f"数据版本 {meeting.version}。", *notes)
    )


def _where(meeting: Meeting, stored: StoredDecision) -> str:
    names = (part.name for part in meeting.chains if part.id == stored.decision.chain_id)
    return next((f"【{name}】" for name in names), "")


def _fit(lines: int) -> float:
    """Letters as large as the number of lines allows, never below the smallest type."""
    return max(float(TYPE), min(float(HEADING), 930 / (1.45 * max(lines, 1))))


def _responsible(stored: StoredDecision) -> str:
    unit = stored.decision.unit or "未定"
    due = str(stored.decision.due_on or "未定")
    return f"   牵头单位：{unit}  期限：{due}"


def decision_text(stored: StoredDecision) -> str:
    """Print a decision with who answers for it, until when, and who asked for it."""
    when = stored.changed_at.date()
    return f"{stored.decision.text}{_responsible(stored)}（{stored.changed_by} {when} 提出）"
