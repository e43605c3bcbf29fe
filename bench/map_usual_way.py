"""The map as one would write it without our design: one marker per row, everything returned.

Only for measuring beside ours; `?plots=3000` says how many rows. Its scripts lie in `static/`
beside a copy of this file, as folium's own addresses would need the internet.
"""

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.map_plots import make_plots
from geodata.model import Plot

STATIC = "/app/static"
folium.Map.default_js = [
    ("leaflet", f"{STATIC}/leaflet/leaflet.js"),
    ("jquery", f"{STATIC}/jquery/jquery.min.js"),
]
folium.Map.default_css = [("leaflet_css", f"{STATIC}/leaflet/leaflet.css")]


@st.cache_resource
def read_plots(count: int) -> tuple[Plot, ...]:
    """Stand for the reading of a table."""
    return make_plots(count)


plots = read_plots(int(st.query_params["plots"]))
drawn = folium.Map((26.28, 117.5), zoom_start=9, tiles=None, maxZoom=17)
for plot in plots:
    if plot.position is not None:
        at = (plot.position.latitude, plot.position.longitude)
        folium.Marker(at, tooltip=plot.name, popup=f"<b>{plot.name}</b>").add_to(drawn)
beside, panel = st.columns([7, 3])
with beside:
    result = st_folium(drawn, key="map", height=640, use_container_width=True)
named = {plot.name: plot for plot in plots}
chosen = named.get(str((result or {}).get("last_object_clicked_tooltip") or ""))
if chosen is not None:
    panel.markdown(f"#### {chosen.name}\n\n{chosen.county} {chosen.area_mu} 亩")
