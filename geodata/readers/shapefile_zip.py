"""Read an uploaded zip with one shapefile: its members in memory, by a shapefile reader only."""

import io
import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

import shapefile

from files.encoding import TextEncoding, UnknownEncoding, declaration
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused
from files.sheets.zip_members import read_members
from geodata.coordinates import CoordinateRefused
from geodata.features import MAX_FEATURES, MAX_VERTICES, FeatureReading, refused
from geodata.placing import Drawn, StatedPlace, place_features
from geodata.readers.projection_text import read_projection, read_stated_datum
from geodata.texts import asked_cell_encoding

MOST_BYTES = {".shp": 13_000_000, ".dbf": 40_000_000, ".prj": 20_000, ".cpg": 100}
MAX_CELLS = 1_000_000
SHP_CODE, SHP_HEADER = 9994, 100
DBF_HEADER, LANGUAGE_AT, DELETED = 32, 29, b"*"
POINTS = {shapefile.POINT, shapefile.POINTZ, shapefile.POINTM}
POLYGONS = {shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM}
# Whatever the reader raises on bytes that are not what they say.
BROKEN = (shapefile.ShapefileException, struct.error, KeyError, IndexError, ValueError)
BROKEN_TEXT = "shapefile 已损坏或不完整，库里的数据没有改动；请重新导出后再导入"
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    """The parts of one shapefile as read; `names` are the columns of `rows`, all in latin-1.

    A row that is marked as deleted is None.
    """

    shapes: Sequence[shapefile.Shape]
    names: Sequence[str]
    rows: Sequence[Row | None]


def read_shapefile(raw: bytes, interview: Interview | None = None) -> FeatureReading:
    """Return the points and polygons of a zipped shapefile in WGS-84; `row` counts its rows.

    The zip holds one .shp with its .dbf, and should hold a .prj and a .cpg; what they leave open
    is asked.
    """
    return read_layer(_members(raw), interview or Interview())


def _members(raw: bytes) -> Mapping[str, bytes] | UploadRefused:
    try:
        return read_members(raw, MOST_BYTES)
    except UploadRefused as error:
        return error


def read_layer(
    members: Mapping[str, bytes] | UploadRefused, interview: Interview
) -> FeatureReading:
    """Return what the members of a zip hold, as `read_shapefile` does."""
    if isinstance(members, UploadRefused):
        return refused(members)
    try:
        parts = _parts(members)
        layer = _open(parts)
        encoding = _encoding(parts, layer, interview)
        drawn, skipped = _drawn(layer, encoding)
        found = place_features(drawn, _stated(parts.get(".prj", b"")), interview)
    except (UploadRefused, CoordinateRefused, UnknownEncoding) as error:
        return refused(error)
    remark = RowProblem(0, "编码", f".cpg 或 .dbf 的声明有误：{encoding.remark}")
    return found.joined(
        warnings=[remark] if encoding.remark else (), skipped=skipped, encoding=encoding.name
    )


def _stated(prj: bytes) -> StatedPlace:
    text = prj.decode("utf-8-sig", errors="replace")
    if not text.strip():
        return StatedPlace()
    datum, projection = read_stated_datum(text), read_projection(text)
    if projection is None:
        return StatedPlace(datum, where=".prj ")
    return StatedPlace(datum, projection.zone, projection.prefixed, where=".prj ")


def _parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of the one shapefile, by ending."""
    layers = [name for name in members if name.lower().endswith(".shp")]
    if len(layers) != 1:
        names = "、".join(layers)[:100] or "没有 .shp 文件"
        msg = f"压缩包里应当正好有一个图层（.shp），这里是：{names}；库里的数据没有改动"
        raise UploadRefused(msg)
    stem = PurePosixPath(layers[0]).with_suffix("")
    same = {n: c for n, c in members.items() if PurePosixPath(n).with_suffix("") == stem}
    parts = {PurePosixPath(name).suffix.lower(): content for name, content in same.items()}
    if not parts.get(".dbf", b"").strip():
        msg = (
            f"压缩包里缺少 {stem.name}.dbf（属性表），库里的数据没有改动；"
            "请把 .shp、.dbf、.prj、.shx 一起压缩后再导入"
        )
        raise UploadRefused(msg)
    return parts


def _open(parts: dict[str, bytes]) -> _Layer:
    shp, dbf = parts[".shp"], parts[".dbf"]
    if len(shp) < SHP_HEADER or struct.unpack_from(">i20xi", shp) != (SHP_CODE, len(shp) // 2):
        raise UploadRefused(BROKEN_TEXT)
    try:
        # latin-1 keeps every byte: the encoding is decided over all of them below.
        reader = shapefile.Reader(shp=io.BytesIO(shp), dbf=io.BytesIO(dbf), encoding="latin-1")
        if reader.shapeType not in POINTS | POLYGONS:
            msg = f"只接受点和面图层，这里是 {reader.shapeTypeName}；库里的数据没有改动"
            raise UploadRefused(msg)
        names = [str(field[0]) for field in reader.fields[1:]]  # the first marks deleted rows
        rows_stated = reader.numRecords or 0
        if rows_stated > MAX_FEATURES or rows_stated * len(names) > MAX_CELLS:
            raise _too_many()
        kept = (tuple(row) for row in reader.iterRecords())
        rows = [None if gone else next(kept) for gone in _deleted(dbf, rows_stated)]
        shapes = list(_few(reader.iterShapes()))
    except (*BROKEN, StopIteration, RuntimeError) as error:
        raise UploadRefused(BROKEN_TEXT) from error
    if len(shapes) != len(rows):
        msg = f"图形有 {len(shapes)} 个，属性有 {len(rows)} 行，对不上；{BROKEN_TEXT}"
        raise UploadRefused(msg)
    return _Layer(shapes, names, rows)


def _deleted(dbf: bytes, rows: int) -> list[bool]:
    """Tell of each row of the table whether it is marked as deleted."""
    if len(dbf) < DBF_HEADER:
        raise UploadRefused(BROKEN_TEXT)
    start, size = struct.unpack_from("<8xHH", dbf)
    return [dbf[start + i * size : start + i * size + 1] == DELETED for i in range(rows)]


def _few(shapes: Iterator[shapefile.Shape]) -> Iterator[shapefile.Shape]:
    vertices = 0
    for count, shape in enumerate(shapes, 1):
        vertices += len(shape.points)
        if count > MAX_FEATURES or vertices > MAX_VERTICES:
            raise _too_many()
        yield shape


def _too_many() -> UploadRefused:
    return UploadRefused(
        f"内容太多：最多 {MAX_FEATURES} 行、{MAX_VERTICES} 个顶点、{MAX_CELLS} 个单元格，"
        "库里的数据没有改动；请分成几个图层再导入"
    )


def _encoding(parts: dict[str, bytes], layer: _Layer, interview: Interview) -> TextEncoding:
    rows = (row for row in layer.rows if row is not None)
    texts = [*layer.names, *(value for row in rows for value in row if isinstance(value, str))]
    declared = declaration(parts.get(".cpg", b""), parts[".dbf"][LANGUAGE_AT])
    return asked_cell_encoding([text.encode("latin-1") for text in texts], interview, declared)


def _drawn(layer: _Layer, encoding: TextEncoding) -> tuple[list[Drawn], list[RowProblem]]:
    """Return what was drawn, and the rows passed over."""
    names = _distinct([_decoded(name, encoding) or name for name in layer.names])
    drawn: list[Drawn] = []
    skipped: list[RowProblem] = []
    for row, (shape, values) in enumerate(zip(layer.shapes, layer.rows, strict=True), 1):
        if values is None:
            skipped.append(RowProblem(row, "", "在属性表里标记为已删除，没有导入"))
        else:
            drawn.append(_one(row, shape, dict(zip(names, values, strict=True)), encoding))
    return drawn, skipped


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the names with a number behind one that comes again: two may be cut to the same."""
    before = [names[:at].count(name) for at, name in enumerate(names)]
    return [f"{name}({n + 1})" if n else name for name, n in zip(names, before, strict=True)]


def _one(
    row: int, shape: shapefile.Shape, values: Mapping[str, object], encoding: TextEncoding
) -> Drawn:
    read = {name: _as_text(value, encoding) for name, value in values.items()}
    texts = {name: text for name, text in read.items() if text is not None}
    wrong = [name for name, text in read.items() if text is None]
    if wrong:
        return Drawn(row, texts, problem="文字的编码与全表不同，读不出来", column=wrong[0])
    if not shape.points:
        return Drawn(row, texts)
    if shape.shapeType not in POINTS | POLYGONS:
        return Drawn(row, texts, problem="只接受点和面")
    places = [(float(point[0]), float(point[1])) for point in shape.points]
    if shape.shapeType in POINTS:
        return Drawn(row, texts, point=places[0])
    ends = [*shape.parts[1:], len(places)]
    loops = (places[start:end] for start, end in zip(shape.parts, ends, strict=True))
    return Drawn(row, texts, tuple(loops))


def _decoded(latin: str, encoding: TextEncoding) -> str | None:
    try:
        return encoding.decode(latin.encode("latin-1"))
    except UnknownEncoding:
        return None


def _as_text(value: object, encoding: TextEncoding) -> str | None:
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
