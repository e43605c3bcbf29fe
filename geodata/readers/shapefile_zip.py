"""Read an uploaded zip with one shapefile: its members in memory, by a shapefile reader only."""

import codecs
import io
import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import numpy as np
import shapefile

from files.sheets.refusals import RowProblem, UploadRefused, first_problems
from files.sheets.zip_members import read_members
from geodata.coordinates import (
    CoordinateRefused,
    Degrees,
    projected_to_degrees,
    refuse_far,
    with_zone,
)
from geodata.features import (
    DECIMALS,
    MAX_FEATURES,
    MAX_VERTICES,
    Feature,
    FeatureReading,
    Ring,
    boundary_problem,
    largest_first,
    refused,
)
from geodata.model import Datum
from geodata.readers.projection_text import Projection, read_projection, read_stated_datum

MOST_BYTES = {".shp": 13_000_000, ".dbf": 40_000_000, ".prj": 20_000, ".cpg": 100}
MAX_CELLS = 1_000_000
SHP_CODE, SHP_HEADER = 9994, 100
POINTS = {shapefile.POINT, shapefile.POINTZ, shapefile.POINTM}
POLYGONS = {shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM}
ENCODINGS = {"utf-8": "utf-8", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030"}
# Whatever the reader raises on bytes that are not what they say.
BROKEN = (shapefile.ShapefileException, struct.error, KeyError, IndexError, ValueError)
BROKEN_TEXT = "shapefile 已损坏或不完整,库里的数据没有改动;请重新导出后再导入"


@dataclass(frozen=True, slots=True)
class _Layer:
    """The parts of one shapefile as read; `names` are the columns of `rows`."""

    shapes: Sequence[shapefile.Shape]
    names: Sequence[str]
    rows: Sequence[Sequence[object]]
    encoding: str | None
    datum: Datum
    projection: Projection | None


def read_shapefile(raw: bytes) -> FeatureReading:
    """Return the points and polygons of a zipped shapefile in WGS-84; `row` counts its rows.

    The zip holds one .shp with its .dbf and .prj, and may hold a .cpg.
    """
    try:
        layer = _open(_parts(read_members(raw, MOST_BYTES)))
    except (UploadRefused, CoordinateRefused) as error:
        return refused(error)
    features: list[Feature] = []
    problems: list[RowProblem] = []
    for row, (shape, values) in enumerate(zip(layer.shapes, layer.rows, strict=True), 1):
        found = _feature(layer, row, shape, values)
        if isinstance(found, Feature):
            features.append(found)
        else:
            problems += found
    return FeatureReading(tuple(features), first_problems(problems), len(layer.rows))


def _parts(members: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of the one shapefile, by ending."""
    layers = [name for name in members if name.lower().endswith(".shp")]
    if len(layers) != 1:
        names = "、".join(layers)[:100] or "没有 .shp 文件"
        msg = f"压缩包里应当正好有一个图层(.shp),这里是:{names};库里的数据没有改动"
        raise UploadRefused(msg)
    stem = PurePosixPath(layers[0]).with_suffix("")
    same = {n: c for n, c in members.items() if PurePosixPath(n).with_suffix("") == stem}
    parts = {PurePosixPath(name).suffix.lower(): content for name, content in same.items()}
    for ending, use in ((".dbf", "属性表"), (".prj", "坐标系说明")):
        if not parts.get(ending, b"").strip():
            msg = (
                f"压缩包里缺少 {stem.name}{ending}({use}),库里的数据没有改动;"
                "请把 .shp、.dbf、.prj、.shx 一起压缩后再导入"
            )
            raise UploadRefused(msg)
    return parts


def _open(parts: dict[str, bytes]) -> _Layer:
    stated = parts[".prj"].decode("utf-8-sig", errors="replace")
    datum, projection = read_stated_datum(stated), read_projection(stated)
    encoding = _encoding(parts.get(".cpg", b""))
    shp = parts[".shp"]
    if len(shp) < SHP_HEADER or struct.unpack_from(">i20xi", shp) != (SHP_CODE, len(shp) // 2):
        raise UploadRefused(BROKEN_TEXT)
    try:
        # latin-1 keeps every byte, so that a wrong encoding is found by row and column below.
        reader = shapefile.Reader(
            shp=io.BytesIO(shp), dbf=io.BytesIO(parts[".dbf"]), encoding="latin-1"
        )
        if reader.shapeType not in POINTS | POLYGONS:
            msg = f"只接受点和面图层,这里是 {reader.shapeTypeName};库里的数据没有改动"
            raise UploadRefused(msg)
        names = [str(field[0]) for field in reader.fields[1:]]  # the first marks deleted rows
        rows_stated = reader.numRecords or 0
        if rows_stated > MAX_FEATURES or rows_stated * len(names) > MAX_CELLS:
            raise _too_many()
        rows = [tuple(row) for row in reader.iterRecords()]
        shapes = list(_few(reader.iterShapes()))
    except BROKEN as error:
        raise UploadRefused(BROKEN_TEXT) from error
    if len(shapes) != len(rows):
        msg = f"图形有 {len(shapes)} 个,属性有 {len(rows)} 行,对不上;{BROKEN_TEXT}"
        raise UploadRefused(msg)
    columns = [_column(name, encoding) for name in names]
    return _Layer(shapes, columns, rows, encoding, datum, projection)


def _few(shapes: Iterator[shapefile.Shape]) -> Iterator[shapefile.Shape]:
    vertices = 0
    for count, shape in enumerate(shapes, 1):
        vertices += len(shape.points)
        if count > MAX_FEATURES or vertices > MAX_VERTICES:
            raise _too_many()
        yield shape


def _too_many() -> UploadRefused:
    return UploadRefused(
        f"内容太多:最多 {MAX_FEATURES} 行、{MAX_VERTICES} 个顶点、{MAX_CELLS} 个单元格,"
        "库里的数据没有改动;请分成几个图层再导入"
    )


def _encoding(cpg: bytes) -> str | None:
    """Return the encoding a .cpg names, or None if nothing is said."""
    name = cpg.decode("ascii", errors="replace").strip().lower()
    if not name:
        return None
    try:
        known = codecs.lookup(f"cp{name}" if name.isdigit() else name).name
    except (LookupError, ValueError):
        known = ""
    if known not in ENCODINGS:
        msg = f".cpg 里的编码「{name[:20]}」不认识;请导出为 UTF-8 后再导入,库里的数据没有改动"
        raise UploadRefused(msg)
    return ENCODINGS[known]


def _column(name: str, encoding: str | None) -> str:
    text = _decoded(name, encoding)
    if text is None:
        msg = "属性表的列名不是 UTF-8 或 GB18030 编码;请导出为 UTF-8 后再导入,库里的数据没有改动"
        raise UploadRefused(msg)
    return text


def _decoded(latin: str, encoding: str | None) -> str | None:
    for trial in [encoding] if encoding else ["utf-8", "gb18030"]:
        try:
            return latin.encode("latin-1").decode(trial)
        except UnicodeError:
            continue
    return None


def _feature(
    layer: _Layer, row: int, shape: shapefile.Shape, values: Sequence[object]
) -> Feature | list[RowProblem]:
    properties: dict[str, str] = {}
    problems: list[RowProblem] = []
    for column, value in zip(layer.names, values, strict=True):
        text = _as_text(value, layer.encoding)
        if text is None:
            problems.append(RowProblem(row, column, "文字的编码不对;请导出为 UTF-8 后再导入"))
        else:
            properties[column] = text
    try:
        rings, point = _place(shape, layer.projection)
    except CoordinateRefused as error:
        return [*problems, RowProblem(row, "图形", str(error))]
    problem = boundary_problem(rings)
    if problem:
        problems.append(RowProblem(row, "图形", problem))
    given = _given(shape, layer.projection) if point else None
    return problems or Feature(row, properties, rings, point, _datum(layer), given)


def _as_text(value: object, encoding: str | None) -> str | None:
    """Return one cell as text, or None if its bytes are in another encoding."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case date():
            return value.isoformat()
        case float():
            return f"{value:.15g}" if math.isfinite(value) else None
        case str():
            return _decoded(value, encoding)
        case _:
            return str(value)


def _place(
    shape: shapefile.Shape, projection: Projection | None
) -> tuple[tuple[Ring, ...], tuple[float, float] | None]:
    if not shape.points:
        return (), None
    if shape.shapeType not in POINTS | POLYGONS:
        msg = "只接受点和面"
        raise CoordinateRefused(msg)
    places = [(lon, lat) for lon, lat in _degrees(shape.points, projection).tolist()]
    if shape.shapeType in POINTS:
        return (), places[0]
    ends = [*shape.parts[1:], len(places)]
    rings = [tuple(places[start:end]) for start, end in zip(shape.parts, ends, strict=True)]
    return largest_first(rings), None


def _datum(layer: _Layer) -> Datum:
    """Metres are always CGCS2000's: eastings of another datum could not be written down alone."""
    return Datum.CGCS2000 if layer.projection else layer.datum


def _given(shape: shapefile.Shape, projection: Projection | None) -> tuple[float, float]:
    x, y = (float(number) for number in shape.points[0][:2])
    if projection:
        x = with_zone(x, projection.zone, prefixed=projection.prefixed)
    return x, y


def _degrees(points: Sequence[Sequence[float]], projection: Projection | None) -> Degrees:
    numbers = np.array([point[:2] for point in points], float)
    if not np.isfinite(numbers).all():
        msg = "坐标不是有限的数字;请重新导出"
        raise CoordinateRefused(msg)
    x, y = numbers[:, 0], numbers[:, 1]
    if projection:
        x, y = projected_to_degrees(x, y, projection.zone, prefixed=projection.prefixed)
    refuse_far(x, y)
    degrees: Degrees = np.column_stack([x, y])
    return degrees.round(DECIMALS)
