"""Where the map gets its data, the same for the screen and for the addresses beside it."""

import os
from collections.abc import Mapping

from briefings.state.places import Places
from briefings.state.plot_matches import judge_all
from components.frame.context import get_context
from components.frame.places import get_places
from components.map.feed import MapFeed
from components.map.gap import asked_need
from files.office import office_folder
from geodata.layers.layer import load_layer


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
