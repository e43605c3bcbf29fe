"""Read uploaded GeoJSON without GDAL, which would follow file names and addresses in it.

Bytes are counted before they are parsed, so that no file can ask for more memory than an
honest one of the same size.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, NoReturn

import numpy as np
from pydantic import ValidationError

from files.sheets.refusals import RowProblem, UploadRefused, first_problems, refuse_large
from geodata.coordinates import (
    TO_WGS84,
    CoordinateRefused,
    Degrees,
    projected_to_degrees,
    refuse_far,
    with_zone,
)
from geodata.features import (
    DECIMALS,
    MAX_COLUMNS,
    MAX_FEATURES,
    MAX_TEXT,
    MAX_VERTICES,
    Feature,
    FeatureReading,
    Ring,
    boundary_problem,
    refused,
)
from geodata.geojson_shapes import PLOT_SHAPE, PlotShape, PointShape, shape_problem
from geodata.model import DATUM_NAMES, Datum

Json = dict[str, Any]  # parsed JSON of strangers: nothing is known of its values

# How often a byte may occur: each costs memory when parsed, and honest files stay below.
MOST = {b"[": MAX_VERTICES + 4 * MAX_FEATURES, b"{": 5 * MAX_FEATURES, b",": 5 * MAX_VERTICES}
TOO_MUCH = (
    f"内容太多:最多 {MAX_FEATURES} 个要素、{MAX_VERTICES} 个顶点,没有读取,"
    "库里的数据没有改动;请分成几个文件或简化边界"
)
NOT_GEOJSON = "不是有效的 GeoJSON,库里的数据没有改动;请在地图软件中另存为 GeoJSON(UTF-8)后再导入"

# What the older `crs` member of a file may say; without it GeoJSON is WGS-84 by definition.
DEGREES = {"CRS84", "4326", "4490"}
PROJECTED = {"4527": (39, True), "4528": (40, True), "4548": (39, False), "4549": (40, False)}


def read_geojson(raw: bytes, datum: Datum = Datum.WGS84) -> FeatureReading:
    """Return the points and polygons of an upload in WGS-84; `row` counts its features.

    `datum` is what a person says of a file whose numbers are degrees. A file whose `crs`
    names CGCS2000 in zone 39 or 40 is converted by that.
    """
    try:
        collection = parse_collection(raw)
        to_degrees = _conversion(collection, datum)
    except (UploadRefused, CoordinateRefused) as error:
        return refused(error)
    features: list[Feature] = []
    problems: list[RowProblem] = []
    for row, item in enumerate(collection["features"], 1):
        found = _problems_or_feature(row, item, to_degrees)
        if isinstance(found, Feature):
            features.append(found)
        else:
            problems += found
    return FeatureReading(tuple(features), first_problems(problems), len(collection["features"]))


def parse_collection(raw: bytes) -> Json:
    """Return a feature collection whose `features` is a list; what is in it is not yet checked.

    Raises:
        UploadRefused: it is too large, not JSON, or not a feature collection.
    """
    refuse_large(raw)
    if any(raw.count(byte) > most for byte, most in MOST.items()):
        raise UploadRefused(TOO_MUCH)
    try:
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError as error:
        msg = "括号层次太深,没有读取,库里的数据没有改动;请在地图软件中另存为 GeoJSON 后再导入"
        raise UploadRefused(msg) from error
    except ValueError as error:  # not UTF-8, not JSON, or a number of thousands of digits
        raise UploadRefused(NOT_GEOJSON) from error
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise UploadRefused(NOT_GEOJSON + "(应当是 FeatureCollection)")
    if not isinstance(content.get("features"), list) or not content["features"]:
        msg = "文件里没有要素,库里的数据没有改动;请确认导出时选中了图层"
        raise UploadRefused(msg)
    if len(content["features"]) > MAX_FEATURES:
        raise UploadRefused(TOO_MUCH)
    return content


class _Conversion:
    """How the numbers of one file become WGS-84 degrees: by its projection or by a datum."""

    def __init__(self, datum: Datum, projection: tuple[int, bool] | None) -> None:
        self.datum, self.projection = datum, projection

    def __call__(self, places: list[list[float]]) -> Degrees:
        """Return an array (n, 2) of longitudes and latitudes, all of them near Sanming."""
        numbers = np.array([place[:2] for place in places], float)
        x, y = numbers[:, 0], numbers[:, 1]
        if self.projection is None:
            refuse_far(x, y)
            lon, lat = TO_WGS84[self.datum](x, y)
        else:
            zone, prefixed = self.projection
            lon, lat = projected_to_degrees(x, y, zone, prefixed=prefixed)
            refuse_far(lon, lat)
        degrees: Degrees = np.column_stack([lon, lat])
        return degrees.round(DECIMALS)

    def as_given(self, place: list[float]) -> tuple[float, float]:
        """Return a point as the file has it, an easting with its zone in front."""
        x, y = place[:2]
        if self.projection is not None:
            zone, prefixed = self.projection
            x = with_zone(x, zone, prefixed=prefixed)
        return x, y


def _conversion(collection: Json, datum: Datum) -> _Conversion:
    if datum is Datum.UNKNOWN:
        msg = f"请先选定坐标系({DATUM_NAMES[Datum.WGS84]}、{DATUM_NAMES[Datum.GCJ02]}等)再导入"
        raise CoordinateRefused(msg)
    crs = collection.get("crs")
    if crs is None:
        return _Conversion(datum, None)
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = re.split(r"[:/]", name)[-1]
    if code in DEGREES:
        return _Conversion(datum, None)
    if code in PROJECTED:
        return _Conversion(Datum.CGCS2000, PROJECTED[code])
    msg = (
        f"文件的坐标参考是「{name[:60]}」,不能导入,库里的数据没有改动;"
        "请转换为 WGS-84 或 CGCS2000(39 带或 40 带)后再导入"
    )
    raise UploadRefused(msg)


def _problems_or_feature(
    row: int, item: object, to_degrees: _Conversion
) -> Feature | list[RowProblem]:
    if not isinstance(item, dict) or item.get("type") != "Feature":
        return [RowProblem(row, "", "不是要素(Feature)")]
    problems = list(_property_problems(row, item.get("properties")))
    if problems:
        return problems
    properties = {k: _as_text(v) for k, v in (item.get("properties") or {}).items()}
    if item.get("geometry") is None:
        return Feature(row, properties)
    try:
        shape = PLOT_SHAPE.validate_python(item["geometry"])
        rings, point = _place(shape, to_degrees)
    except ValidationError as error:
        return [RowProblem(row, "geometry", shape_problem(error))]
    except CoordinateRefused as error:
        return [RowProblem(row, "geometry", str(error))]
    problem = boundary_problem(rings)
    return (
        [RowProblem(row, "geometry", problem)]
        if problem
        else Feature(row, properties, rings, point, to_degrees.datum, _given(shape, to_degrees))
    )


def _given(shape: PlotShape, to_degrees: _Conversion) -> tuple[float, float] | None:
    return to_degrees.as_given(shape.coordinates) if isinstance(shape, PointShape) else None


def _place(
    shape: PlotShape, to_degrees: _Conversion
) -> tuple[tuple[Ring, ...], tuple[float, float] | None]:
    if isinstance(shape, PointShape):
        lon, lat = to_degrees([shape.coordinates])[0].tolist()
        return (), (lon, lat)
    rings = (to_degrees(loop).tolist() for loop in shape.loops())
    return tuple(tuple((lon, lat) for lon, lat in ring) for ring in rings), None


def _property_problems(row: int, properties: object) -> Iterator[RowProblem]:
    if properties is None:
        return
    if not isinstance(properties, dict) or len(properties) > MAX_COLUMNS:
        yield RowProblem(row, "properties", f"应当是不超过 {MAX_COLUMNS} 项的属性")
        return
    for key, value in properties.items():
        if isinstance(value, dict | list):
            yield RowProblem(row, key[:40], "应当是一个文字或数字,不能是一组内容")
        elif isinstance(value, float) and not math.isfinite(value):
            yield RowProblem(row, key[:40], "数字太大")
        elif isinstance(value, str) and len(value) > MAX_TEXT:
            yield RowProblem(row, key[:40], f"太长,最多 {MAX_TEXT} 个字")


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float():
            return f"{value:.15g}"
        case _:
            return str(value)


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is not JSON"
    raise ValueError(msg)
