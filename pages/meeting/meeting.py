"""联席会议: present, what changed, what is to be decided; and verify a paper that came back."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.sections import choose_section
from components.frame.theme import page_style
from components.meeting.decisions import decisions_list
from components.meeting.source import get_prepared
from components.meeting.view import (
    changes_table,
    is_presenting,
    meeting_actions,
    meeting_answer,
    present_meeting,
)
from components.papers.verifying import verify_view

actor = require()
page_style()
context = get_context()
prepared = get_prepared(context)

if is_presenting():
    present_meeting(prepared)
    st.stop()

st.title("联席会议", anchor=False)
page_notices(context)
if choose_section("联席会议", ("会议", "核对材料")) == "核对材料":
    verify_view(actor, context.data_version)
else:
    meeting_answer(prepared)
    with st.container(horizontal=True, vertical_alignment="center"):
        meeting_actions(prepared, actor)
    changes_table(prepared)
    decisions_list(context, prepared, actor)
provenance(context)
