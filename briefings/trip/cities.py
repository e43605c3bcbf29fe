"""Where the cities of the desks lie, as the map has them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from briefings.trip.route import Point
from geodata.layers.desk_points import desk_cities
from geodata.layers.layer import load_layer

HOME = "三元区"
"""The district of the city's government; trips begin and end at the middle of its area."""


@cache
def city_points() -> Mapping[str, Point]:
    """Return the point (lon, lat) of every city of a desk by its name, 市 or not.

    Raises:
        DataError: the layer is missing or not as its record says.
    """
    found: dict[str, Point] = {}
    for city in desk_cities():
        found[city.name] = found[city.short] = (city.longitude, city.latitude)
    return MappingProxyType(found)


@cache
def home_point() -> Point:
    """Return where trips start.

    Raises:
        DataError: the layer of counties is missing or not as its record says.
    """
    layer = load_layer("sanming_counties").set_index("name")
    return (float(layer.loc[HOME, "label_lon"]), float(layer.loc[HOME, "label_lat"]))
