"""Read a GeoPackage by SQLite alone, from memory: tables only, no views, no functions, no files.

A GeoPackage is a database, which may hold more than tables: an authorizer lets nothing happen
but the reading of columns, and a counter ends what would take too long.
"""

import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import shapely

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
from geodata.model import Datum
from geodata.placing import TOO_MUCH, Drawn, StatedPlace, place_features
from geodata.readers.shapes import drawn_shape

MAGIC, WAL_AT = b"SQLite format 3\x00", 18
STEPS, MOST_STEPS = 100_000, 2_000  # of SQLite's machine between two looks, and looks at most
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes by kind
HEADER, EMPTY = 8, 0x10
DEGREES = {4326: Datum.WGS84, 4490: Datum.CGCS2000}
PROJECTED = {4527: (39, True), 4528: (40, True), 4548: (39, False), 4549: (40, False)}
UNDEFINED = {0, -1}
BROKEN_TEXT = "GeoPackage 已损坏或不完整，库里的数据没有改动；请重新导出后再导入"
NO_TEXT = "是图片一类的内容，不是文字或数字，没有导入"
ASK_LAYER = "文件里有几个图层，读哪一个？"


@dataclass(frozen=True, slots=True)
class _GeoLayer:
    table: str
    column: str
    reference: int


def read_geopackage(raw: bytes, interview: Interview) -> FeatureReading:
    """Return the points and polygons of one layer in WGS-84; `row` counts its rows."""
    try:
        refuse_large(raw)
        with closing(_opened(raw)) as database:
            layer = _chosen(_layers(database), interview)
            stated = _stated(database, layer)
            unread: dict[str, RowProblem] = {}
            drawn = list(_drawn(database, layer, unread))
        found = place_features(drawn, stated, interview).joined(warnings=unread.values())
    except (sqlite3.Error, struct.error, ValueError, OverflowError) as error:
        return refused(UploadRefused(BROKEN_TEXT + f"({type(error).__name__})"))
    except (UploadRefused, CoordinateRefused) as error:
        return refused(error)
    return found


def _opened(raw: bytes) -> sqlite3.Connection:
    if not raw.startswith(MAGIC):
        raise UploadRefused(BROKEN_TEXT)
    database = sqlite3.connect(":memory:")
    # A copy made while a program had it open says that a second file belongs to it.
    database.deserialize(raw[:WAL_AT] + b"\x01\x01" + raw[WAL_AT + 2 :])
    database.execute("PRAGMA trusted_schema=OFF")
    database.execute("PRAGMA query_only=ON")
    database.text_factory = lambda value: value.decode("utf-8", errors="strict")
    looks = iter(range(MOST_STEPS))
    database.set_progress_handler(lambda: next(looks, None) is None, STEPS)
    database.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY
    )
    return database


def _layers(database: sqlite3.Connection) -> list[_GeoLayer]:
    """Return the layers that are plain tables, in the order of the file."""
    tables = {
        name
        for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
        if kind == "table" and not str(sql).upper().startswith("CREATE VIRTUAL")
    }
    rows = database.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
    return [_GeoLayer(str(t), str(c), int(s)) for t, c, s in rows if t in tables]


def _chosen(layers: list[_GeoLayer], interview: Interview) -> _GeoLayer:
    if not layers:
        msg = "文件里没有图形图层，库里的数据没有改动；请确认导出时选中了图层"
        raise UploadRefused(msg)
    names = [layer.table for layer in layers]
    answer = interview.ask("layer", ASK_LAYER, names, names[0]) if len(names) > 1 else names[0]
    chosen = [layer for layer in layers if layer.table == answer]
    if not chosen:
        msg = f"没有图层「{answer[:40]}」，有：{'、'.join(names)[:200]}；库里的数据没有改动"
        raise UploadRefused(msg)
    return chosen[0]


def _stated(database: sqlite3.Connection, layer: _GeoLayer) -> StatedPlace:
    if layer.reference in UNDEFINED:
        return StatedPlace()
    query = (
        "SELECT srs_name, organization, organization_coordsys_id"
        " FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
    )
    name, organization, number = next(
        database.execute(query, (layer.reference,)), ("", "", layer.reference)
    )
    if str(organization).upper() == "EPSG" and number in DEGREES:
        return StatedPlace(DEGREES[number], where="图层的坐标系")
    if str(organization).upper() == "EPSG" and number in PROJECTED:
        return StatedPlace(Datum.CGCS2000, *PROJECTED[number], where="图层的坐标系")
    msg = (
        f"图层的坐标参考是「{str(name)[:60]}」（{number}），不能导入，库里的数据没有改动；"
        "请转换为 WGS-84 或 CGCS2000（39 带或 40 带）后再导入"
    )
    raise UploadRefused(msg)


def _drawn(
    database: sqlite3.Connection, layer: _GeoLayer, unread: dict[str, RowProblem]
) -> Iterator[Drawn]:
    """Give the rows of a layer; `unread` gets its columns that hold no texts or numbers."""
    rows = database.execute(f"SELECT * FROM {_quoted(layer.table)}")  # noqa: S608
    names = [str(column[0]) for column in rows.description]
    if len(names) > MAX_COLUMNS:
        raise UploadRefused(TOO_MUCH)
    vertices = 0
    for row, values in enumerate(rows, 1):
        cells = dict(zip(names, values, strict=True))
        for name, value in cells.items():
            if isinstance(value, bytes) and name not in {layer.column, *unread}:
                unread[name] = RowProblem(row, name[:40], NO_TEXT)
        one = _row(row, cells, layer.column)
        vertices += sum(map(len, one.loops))
        if row > MAX_FEATURES or vertices > MAX_VERTICES:
            raise UploadRefused(TOO_MUCH)
        yield one


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _row(row: int, values: Mapping[str, object], column: str) -> Drawn:
    texts = {
        name: _as_text(value)
        for name, value in values.items()
        if name != column and not isinstance(value, bytes)
    }
    too_long = next((name for name, text in texts.items() if len(text) > MAX_TEXT), "")
    if too_long:
        return Drawn(row, {}, problem=f"「{too_long[:40]}」太长，最多 {MAX_TEXT} 个字")
    blob = values.get(column)
    if blob is None:
        return Drawn(row, texts)
    if not isinstance(blob, bytes) or len(blob) < HEADER or blob[:2] != b"GP":
        return Drawn(row, texts, problem="图形读不出来；请重新导出")
    return _of_blob(row, texts, blob)


def _of_blob(row: int, texts: dict[str, str], blob: bytes) -> Drawn:
    flags = blob[3]
    size = ENVELOPES.get((flags >> 1) & 7)
    if size is None or len(blob) < HEADER + size:
        return Drawn(row, texts, problem="图形读不出来；请重新导出")
    if flags & EMPTY:
        return Drawn(row, texts)
    try:
        shape = shapely.from_wkb(blob[HEADER + size :])
    except (shapely.errors.GEOSException, ValueError, TypeError):
        return Drawn(row, texts, problem="图形读不出来；请重新导出")
    return drawn_shape(row, texts, shape)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
