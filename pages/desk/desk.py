"""片区: the target companies of one desk, filtered, in classes, and into the trip basket."""

import streamlit as st

from components.desk.chips import chip_line
from components.desk.counting import desk_counts, left_out_words
from components.desk.filters import desk_filters
from components.desk.header import choose_desk, desk_head
from components.desk.tabs import choose_tab
from components.desk.view import desk_list
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.targets.asking import facets_for_choice, get_targets, source_note
from components.targets.filter_address import read_asked, remember_list

actor = require()
page_style()
context = get_context()
targets = get_targets(context)

page_notices(context)
with st.container(horizontal=True, vertical_alignment="center", key="desk_head"):
    heading = st.container(width="content")
    area = choose_desk(targets)
asked = read_asked(area, targets.yardstick.settings.weights)
counts = desk_counts(targets, asked.filter)
with heading:
    desk_head(context.catalog, asked, counts.total, context.lack)
facets = facets_for_choice(targets, asked.filter)
with st.container(horizontal=True, vertical_alignment="center", key="desk_filters"):
    desk_filters(context.catalog, asked.filter, facets, counts)
chip_line(context.catalog, asked.filter, left_out_words(counts))
choose_tab(targets.yardstick.settings.weights)
desk_list(context, targets, asked, actor)
remember_list()
provenance(context, source_note())
