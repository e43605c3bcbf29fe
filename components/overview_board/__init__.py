"""总览: the chains as rows, what is proven missing, what to check first, where the desks look."""

import hashlib
import json
from pathlib import Path

import streamlit as st

from components.context import Context
from components.overview_board.content import Content, overview_content
from components.targets.counting import TargetCounts, target_counts

HERE = Path(__file__).parent
PARAMETERS = frozenset({"chain", "link", "view", "screen", "area"})

_overview = st.components.v2.component(
    "overview_board",
    html='<div class="overview"></div>',
    css=(HERE / "overview.css").read_text(encoding="utf-8"),
    js=(HERE / "overview.js").read_text(encoding="utf-8"),
)


def overview_board(context: Context, *, key: str) -> dict[str, str] | None:
    """Draw the board; return the parameters of what was opened: `screen` is "desk" or left out."""
    counts = target_counts(context)
    version = f"{context.data_version}·{counts}"
    result = _overview(
        key=key, data=_content(version, context, counts), on_open_change=lambda: None
    )
    return read_target(result.get("open"))


def read_target(value: object) -> dict[str, str] | None:
    """Return the parameters a click asked for, or None for anything that is not a click."""
    if not isinstance(value, dict):
        return None
    target = {k: v for k, v in value.items() if k in PARAMETERS and isinstance(v, str) and v}
    return target or None


@st.cache_resource(show_spinner=False, max_entries=2)
def _content(version: str, _context: Context, _counts: TargetCounts | None) -> Content:  # noqa: ARG001
    assessments = list(_context.assessments.values())
    content = overview_content(assessments, _context.catalog.settings, _counts)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {
        **content,
        "version": _context.data_version + hashlib.sha256(text.encode()).hexdigest()[:8],
    }
