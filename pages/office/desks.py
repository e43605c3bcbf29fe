"""片区范围: which desk looks after which place; the office may set it anew."""

import streamlit as st

from components.desk.areas import desk_areas
from components.frame.access import require
from components.frame.context import get_context
from components.frame.ledger_access import office_day, open_ledger
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style

actor = require()
page_style()
context = get_context()

st.title("片区范围", anchor=False)
page_notices(context)
desk_areas(open_ledger(), actor, office_day())
provenance(context)
