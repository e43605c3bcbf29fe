"""The script behind every screen: menu, error boundary, nothing else."""

from pathlib import Path

import streamlit as st

from components.accounts.badge import account_badge
from components.frame.access import signed_in
from components.frame.last_state.look import finish_look
from components.frame.notices import show_problem
from components.frame.widgets.widget_words import widget_words
from files.errors import ProductError
from ledger.book.policy import Action, may

PAGES = Path(__file__).resolve().parent.parent / "pages"

st.set_page_config(page_title="三明产业链招商地图", layout="wide")

visitor = signed_in()
presenting = st.query_params.get("present") == "1"

# Every screen of the menu is told to the browser at each click: this one only to whom it is for.
accounts = (
    [st.Page(PAGES / "office" / "accounts.py", title="用户与权限", url_path="accounts")]
    if visitor is not None and may(visitor, Action.MANAGE_USERS)
    else []
)

# 看, 招 and 会 stand open, each word before its first screen (components/frame/theme.css); what
# only the office keeps is folded under its own.
page = st.navigation(
    {
        "": [
            st.Page(PAGES / "look" / "overview.py", title="总览", default=True),
            st.Page(PAGES / "look" / "chain.py", title="看图谱", url_path="chains"),
            st.Page(PAGES / "look" / "map.py", title="看地图", url_path="map"),
            st.Page(PAGES / "desk" / "desk.py", title="片区", url_path="desk"),
            st.Page(PAGES / "desk" / "ties.py", title="以商招商", url_path="ties"),
            st.Page(
                PAGES / "desk" / "company.py", title="企业", url_path="company", visibility="hidden"
            ),
            st.Page(PAGES / "trip" / "trip.py", title="出访", url_path="trip"),
            st.Page(PAGES / "meeting" / "meeting.py", title="联席会议", url_path="meeting"),
            st.Page(PAGES / "meeting" / "wallmaps.py", title="挂图", url_path="wallmaps"),
        ],
        "台账": [
            st.Page(PAGES / "office" / "plots.py", title="要素台账", url_path="plots"),
            st.Page(PAGES / "office" / "companies.py", title="企业台账", url_path="companies"),
            st.Page(PAGES / "office" / "desks.py", title="片区范围", url_path="areas"),
            *accounts,
        ],
    },
    position="hidden" if presenting else "top",
)

widget_words()
if visitor is not None and not presenting:
    account_badge(visitor.name)
try:
    page.run()
except ProductError as error:
    show_problem(error)
    finish_look()
