"""The map of counties, parks and plots: folium, fed by address, drawn without a network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
import streamlit_folium
from streamlit_folium import st_folium

from components.frame.address import base_path
from components.map.plot_map.folium_map import build_map, shown_state, use_own_assets

REPORTED = "last_active_drawing"


def _short_key(_script: str, key: str | None = None, _on_hover: bool = False) -> str:  # noqa: FBT001, FBT002  (as the library calls it)
    """Name the map without a hash of its script: it never changes, and three times a click."""
    return f"{key}__map"


streamlit_folium.generate_js_hash = _short_key


@dataclass(frozen=True, slots=True)
class MapAct:
    """What the user did on the map: choose a place, clear the choice, hide kinds, place something.

    Which fields are set depends on `what` (choose, clear, hide, place); `at` is longitude and
    latitude in WGS-84 degrees.
    """

    what: str
    kind: str = ""
    id: str = ""
    hidden: tuple[str, ...] = ()
    at: tuple[float, float] | None = None


def plot_map(
    state: Mapping[str, object],
    on_act: Callable[[MapAct], None],
    *,
    review_number: str,
    key: str,
    tiles: Sequence[str] = (),
    height: int = 640,
) -> MapAct | None:
    """Draw the map; return what the user did on it, in the one run that the act started.

    `state` says which addresses to read and what of it to show (see `components.map.view`); a
    change of it reaches the running map, which keeps its place and its data. `on_act` is called
    before that run begins, so that `state` can follow the act. `height` is in css px.

    Raises:
        UnsafeMap: the installed library would run what a name contains.
    """
    use_own_assets(base_path())
    slot = f"{key}__act"

    def take() -> None:
        act = read_act((st.session_state.get(key) or {}).get(REPORTED))
        st.session_state[slot] = act
        if act is not None:
            on_act(act)

    st_folium(
        build_map(review_number, tiles),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=[REPORTED],
        feature_group_to_add=shown_state(state),
        on_change=take,
    )
    found: MapAct | None = st.session_state.pop(slot, None)
    return found


def read_act(reported: object) -> MapAct | None:
    """Read what the browser sent, or None if it is nothing of the agreed form."""
    match reported:
        case {"properties": {"act": "choose", "kind": str(kind), "id": str(place)}}:
            return MapAct("choose", kind=kind, id=place)
        case {"properties": {"act": "clear"}}:
            return MapAct("clear")
        case {"properties": {"act": "hide", "kinds": list(kinds)}}:
            return MapAct("hide", hidden=tuple(kind for kind in kinds if isinstance(kind, str)))
        case {
            "properties": {"act": "place"},
            "geometry": {"coordinates": [int() | float() as east, int() | float() as north]},
        }:
            return MapAct("place", at=(float(east), float(north)))
        case _:
            return None
