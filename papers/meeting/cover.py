"""The cover of the meeting: what it is, of which day and data, and what it comes to."""

from collections.abc import Iterator

from briefings.changes.all_changes import grouped
from briefings.changes.change import CHANGE_NAMES
from briefings.meeting.content import Meeting
from briefings.texts import INTERNAL, PRODUCT
from drawing.shapes.colours import ACCENT
from papers.meeting.sheet import (
    HEADING,
    QUIET,
    SIDE,
    WIDTH,
    MeetingSheet,
    Panel,
    SheetArea,
    TextRun,
    Words,
    wrapped,
)

NAME = "联席会议"
NONE_YET = "还没有选定上次会议的快照，无从比较"
LEFT, LARGE, MIDDLE = 108.0, 92.0, 44.0
ROOM = WIDTH - LEFT - SIDE


def cover_sheet(meeting: Meeting) -> MeetingSheet:
    """Return the cover."""
    lines = list(_facts(meeting))
    what = wrapped(meeting.headline, ROOM, MIDDLE)
    blocks = (
        Words(SheetArea(LEFT, 250, ROOM, 140), ((TextRun(NAME, bold=True, ink=ACCENT),),), LARGE),
        Panel(SheetArea(56, 190, 16, 320), ACCENT, ACCENT),
        Words(SheetArea(LEFT, 190, ROOM, 60), ((TextRun(PRODUCT),),), 36),
        Words(SheetArea(LEFT, 410, ROOM, 130), tuple((TextRun(t),) for t in what), MIDDLE),
        Words(SheetArea(LEFT, 620, ROOM, 50 * len(lines)), tuple(lines), HEADING),
        Words(SheetArea(LEFT, 960, ROOM, 46), ((TextRun(INTERNAL, ink=QUIET),),)),
    )
    return MeetingSheet("cover", NAME, blocks, (f"数据版本 {meeting.version}。", meeting.headline))


def _facts(meeting: Meeting) -> Iterator[tuple[TextRun, ...]]:
    day = meeting.day
    rows = [
        ("时　　间", f"{day.year} 年 {day.month} 月 {day.day} 日"),
        ("数据版本", meeting.version),
        ("上次以来", changes_text(meeting)),
        ("待决事项", decisions_text(meeting)),
    ]
    if meeting.lack:
        rows.append(("注　　意", meeting.lack))
    for word, text in rows:
        first, *rest = wrapped(text, ROOM - 6 * HEADING, HEADING)
        yield TextRun(f"{word}　　", ink=QUIET), TextRun(first)
        yield from ((TextRun("　" * 6 + more),) for more in rest)


def changes_text(meeting: Meeting) -> str:
    """Say what changed since the snapshot chosen, in numbers."""
    if meeting.changes is None:
        return NONE_YET
    by_kind = grouped(meeting.changes)
    counts = "，".join(f"{CHANGE_NAMES[kind]} {len(rows)} 条" for kind, rows in by_kind.items())
    return f"对比“{meeting.compared}”：{counts or '没有变化'}"


def decisions_text(meeting: Meeting) -> str:
    """Say how many decisions are asked for, and how many of them for a chain."""
    of_chains = sum(len(part.asks) for part in meeting.chains)
    total = len(meeting.decisions) + of_chains
    if not total:
        return "没有列入待决事项"
    where = f"，其中 {of_chains} 条写在各链页上" if of_chains else ""
    return f"{total} 条{where}"
