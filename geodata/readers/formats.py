"""The one list of what can be read: a new format is a module and a line here.

Every message, uploader and help text that names the kinds of files takes them from this list.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from files.errors import ProductError
from files.sheets.cells import UNCHANGED
from files.sheets.questions import Interview
from files.sheets.refusals import UploadRefused
from files.sheets.zip_members import read_members
from geodata.features import FeatureReading, refused
from geodata.geojson.file import read_geojson
from geodata.readers.geopackage import read_geopackage
from geodata.readers.identity import BEGUN_ANEW, RUNNING
from geodata.readers.kml import read_kml, read_kmz
from geodata.readers.shapefile_zip import MOST_BYTES, read_layer
from geodata.survey.coordinate_text import read_text_file

Reader = Callable[[bytes, Interview], FeatureReading]


@dataclass(frozen=True, slots=True)
class MapFormat:
    """格式: a kind of map file. `local` are the numbers that count within one such file only."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    local: re.Pattern[str] = field(default=RUNNING)


def _read_dxf(raw: bytes, interview: Interview) -> FeatureReading:
    # Its library takes a third of what all readers need to start, and few bring such a file.
    from geodata.readers.dxf import read_dxf  # noqa: PLC0415

    return read_dxf(raw, interview)


GEOJSON = MapFormat("GeoJSON", (".geojson", ".json"), read_geojson)
SURVEY = MapFormat(
    "勘测定界 TXT、界址点 TXT、CASS 坐标", (".txt", ".dat"), read_text_file, BEGUN_ANEW
)
KML = MapFormat("KML（谷歌地球、奥维）", (".kml", ".ovkml"), read_kml, BEGUN_ANEW)
KMZ = MapFormat("KMZ", (".kmz",), read_kmz, BEGUN_ANEW)
GEOPACKAGE = MapFormat("GeoPackage", (".gpkg",), read_geopackage)
DXF = MapFormat("DXF", (".dxf",), _read_dxf, BEGUN_ANEW)
MAP_FORMATS = (GEOJSON, SURVEY, KML, KMZ, GEOPACKAGE, DXF)
LIST_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".et", ".ods")
LIST_NAME = "Excel、WPS 表格、CSV"
ZIP_NAME = "Shapefile(zip)"
# What people try that cannot be read, and the way out.
ADVICE = {
    ".rar": "请解压后导入其中的文件，或重新压缩为 zip",
    ".7z": "请解压后导入其中的文件，或重新压缩为 zip",
    ".ovobj": "这是奥维互动地图自己的格式，没有公开；请在奥维里导出为 .ovkml 或 .kml",
    ".dwg": "请在 CAD 里另存为 .dxf",
    ".shp": "请把 .shp、.dbf、.prj、.shx（和 .cpg）一起压缩成 zip 再导入",
    ".dbf": "请把 .shp、.dbf、.prj、.shx（和 .cpg）一起压缩成 zip 再导入",
    ".mdb": "请在 ArcGIS 里导出为 shapefile 或 GeoPackage",
    ".gdb": "请在 ArcGIS 里导出为 shapefile 或 GeoPackage",
    ".pdf": "请向提供单位要原来的 Excel 或坐标文件",
    ".doc": "请把其中的表格复制到 Excel 再导入",
    ".docx": "请把其中的表格复制到 Excel 再导入",
}


def ending_of(name: str) -> str:
    """Return the ending of a file's name in lower case, with its dot."""
    return PurePath(name.strip().lower()).suffix


def accepted_endings() -> tuple[str, ...]:
    """Return every ending that can be read, without dots, lists first."""
    maps = (ending for form in MAP_FORMATS for ending in form.endings)
    return tuple(e.removeprefix(".") for e in dict.fromkeys([*LIST_ENDINGS, *maps, ".zip"]))


def accepted_kinds() -> str:
    """Return the names of everything that can be read, as a person reads them."""
    return "、".join([LIST_NAME, *(form.name for form in MAP_FORMATS), ZIP_NAME])


def format_of(name: str) -> MapFormat | None:
    """Return the map format of a file by its name, None for a list, a zip and what is not known."""
    return next((form for form in MAP_FORMATS if ending_of(name) in form.endings), None)


def unknown_kind(name: str) -> str:
    """Say that a kind of file cannot be read, and what to do."""
    ending = ending_of(name)
    known = "、".join(f".{ending}" for ending in accepted_endings())
    advice = ADVICE.get(ending)
    todo = f"{advice}。可导入 {known}" if advice else f"可导入 {known}"
    return f"不认识「{(ending or name)[:40]}」这种文件，{UNCHANGED}；{todo}"


def read_zip(raw: bytes, interview: Interview) -> tuple[str, FeatureReading, MapFormat | None]:
    """Return what a zip holds: a shapefile, or one file of another kind, with its name."""
    most = {**MOST_BYTES, **{e: 20_000_000 for form in MAP_FORMATS for e in form.endings}}
    try:
        members = read_members(raw, most)
    except ProductError as error:
        return "", refused(error), None
    others = _others(members)
    if len(others) == 1 and not any(name.lower().endswith(".shp") for name in members):
        [(name, content)] = others.items()
        form = format_of(name)
        if form is not None:
            return name, form.read(content, interview), form
    if not any(name.lower().endswith(".shp") for name in members):
        named = "、".join(members)[:100] or "没有认识的文件"
        msg = f"压缩包里应当是一个图层（.shp 等）或一个地图文件，这里是：{named}，{UNCHANGED}"
        return "", refused(UploadRefused(msg)), None
    return "", read_layer(members, interview), None


def _others(members: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in members.items() if format_of(name) is not None}
