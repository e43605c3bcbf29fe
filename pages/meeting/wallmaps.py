"""挂图: the 21 wall maps: look at them, choose the four views, make PDFs."""

import streamlit as st

from briefings.wallmaps.listing import list_maps
from components.frame import address
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.wallmaps.choosing import choose_map, choose_views, wallmaps_lead
from components.wallmaps.gallery import preview, thumbnails
from components.wallmaps.making import download_all, download_one
from components.wallmaps.source import get_wall

actor = require()
page_style()
context = get_context()

st.title("挂图", anchor=False)
page_notices(context)
wall = get_wall(context)
lead = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    with st.popover("选四张图"):
        maps = list_maps(wall.state, choose_views())
    chosen = choose_map(maps)
    download_one(wall, chosen, len(maps), actor)
    download_all(wall, maps, actor)
    all_shown = st.toggle("全部缩略图", value=address.read("all") == "1", key="wallmaps_all")
lead.markdown(wallmaps_lead(context, maps))
address.write("all", "1" if all_shown else "")
if all_shown:
    thumbnails(wall, maps)
else:
    preview(wall, chosen, len(maps))
provenance(context)
