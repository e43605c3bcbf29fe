"""以商招商: from the residents of Sanming to the companies they are tied to."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.targets.asking import get_targets
from components.targets.ties_view import ties_view

actor = require()
page_style()
context = get_context()

st.title("以商招商：从在地企业找到它的母公司、供应商和客户", anchor=False)
page_notices(context)
ties_view(get_targets(context))
provenance(context)
