"""Where the map gets its data, the same for the screen and for the addresses beside it."""

import gc
import os
from collections.abc import Mapping

import streamlit as st
from sqlalchemy.orm import Session

from chains.office import office_folder
from components.context import get_context
from components.ledger_access import open_ledger
from components.map_feed import MapFeed
from components.map_gap import asked_need
from geodata.layers import load_layer
from reports.composing import places_version, read_places
from reports.places import Places
from reports.plot_matches import judge_all


def get_places() -> Places:
    """Return the places as the ledger has them now; they are read again only after a change.

    Raises:
        LedgerUnavailable: the ledger cannot be read.
        DataError: the shipped park list is damaged.
    """
    ledger = open_ledger()
    with ledger.reading() as session:
        return _places(places_version(ledger, session), session)


# A spinner would push the map down for one run, and the browser would load it anew.
@st.cache_resource(show_spinner=False, max_entries=2)
def _places(version: str, _session: Session) -> Places:
    gc.unfreeze()
    places = read_places(_session, version)
    # As with the chains: what stays until the next change is not to be walked through each run.
    _ = (places.by_id, places.has_samples, places.unplaced_plots, places.unplaced_by_county)
    gc.collect()
    gc.freeze()
    return places


def map_feed() -> MapFeed:
    """Return what answers the addresses of the map."""
    return MapFeed(get_places, read_layer, _judge)


def read_layer(name: str) -> object:
    """Return a layer as GeoJSON: name and label point of each area, and its desk if it says so.

    Raises:
        DataError: the file is missing or not as its record says.
    """
    layer = load_layer(name, office=office_folder(os.environ) / "geodata")
    layer["at"] = [list(point) for point in zip(layer.label_lon, layer.label_lat, strict=True)]
    told = [column for column in ("name", "desk", "at", "geometry") if column in layer]
    return layer[told].__geo_interface__


def _judge(places: Places, asked: Mapping[str, str]) -> Mapping[str, str]:
    return judge_all(places, asked_need(get_context().catalog, asked)).verdicts
