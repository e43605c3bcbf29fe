"""总览: the 16 chains at a glance, and the way into each."""

import streamlit as st

from components.access import require
from components.context import get_context
from components.notices import show_closed, show_stale
from components.overview_board import overview_board
from components.provenance import provenance
from components.since_meeting import since_meeting
from components.theme import page_style

require()
page_style()
context = get_context()

st.title("缺什么,凭什么说缺,先核实什么", anchor=False)
show_closed(context.catalog.problems)
show_stale(context.ledger.problem)
since_meeting(context)
overview_board(context, key="overview")
provenance(context)
