"""Where the cities of the desks lie, as the map has them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from briefings.trip.route import Point
from files.opening import opened_or
from geodata.layers.desk_points import desk_cities
from geodata.layers.layer import load_layer

HOME_ABOUT = (117.6, 26.3)  # good to 10 km; only distances rest on it
HOME = "三元区"
"""The district of the city's government; trips begin and end at the middle of its area."""


def city_points() -> Mapping[str, Point]:
    """Return the point (lon, lat) of every city of a desk by its name, 市 or not.

    There are none while their layer does not open: the companies are then listed as without a
    position.
    """
    found: dict[str, Point] = {}
    for city in desk_cities():
        found[city.name] = found[city.short] = (city.longitude, city.latitude)
    return MappingProxyType(found)


def home_point() -> Point:
    """Return where trips start: the middle of the district, or about there without its layer."""
    return opened_or(HOME_ABOUT, _home_point)


@cache
def _home_point() -> Point:
    layer = load_layer("sanming_counties").set_index("name")
    return (float(layer.loc[HOME, "label_lon"]), float(layer.loc[HOME, "label_lat"]))
