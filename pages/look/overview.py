"""总览: the chains at a glance, the way into each, and the list behind each figure."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.lists.asked import is_list_asked
from components.lists.view import city_list_view
from components.meeting.since import since_meeting
from components.overview import overview_board
from components.overview.planning import planning_changes

actor = require()
page_style()
context = get_context()

page_notices(context)
if is_list_asked():
    city_list_view(context, actor)
else:
    st.title("三明产业链：缺什么，凭什么说缺，先核实什么", anchor=False)
    since_meeting(context)
    overview_board(context, key="overview")
    planning_changes(context)
provenance(context)
