"""出访: the route of a basket of companies, its papers, and what came of earlier visits."""

import streamlit as st

from components.frame.access import require
from components.frame.context import get_context
from components.frame.ledger_access import office_day
from components.frame.notices import page_notices
from components.frame.plain_text import plain
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.trip.asked import (
    PARTS,
    choose_desk,
    choose_part,
    read_asked,
    take_order,
    trip_settings,
)
from components.trip.order import left_after_one_went, put_in_order
from components.trip.papers import trip_papers
from components.trip.route_view import empty_trip, route_view, trip_answer
from components.trip.source import get_trip, visited_companies
from components.trip.visit_form import visit_form
from components.trip.visit_list import visit_list

actor = require()
page_style()
context = get_context()
take_order(put_in_order(), left_after_one_went())
asked = read_asked()
page_notices(context)

st.title("出访", anchor=False)
part = choose_part()
trip = get_trip(context, actor, asked)
if part == PARTS[1]:
    visit_form(actor, visited_companies(context, trip))
    visit_list(actor, context.data_version, office_day())
elif not trip.known:
    choose_desk(asked, trip.in_basket)
    empty_trip(context)
else:
    st.markdown(f"**{plain(trip_answer(trip))}**")
    with st.container(horizontal=True, vertical_alignment="bottom", key="trip_settings"):
        choose_desk(asked, trip.in_basket)
        trip_settings(asked)
    trip_papers(trip, actor, asked.rule, asked.desk)
    route_view(trip, by_hand=asked.rule.as_given)
provenance(context, "评分不代表企业有投资意向")
