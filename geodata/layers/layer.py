"""Read a map layer only together with the record of where it came from.

A layer is `<name>.geojson` (or a `.csv` of points) beside `<name>.record.yaml`. An office may
put its own file of the same name and columns into its folder; it then replaces ours.
"""

import csv
import hashlib
import json
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import shapely
from numpy.typing import ArrayLike
from pydantic import Field, StringConstraints, ValidationError

from files.errors import DataError, Problem, reason
from files.problems import unreadable, validate
from files.records import Name, Record, Text, codes_of_unseen
from files.sheets.refusals import UploadRefused
from files.yaml_reader import read_yaml
from geodata.geojson.file import parse_collection
from geodata.geojson.shapes import ANY_SHAPE, shape_problem
from geodata.model import DATUM_NAMES, Datum

if TYPE_CHECKING:  # half a second that only a program that opens a map has to spend
    import geopandas as gpd

DATA = Path(__file__).parents[1] / "data"
WGS84 = "EPSG:4326"
# Districts merged in 2021; older lists and maps still carry the old codes.
CURRENT_ADCODES = {350402: 350404, 350403: 350404, 350427: 350405}
EARTH = shapely.box(-180, -90, 180, 90)
OWN_FILE = "单位自备图层，未附来源记录；按 WGS-84 显示，请补充来源"


class Range(Record):
    """How many features a layer may hold before a person should look at it."""

    min: Annotated[int, Field(ge=1)]
    max: Annotated[int, Field(ge=1)]


class LayerRecord(Record):
    """图层来源: what stands beside every layer; `note` is for the reader of the map."""

    file: Name
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    source: Annotated[Text, StringConstraints(min_length=1)]
    license: Annotated[Text, StringConstraints(min_length=1)]
    datum: Datum
    columns: tuple[str, ...] = ("adcode", "name")
    made_by: Text
    made_on: date | None
    features: Range
    note: Text = ""


def load_layer(name: str, folder: Path = DATA, office: Path | None = None) -> "gpd.GeoDataFrame":
    """Return the layer `name` in EPSG:4326, one row per feature, in the order of the file.

    Columns are those of the file (`adcode` whole numbers, `name` at least) and `geometry`,
    which is never missing. Areas also have `label_lon`, `label_lat`: a point inside them.
    A file of that name in `office` replaces ours.

    Raises:
        DataError: there is no such layer, the file differs from its record, is not WGS-84,
            holds too few or too many features, lacks a column or has a broken geometry.
    """
    record, path = _record_and_file(name, folder, office)
    if record.datum not in {Datum.WGS84, Datum.CGCS2000}:
        what = f"坐标系是 {DATUM_NAMES[record.datum]}，请先转换为 WGS-84；图层没有打开"
        raise unreadable(path, what)
    raw = _bytes_of(path)
    if hashlib.sha256(raw).hexdigest() != record.sha256:
        what = "内容与来源记录（sha256）不符，图层没有打开；请恢复原文件，或连同记录一起更换"
        raise unreadable(path, what)
    layer = _points(path, raw) if path.suffix == ".csv" else _shapes(path, raw)
    problems = _contradictions(layer, record)
    if problems:
        raise DataError(path, problems)
    return _with_labels(layer)


def read_record(name: str, folder: Path = DATA, office: Path | None = None) -> LayerRecord:
    """Return the record of the layer that `load_layer` would open: source line, date, note.

    Raises:
        DataError: there is none, or it is not a record.
    """
    return _record_and_file(name, folder, office)[0]


def county_of(lon: float, lat: float, counties: "gpd.GeoDataFrame | None" = None) -> str | None:
    """Return the county a WGS-84 point lies in, or None outside Sanming.

    County lines are good to about 100 m: near one, believe the plot's record, not this.
    `counties` is the layer sanming_counties; ours if none is given.
    """
    return counties_of([lon], [lat], counties)[0]


def counties_of(
    lons: ArrayLike, lats: ArrayLike, counties: "gpd.GeoDataFrame | None" = None
) -> list[str | None]:
    """Return what `county_of` says of each point, in the order given."""
    areas = _shipped_counties() if counties is None else counties
    x, y = np.asarray(lons, float), np.asarray(lats, float)
    names = np.full(x.shape, None, dtype=object)
    for name, area in zip(areas["name"], areas.geometry, strict=True):
        shapely.prepare(area)
        names[shapely.intersects_xy(area, x, y)] = str(name)
    return list(names)


@cache
def _shipped_counties() -> "gpd.GeoDataFrame":
    return load_layer("sanming_counties")


def _record_and_file(name: str, folder: Path, office: Path | None) -> tuple[LayerRecord, Path]:
    own = _own_file(name, office)
    if own is None:
        record = _read_record(folder / f"{name}.record.yaml")
        return record, folder / record.file
    beside = own.with_name(f"{name}.record.yaml")
    if _stands(beside):
        return _read_record(beside), own
    shipped = _read_record(folder / f"{name}.record.yaml")
    facts = {
        "file": own.name,
        "sha256": hashlib.sha256(_bytes_of(own)).hexdigest(),
        "source": "单位自备图层",
        "license": "未注明",
        "datum": Datum.WGS84,
        "made_by": "",
        "made_on": None,
        "note": OWN_FILE,
    }
    return shipped.model_copy(update=facts), own


def _own_file(name: str, office: Path | None) -> Path | None:
    if office is None:
        return None
    files = (office / f"{name}{suffix}" for suffix in (".geojson", ".csv"))
    return next((path for path in files if _stands(path)), None)


def _stands(path: Path) -> bool:
    # A folder or a dangling link of that name was meant as a file: it is read, and refused by name.
    return os.path.lexists(path)


def _read_record(path: Path) -> LayerRecord:
    file = read_yaml(path)
    if not isinstance(file.content, dict):
        raise unreadable(path, "不是图层的来源记录：应当由若干「键：值」组成，以 file 开头")
    return validate(LayerRecord, file, file.content)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"读不到图层文件（{reason(error)}）；地图可以不带这个图层打开"
        raise unreadable(path, what) from error


def _shapes(path: Path, raw: bytes) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415  (see above)
    import pandas as pd  # noqa: PLC0415  (see above)

    try:
        features = parse_collection(raw)["features"]
    except UploadRefused as error:
        raise unreadable(path, str(error)) from error
    problems = [p for i, item in enumerate(features, 1) if (p := _feature_problem(i, item))]
    if problems:
        raise DataError(path, problems)
    # Ten times faster than shape by shape; each shape was checked above.
    written = [json.dumps(item["geometry"]) for item in features]
    shapes = shapely.from_geojson(written, on_invalid="ignore")
    table = pd.DataFrame([item["properties"] for item in features])
    return gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)[["geometry", *table]]


def _feature_problem(number: int, item: object) -> Problem | None:
    where = f"第{number}个要素"
    if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
        return Problem(0, where, "不是带属性的要素（Feature）")
    try:
        ANY_SHAPE.validate_python(item.get("geometry"))
    except ValidationError as error:
        return Problem(0, where, shape_problem(error))
    return None


def _points(path: Path, raw: bytes) -> "gpd.GeoDataFrame":
    import geopandas as gpd  # noqa: PLC0415  (see above)
    import pandas as pd  # noqa: PLC0415  (see above)

    try:
        rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(), strict=True))
        table = pd.DataFrame(rows)
        numbers = [column for column in ("lon", "lat") if column in table]
        table = table.astype(dict.fromkeys(numbers, float))
        places = gpd.points_from_xy(table["lon"], table["lat"])
    except (ValueError, KeyError, csv.Error) as error:
        what = "应当是 UTF-8 编码、带 lon 和 lat 两列数字的 CSV 表；图层没有打开"
        raise unreadable(path, what) from error
    return gpd.GeoDataFrame(table, geometry=places, crs=WGS84)


def _contradictions(layer: "gpd.GeoDataFrame", record: LayerRecord) -> list[Problem]:
    lacking = [column for column in record.columns if column not in layer]
    if lacking:
        return [Problem(0, "", f"缺少列：{'、'.join(lacking)}")]
    problems: list[Problem] = []
    if not record.features.min <= len(layer) <= record.features.max:
        wanted = f"{record.features.min} 到 {record.features.max} 个"
        problems.append(Problem(0, "", f"有 {len(layer)} 个要素，来源记录说应当是 {wanted}"))
    shapes = layer.geometry
    broken = ~shapes.is_valid | ~shapes.within(EARTH)
    unnamed = layer["name"].isna() | (layer["name"].astype(str).str.strip() == "")
    for i in np.flatnonzero(broken | unnamed):
        what = "形状无效或坐标不是经纬度" if broken.iloc[i] else "没有名称"
        problems.append(Problem(0, f"第{i + 1}个要素", what))
    problems += _unseen_problems(layer)
    if "adcode" in record.columns:
        problems += _code_problems(layer)
    return problems


def _unseen_problems(layer: "gpd.GeoDataFrame") -> list[Problem]:
    """Say where a text holds characters that nobody sees: they make it read as something else."""
    return [
        Problem(0, f"第{i}个要素的 {column}", f"含有看不见的控制字符（{'、'.join(codes)}），请删掉")
        for column in layer.columns.drop("geometry")
        for i, value in enumerate(layer[column], start=1)
        if isinstance(value, str) and (codes := codes_of_unseen(value))
    ]


def _code_problems(layer: "gpd.GeoDataFrame") -> list[Problem]:
    """Make `adcode` whole numbers and say which codes are missing, double or outdated."""
    import pandas as pd  # noqa: PLC0415  (see above)

    codes = pd.to_numeric(layer["adcode"], errors="coerce")
    if codes.isna().any() or (codes % 1 != 0).any():
        return [Problem(0, "adcode", "应当是 6 位行政区划代码")]
    layer["adcode"] = codes.astype(int)
    problems = [
        Problem(0, "adcode", f"{old} 是已撤并的旧代码，现为 {CURRENT_ADCODES[old]}；请更换图层")
        for old in layer["adcode"]
        if old in CURRENT_ADCODES
    ]
    if layer["adcode"].duplicated().any():
        problems.append(Problem(0, "adcode", "同一代码出现了两次"))
    return problems


def _with_labels(layer: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    if not layer.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        return layer
    inside = layer.representative_point()
    return layer.assign(label_lon=inside.x.round(5), label_lat=inside.y.round(5))
