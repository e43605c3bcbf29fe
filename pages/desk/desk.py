"""片区: the target companies of one desk, filtered, scored, on a map, and into the trip basket."""

import streamlit as st

from components.desk.filters import desk_filters, desk_switches
from components.desk.header import choose_desk, desk_summary, desk_title
from components.desk.score_sliders import choose_score_weights
from components.desk.view import desk_list, trip_link
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.targets.asking import facets_for_choice, get_targets, source_note
from components.targets.basket_bar import my_basket
from components.targets.downloads import desk_downloads
from components.targets.filter_address import read_asked, remember_list

actor = require()
page_style()
context = get_context()
targets = get_targets(context)

page_notices(context)
area = choose_desk(targets)
asked = read_asked(area, targets.yardstick.settings.weights)
desk_title(targets, area)
desk_summary(context, targets, asked, my_basket(actor))
facets = facets_for_choice(targets, asked.filter)
with st.container(horizontal=True, vertical_alignment="bottom", key="desk_filters"):
    desk_filters(context.catalog, asked.filter, facets)
with st.container(horizontal=True, vertical_alignment="center", key="desk_switches"):
    desk_switches(asked.filter)
    choose_score_weights(targets.yardstick.settings.weights)
    desk_downloads(context, targets, asked, actor)
    trip_link(asked.filter.desk)
desk_list(context, targets, asked, actor)
remember_list()
provenance(context, source_note())
