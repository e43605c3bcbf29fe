"""Read uploaded GeoJSON without GDAL, which would follow file names and addresses in it.

Bytes are counted before they are parsed, so that no file can ask for more memory than an
honest one of the same size. A bare feature, a bare geometry and the JSON of ArcGIS are taken too.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from pydantic import ValidationError

from files.encoding import TextEncoding, UnknownEncoding
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused, refuse_large
from geodata.coordinates import CoordinateRefused
from geodata.features import (
    MAX_COLUMNS,
    MAX_FEATURES,
    MAX_TEXT,
    MAX_VERTICES,
    FeatureReading,
    refused,
)
from geodata.geojson.esri import as_collection, is_esri
from geodata.geojson.shapes import (
    PLOT_SHAPE,
    PlotShape,
    PointShape,
    shape_problem,
    without_collection,
)
from geodata.model import Datum
from geodata.placing import Drawn, StatedPlace, place_features
from geodata.texts import asked_encoding

Json = dict[str, Any]  # parsed JSON of strangers: nothing is known of its values

# How often a byte may occur: each costs memory when parsed, and honest files stay below.
MOST = {b"[": MAX_VERTICES + 4 * MAX_FEATURES, b"{": 5 * MAX_FEATURES, b",": 5 * MAX_VERTICES}
TOO_MUCH = (
    f"内容太多：最多 {MAX_FEATURES} 个要素、{MAX_VERTICES} 个顶点，没有读取，"
    "库里的数据没有改动；请分成几个文件或简化边界"
)
NOT_GEOJSON = "不是有效的 GeoJSON，库里的数据没有改动；请在地图软件中另存为 GeoJSON 后再导入"
SHAPES = {"Point", "Polygon", "MultiPolygon", "GeometryCollection", "LineString", "MultiPoint",
          "MultiLineString"}  # fmt: skip
OF_FEATURE = {"type", "properties", "geometry", "bbox", "crs"}
DEGREES = {"CRS84": Datum.WGS84, "4326": Datum.WGS84, "4490": Datum.CGCS2000}
PROJECTED = {"4527": (39, True), "4528": (40, True), "4548": (39, False), "4549": (40, False)}


def read_geojson(raw: bytes, interview: Interview | None = None) -> FeatureReading:
    """Return the points and polygons of an upload in WGS-84; `row` counts its features.

    In which datum its degrees are is asked, as many a tool writes others than the form has it. A
    file whose `crs` names CGCS2000, in degrees or in zone 39 or 40, is read by that.
    """
    asked = interview or Interview()
    try:
        refuse_large(raw)
        _refuse_too_much(raw)
        encoding = asked_encoding(raw, asked)
        collection = parse_collection(raw, encoding)
        _refuse_said_twice(encoding.decode(raw))
        drawn, ignored = _drawn(collection["features"])
        found = place_features(drawn, _stated(collection), asked)
    except (UploadRefused, CoordinateRefused, UnknownEncoding) as error:
        return refused(error)
    return found.joined(warnings=ignored, encoding=encoding.name)


def parse_collection(raw: bytes, encoding: TextEncoding | None = None) -> Json:
    """Return a feature collection whose `features` is a list; what is in it is not yet checked.

    Without an `encoding` it is UTF-8, as the form has it.

    Raises:
        UploadRefused: it is too large, not JSON, or nothing that holds places.
    """
    refuse_large(raw)
    _refuse_too_much(raw)
    try:
        content = json.loads(_text(raw, encoding), parse_constant=_refuse_constant)
    except RecursionError as error:
        msg = "括号层次太深，没有读取，库里的数据没有改动；请在地图软件中另存为 GeoJSON 后再导入"
        raise UploadRefused(msg) from error
    except ValueError as error:  # not JSON, or a number of thousands of digits
        raise UploadRefused(NOT_GEOJSON) from error
    collection = _as_collection(content)
    features = collection["features"]
    if not isinstance(features, list) or not features:
        msg = "文件里没有要素，库里的数据没有改动；请确认导出时选中了图层"
        raise UploadRefused(msg)
    if len(features) > MAX_FEATURES:
        raise UploadRefused(TOO_MUCH)
    return collection


def _refuse_too_much(raw: bytes) -> None:
    if any(raw.count(byte) > most for byte, most in MOST.items()):
        raise UploadRefused(TOO_MUCH)


def _text(raw: bytes, encoding: TextEncoding | None) -> str:
    return encoding.decode(raw) if encoding else raw.decode("utf-8-sig")


def _as_collection(content: object) -> Json:
    if not isinstance(content, dict):
        raise UploadRefused(NOT_GEOJSON)
    if is_esri(content):
        return as_collection(content)
    kind = content.get("type")
    if kind == "FeatureCollection" and "features" in content:
        return content
    crs = {"crs": content["crs"]} if "crs" in content else {}
    if kind == "Feature":
        return {**crs, "features": [content]}
    if isinstance(kind, str) and kind in SHAPES:
        feature = {"type": "Feature", "properties": {}, "geometry": content}
        return {**crs, "features": [feature]}
    raise UploadRefused(NOT_GEOJSON + "（应当是 FeatureCollection、Feature 或一个图形）")


def _stated(collection: Json) -> StatedPlace:
    crs = collection.get("crs")
    if crs is None:
        return StatedPlace(likely=Datum.WGS84)
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    code = re.split(r"[:/]", name)[-1]
    if code in DEGREES:
        return StatedPlace(DEGREES[code], where="文件的 crs ")
    if code in PROJECTED:
        zone, prefixed = PROJECTED[code]
        return StatedPlace(Datum.CGCS2000, zone, prefixed, where="文件的 crs ")
    msg = (
        f"文件的坐标参考是「{name[:60]}」，不能导入，库里的数据没有改动；"
        "请转换为 WGS-84 或 CGCS2000（39 带或 40 带）后再导入"
    )
    raise UploadRefused(msg)


def _drawn(items: list[object]) -> tuple[list[Drawn], list[RowProblem]]:
    drawn: list[Drawn] = []
    ignored: dict[str, RowProblem] = {}
    for row, item in enumerate(items, 1):
        if not isinstance(item, dict) or item.get("type") != "Feature":
            drawn.append(Drawn(row, {}, problem="不是要素（Feature）"))
            continue
        properties = item.get("properties")
        for key in sorted(item.keys() - OF_FEATURE):
            ignored.setdefault(f"/{key}", RowProblem(row, key[:40], _beside(item[key])))
        if len(ignored) > MAX_COLUMNS:
            raise UploadRefused(TOO_MUCH)
        problem = next(_property_problems(properties), "")
        texts = {} if problem else _texts(row, properties or {}, ignored)
        drawn.append(_shape(row, texts, item.get("geometry"), problem))
    return drawn, list(ignored.values())


def _beside(value: object) -> str:
    shown = "" if isinstance(value, dict | list) else f"（如 {_as_text(value)[:40]}）"
    return f"写在属性以外{shown}，没有导入；要用请写进属性"


def _shape(row: int, properties: dict[str, str], geometry: object, problem: str) -> Drawn:
    if problem or geometry is None:
        return Drawn(row, properties, problem=problem)
    try:
        shape: PlotShape = PLOT_SHAPE.validate_python(without_collection(geometry))
    except ValidationError as error:
        return Drawn(row, properties, problem=shape_problem(error))
    if isinstance(shape, PointShape):
        x, y = shape.coordinates[:2]
        return Drawn(row, properties, point=(x, y))
    loops = tuple([(place[0], place[1]) for place in loop] for loop in shape.loops())
    return Drawn(row, properties, loops)


def _property_problems(properties: object) -> Iterator[str]:
    if properties is None:
        return
    if not isinstance(properties, dict) or len(properties) > MAX_COLUMNS:
        yield f"应当是不超过 {MAX_COLUMNS} 项的属性"
        return
    for key, value in properties.items():
        if isinstance(value, float) and not math.isfinite(value):
            yield f"「{key[:40]}」：数字太大"
        elif isinstance(value, str) and len(value) > MAX_TEXT:
            yield f"「{key[:40]}」：太长，最多 {MAX_TEXT} 个字"


def _texts(row: int, properties: Json, ignored: dict[str, RowProblem]) -> dict[str, str]:
    """Return the properties as texts; groups of things have no place in a list and are named."""
    texts: dict[str, str] = {}
    for key, value in properties.items():
        if isinstance(value, dict | list):
            text = "是一组内容，不是一个文字或数字，没有导入"
            ignored.setdefault(key, RowProblem(row, key[:40], text))
        else:
            texts[key] = _as_text(value)
    return texts


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


def _refuse_said_twice(text: str) -> None:
    """Refuse a text that says two things under one name, of which parsing keeps but the last."""
    json.loads(text, object_pairs_hook=_once_each)


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    if len(found := dict(pairs)) == len(pairs):
        return
    said = Counter(key for key, _ in pairs)
    for key, value in pairs:
        # A group of things is None here: what it holds is gone.
        if said[key] > 1 and (value is None or found[key] != value):
            msg = f"同一处写了两个「{key[:40]}」，库里的数据没有改动；请删去一个再导入"
            raise UploadRefused(msg)


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is not JSON"
    raise ValueError(msg)
