"""Where the cities of the desks lie, as the map has them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from briefings.trip.route import Point
from geodata.layers.layer import load_layer

HOME = "三元区"
"""The district of the city's government; trips begin and end at the middle of its area."""


@cache
def city_points() -> Mapping[str, Point]:
    """Return the point (lon, lat) of every city of a desk by its name, 市 or not.

    Raises:
        DataError: the layer is missing or not as its record says.
    """
    layer = load_layer("desk_cities")
    found: dict[str, Point] = {}
    for name, lon, lat in zip(layer["name"], layer["lon"], layer["lat"], strict=True):
        for spelled in (str(name), short_name(str(name))):
            found[spelled] = (float(lon), float(lat))
    return MappingProxyType(found)


@cache
def home_point() -> Point:
    """Return where trips start.

    Raises:
        DataError: the layer of counties is missing or not as its record says.
    """
    layer = load_layer("sanming_counties").set_index("name")
    return (float(layer.loc[HOME, "label_lon"]), float(layer.loc[HOME, "label_lat"]))


def short_name(city: str) -> str:
    """Return a city's name as company lists write it: without 市 or 特别行政区."""
    short = city.removesuffix("特别行政区").removesuffix("市")
    return short if len(short) > 1 else city
