"""总览: the chains as rows, what is proven missing, what to check first, where the desks look."""

import hashlib
import json
from pathlib import Path

import streamlit as st

from components.frame.context import Context
from components.frame.kept import kept
from components.overview.content import Content, overview_content
from components.scripts.shared_scripts import SHARED_JS
from components.targets.counting import TargetCounts, target_counts
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent

_overview = st.components.v2.component(
    "overview_board",
    html='<div class="overview"></div>',
    css=stylesheet(HERE / "overview.css"),
    js=f"{SHARED_JS}\n{(HERE / 'overview.js').read_text(encoding='utf-8')}",
)


def overview_board(context: Context, *, key: str) -> None:
    """Draw the board; what stands on it leads to the other screens."""
    counts = target_counts(context)
    version = f"{context.data_version}·{counts}"
    _overview(key=key, data=_content(version, context, counts))


@kept(most=2)
def _content(version: str, _context: Context, _counts: TargetCounts | None) -> Content:  # noqa: ARG001
    assessments = list(_context.assessments.values())
    content = overview_content(assessments, _context.ranks(), _counts, _context.lack)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {
        **content,
        "version": _context.data_version + hashlib.sha256(text.encode()).hexdigest()[:8],
    }
