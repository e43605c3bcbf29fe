"""The meeting as a PowerPoint deck: the sheets of the screen as slides of native shapes."""

import io
from datetime import datetime, time
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from briefings.meeting.content import Meeting
from briefings.texts import INTERNAL, PRODUCT, clean
from papers.meeting.sheet import (
    FOOT,
    HEIGHT,
    INK,
    QUIET,
    SIDE,
    TYPE,
    WIDTH,
    Block,
    Graph,
    MeetingSheet,
    Panel,
    SheetArea,
    SheetTable,
    TextRun,
    Words,
)
from papers.meeting.sheets import meeting_sheets
from papers.meeting.slide_graph import add_graph
from papers.meeting.slide_shapes import (
    EMU,
    Shape,
    add_box,
    add_table,
    add_words,
    centre,
    place,
    write,
)
from papers.renderers.naming import file_stem
from papers.renderers.word_setup import theme_with_font
from papers.renderers.writing import Job

TITLE_ONLY = 5  # of the layouts that python-pptx brings
BORDER = "0.6"


def deck_job(meeting: Meeting) -> Job:
    """Return the deck as a file to be made: 联席会议_日期_数据版本.pptx."""
    name = f"{file_stem('联席会议', '', meeting.day, meeting.version)}.pptx"
    return Job(name, lambda: deck_bytes(meeting))


def deck_bytes(meeting: Meeting) -> bytes:
    """Return the deck: one slide per sheet, its speaker notes with the sources."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH * EMU), Emu(HEIGHT * EMU)
    _describe(deck, meeting)
    sheets = meeting_sheets(meeting)
    for number, sheet in enumerate(sheets, start=1):
        _add_slide(deck, sheet, f"{number} / {len(sheets)}", meeting.version)
    for part in deck.part.package.iter_parts():
        if str(part.partname).startswith("/ppt/theme/") and hasattr(part, "_blob"):
            part._blob = theme_with_font(part.blob)  # noqa: SLF001  (there is no other way)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _describe(deck: Any, meeting: Meeting) -> None:  # noqa: ANN401  (python-pptx ships no types)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = "联席会议", PRODUCT, PRODUCT
    about.comments = f"数据版本 {clean(meeting.version)}"
    about.created = about.modified = datetime.combine(meeting.day, time())


def _add_slide(deck: Any, sheet: MeetingSheet, number: str, version: str) -> None:  # noqa: ANN401
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    title, *rest = sheet.blocks
    if isinstance(title, Words):
        holder = slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = place(title.area)
        write(holder.text_frame, title.lines, title.size)
    for block in rest:
        _add_block(slide.shapes, block)
    foot = SheetArea(SIDE, FOOT, WIDTH - 2 * SIDE, 42)
    said = f"{PRODUCT} · 数据版本 {version} · {INTERNAL}"
    add_words(slide.shapes, foot, [[TextRun(said, ink=QUIET)]], TYPE)
    add_words(slide.shapes, foot, [[TextRun(number, ink=QUIET)]], TYPE, "right")
    slide.notes_slide.notes_text_frame.text = "\n".join(clean(note) for note in sheet.notes)


def _add_block(shapes: Shape, block: Block) -> None:
    match block:
        case Words(area, lines, size, align):
            add_words(shapes, area, lines, size, align)
        case Panel(area, fill, line, text, ink, dashed):
            look = {"fill": fill, "stroke": line, "stroke-width": BORDER}
            box = add_box(shapes, area, look | ({"stroke-dasharray": "7 4"} if dashed else {}))
            if text:
                centre(box, TextRun(text, ink=ink), TYPE)
        case SheetTable():
            add_table(shapes, block, TYPE, (INK, QUIET))
        case Graph():
            add_graph(shapes, block)
