"""总览: the chains at a glance, and the way into each."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.meeting.since import since_meeting
from components.overview import overview_board
from components.overview.planning import planning_changes

require()
page_style()
context = get_context()

st.title("缺什么，凭什么说缺，先核实什么", anchor=False)
page_notices(context)
since_meeting(context)
overview_board(context, key="overview")
planning_changes(context)
provenance(context)
