"""Bring together what the wall maps draw: the data, the layers, the targets of the desks."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon, Polygon

from briefings.state.state import DataState
from briefings.wallmaps.content import WallState
from briefings.wallmaps.desks import DeskTotals
from briefings.wallmaps.model import Feature
from drawing.map.credit import credit
from files.office import office_folder
from files.opening import opened_or
from geodata.layers.desk_points import desk_cities
from geodata.layers.layer import load_layer

if TYPE_CHECKING:
    import geopandas as gpd

LAYERS = {
    "counties": "sanming_counties",
    "prefectures": "fujian_prefectures",
    "desk_areas": "desk_city_areas",
}


def open_wall_state(
    state: DataState, environment: Mapping[str, str], counted: DeskTotals
) -> WallState:
    """Return all that the maps draw; a layer that cannot be read leaves its map without ground."""
    office = office_folder(environment) / "geodata"
    layers = {key: _features(name, office) for key, name in LAYERS.items()}
    at = {(c.desk, c.short): (c.longitude, c.latitude) for c in desk_cities(office)}
    return WallState(state, layers, at, counted, credit(environment))


def _features(name: str, office: Path) -> Sequence[Feature]:
    layer = opened_or(None, partial(load_layer, name, office=office))
    return () if layer is None else _geojson(layer)


def _middle(area: Polygon | MultiPolygon) -> list[float]:
    """The point of the area farthest from its border: where a name has most room."""
    circle = shapely.maximum_inscribed_circle(area, tolerance=0.01)
    return [float(value) for value in circle.coords[0]]


def _geojson(layer: "gpd.GeoDataFrame") -> Sequence[Feature]:
    layer["at"] = [_middle(area) for area in layer.geometry]
    columns = [name for name in ("name", "desk", "at", "geometry") if name in layer]
    features: Sequence[Feature] = layer[columns].__geo_interface__["features"]
    return features
