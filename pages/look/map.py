"""看地图: parks, plots and factories; what suits a gap, and what is not yet placed."""

import streamlit as st

from briefings.state.plot_matches import judge_all
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.places import get_places
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.map.downloads import map_downloads
from components.map.gap import choose_gap
from components.map.lists import match_list, plot_list, refused_list, unplaced_list
from components.map.plot_filters import plot_filters
from components.map.view import map_and_panel
from components.targets.map_targets import gap_targets

actor = require()
page_style()
context = get_context()
places = get_places()

page_notices(context)
with st.container(horizontal=True, vertical_alignment="bottom", key="map_gap"):
    need = choose_gap(context)
with st.container(horizontal=True, vertical_alignment="bottom", key="plot_filters"):
    chosen = plot_filters(has_samples=places.has_samples)
    map_downloads(context, places, chosen, need, actor)
judgement = judge_all(places, need) if need else None
map_and_panel(context, places, chosen, need, actor)

if need and judgement:
    gap_targets(context, need)
    match_list(places, chosen, need)
    refused_list(judgement)
else:
    plot_list(places, chosen)
unplaced_list(places, actor)
provenance(context)
