"""The map and the panel beside it; a click reruns only these, so that only an id travels."""

import hashlib
import os
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from briefings.data_files import of_places
from briefings.state.places import Places
from components.frame import address
from components.frame.address import base_path
from components.frame.context import Context
from components.frame.last_state.look import as_marked
from components.frame.notices import show_problem
from components.frame.plain_text import plain
from components.frame.style import apply_style
from components.map.answer import map_answer
from components.map.filter import MapFilter
from components.map.gap import gap_parameters
from components.map.placing import clicked, current, placing_panel, start_button, undo_bar
from components.map.plot_map import MapAct, plot_map
from components.map.plot_panel import park_panel, plot_panel
from components.map.settings import online_tiles
from drawing.map.credit import review_number
from drawing.map.marks import PARK
from files.errors import ProductError
from geodata.matching.need import Need
from ledger.book.policy import Actor

HEIGHT = 640
PHONE_HEIGHT = 460
STYLE = Path(__file__).with_name("view.css")


def map_and_panel(
    context: Context, places: Places, chosen: MapFilter, need: Need | None, actor: Actor
) -> None:
    """Draw map and panel side by side; on a click only they run again."""
    apply_style(STYLE, height=f"{HEIGHT}px", phone_height=f"{PHONE_HEIGHT}px")
    lacking = [f"{plain(e.path.name)}（{plain(e.closes)}）" for e in of_places(context.closed)]
    with st.container(key="map_view"):
        if lacking:
            st.markdown(f":small[:red[地图上不全，没有打开的文件：{'、'.join(lacking)}]]")
        _map_view(context, places, chosen, need, actor)


@st.fragment
def _map_view(
    context: Context, places: Places, chosen: MapFilter, need: Need | None, actor: Actor
) -> None:
    with as_marked():
        try:
            _draw(context, places, chosen, need, actor)
        except ProductError as error:  # a run of this piece alone passes the front door by
            show_problem(error)


def _draw(
    context: Context, places: Places, chosen: MapFilter, need: Need | None, actor: Actor
) -> None:
    beside, panel = st.columns([7, 3], gap="small")
    with beside:
        act = plot_map(
            map_state(places, chosen),
            follow,
            review_number=review_number(os.environ),
            tiles=online_tiles(os.environ),
            key="map",
            height=HEIGHT,
        )
    if act is not None and act.what == "hide":
        st.rerun(scope="app")  # the lists below follow the legend
    with panel:
        undo_bar(actor)
        _panel(context, places, chosen, need, actor)


def map_state(places: Places, chosen: MapFilter) -> dict[str, object]:
    """Return what the browser is to show: addresses, filter, choice; what is not set is left out.

    A few hundred bytes, whatever is on the map.
    """
    base, version = base_path(), hashlib.sha256(places.version.encode()).hexdigest()[:8]
    gap = gap_parameters()
    kind, place_id = chosen_place()
    plot = places.by_id.get(place_id) if kind == "plot" else None
    outline = plot is not None and plot.boundary
    placing = current()
    state = {
        "plots": f"{base}/geo/plots.geojson?v={version}",
        "base": base,
        "verdicts": f"{base}/geo/verdicts?{urlencode({**gap, 'v': version})}" if gap else None,
        "filter": chosen.as_state(),
        "chosen": {"kind": kind, "id": place_id} if place_id else None,
        "outline": f"{base}/geo/outline.geojson?{urlencode({'id': place_id})}" if outline else None,
        "placing": {"name": placing.name, "at": placing.at} if placing else None,
    }
    return {key: value for key, value in state.items() if value}


def chosen_place() -> tuple[str, str]:
    """Return kind (plot or park) and id of the place in the URL; the id is "" if there is none."""
    park = address.read("park")
    return (PARK, park) if park else ("plot", address.read("plot"))


def follow(act: MapAct) -> None:
    """Take what the user did on the map into the URL, or into the placing that is going on."""
    match act:
        case MapAct("choose", kind=kind, id=place_id):
            address.write("park", place_id if kind == PARK else "")
            address.write("plot", place_id if kind != PARK else "")
        case MapAct("clear"):
            address.write("park", "")
            address.write("plot", "")
        case MapAct("place", at=tuple(at)):
            clicked(at)
        case MapAct("hide", hidden=hidden):
            address.write("hide", ",".join(hidden))


def _panel(
    context: Context, places: Places, chosen: MapFilter, need: Need | None, actor: Actor
) -> None:
    kind, place_id = chosen_place()
    if current() is not None:
        placing_panel(actor)
        return
    park = places.parks.park(place_id) if kind == PARK else None
    plot = places.by_id.get(place_id) if kind != PARK else None
    if park is None and plot is None:
        map_answer(places, chosen, need, missing=bool(place_id))
        return
    if park is not None:
        park_panel(places, park)
    elif plot is not None:
        plot_panel(context, places, plot, need)
    start_button(places, actor, kind, place_id)
