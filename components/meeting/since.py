"""自上次会议以来, in one line for the overview, with the way to the whole list."""

import streamlit as st

from briefings.changes.all_changes import grouped
from briefings.changes.change import CHANGE_NAMES
from components.frame.context import Context
from components.frame.plain_text import plain
from components.frame.screens import MEETING
from components.meeting.source import since_last_meeting
from ledger.book.errors import LedgerUnavailable


def since_meeting(context: Context) -> None:
    """Draw the line; before the first snapshot, or while the ledger cannot be read, nothing."""
    try:
        found = since_last_meeting(context)
    except LedgerUnavailable:
        return  # the notice above says so
    if found is None:
        return
    snapshot, changes = found
    counts = (f"{CHANGE_NAMES[kind]} {len(rows)}" for kind, rows in grouped(changes).items())
    said = "、".join(counts) or "没有变化"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(f"自「{snapshot.name}」以来：{said}。"), width="content")
        st.page_link(MEETING, label="逐条看来源")
