"""放映: the sheets of the joint meeting, sent to the browser once and leafed through there."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from components.panel.assets import FIGURE_CSS, TREE_JS
from drawing.shapes.colours import stylesheet
from papers.meeting.sheet import (
    Block,
    Graph,
    MeetingSheet,
    Panel,
    SheetArea,
    SheetTable,
    TextRun,
    Words,
)

HERE = Path(__file__).parent
Json = dict[str, object]
WORDS = {"next": "下一屏（→、PageDown）", "back": "上一屏（←、PageUp）", "leave": "退出放映（Esc）"}

_stage = st.components.v2.component(
    "meeting_stage",
    html='<div class="stage" role="region" tabindex="-1"></div>',
    css=f"{FIGURE_CSS}\n{stylesheet(HERE / 'stage.css')}",
    js=f"{TREE_JS}\n{(HERE / 'stage.js').read_text(encoding='utf-8')}",
)


def meeting_stage(content: Json, *, key: str) -> str | None:
    """Show the sheets over the whole window; return the sheet's id in the run that left it."""
    result = _stage(key=key, data=content, on_leave_change=lambda: None)
    left = result.get("leave")
    return left if isinstance(left, str) else None


def stage_content(sheets: Sequence[MeetingSheet], data_version: str, version: str) -> Json:
    """Return what the browser draws; `version` changes whenever anything of it does."""
    return {
        "version": version,
        "words": {**WORDS, "version": f"数据版本 {data_version}"},
        "sheets": [
            {"id": s.id, "title": s.title, "blocks": [_block(block) for block in s.blocks]}
            for s in sheets
        ],
    }


def _block(block: Block) -> Json:
    match block:
        case Words(area, lines, size, align):
            written = [[_piece(piece) for piece in pieces] for pieces in lines]
            return {"kind": "words", **_at(area), "lines": written, "size": size, "align": align}
        case Panel(area, fill, line, text, ink, dashed):
            look = {"fill": fill, "line": line, "text": text, "ink": ink, "dashed": dashed}
            return {"kind": "panel", **_at(area), **look}
        case SheetTable(area, rows, widths, aligns):
            columns = {"widths": widths, "aligns": aligns}
            return {"kind": "table", **_at(area), "rows": rows, "heights": block.heights, **columns}
        case Graph(_, drawing):
            left, top, scale = block.place
            wide, tall = scale * drawing.width, scale * drawing.height
            place = _at(SheetArea(left, top, wide, tall))
            return {"kind": "graph", **place, "width": wide, "height": tall, "tree": drawing.tree}


def _at(area: SheetArea) -> Json:
    return {"area": [area.x, area.y, area.width, area.height]}


def _piece(piece: TextRun) -> Json:
    return {"text": piece.text, "bold": piece.bold, "ink": piece.ink}
