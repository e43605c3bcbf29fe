"""The one list of what can be read: a new format is a module and a line here.

Every message, uploader and help text that names the kinds of files takes them from this list.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath

from files.errors import ProductError
from files.sheets.cells import UNCHANGED
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused
from files.sheets.zip_members import names_in, read_members
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
# What programs put beside a layer that says nothing of its rows, and what systems put anywhere.
OF_A_LAYER = (
    ".dbf", ".prj", ".shx", ".cpg", ".sbn", ".sbx", ".xml", ".qpj", ".cst", ".qix", ".qmd", ".qml",
    ".sld", ".lyr", ".fbn", ".fbx", ".ain", ".aih", ".ixs", ".mxs", ".atx", ".lock",
)  # fmt: skip
OF_THE_SYSTEM = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
NAMED = 5
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
            return name, _said(form.read(content, interview), _unread(raw, name)), form
    if not any(name.lower().endswith(".shp") for name in members):
        named = "、".join(members)[:100] or "没有认识的文件"
        msg = f"压缩包里应当是一个图层（.shp 等）或一个地图文件，这里是：{named}，{UNCHANGED}"
        return "", refused(UploadRefused(msg)), None
    layer = next(name for name in members if name.lower().endswith(".shp"))
    return "", _said(read_layer(members, interview), _unread(raw, layer)), None


def _unread(raw: bytes, taken: str) -> list[str]:
    """Return the files of a zip that are neither read nor belong to the one that is."""
    stem = taken.rpartition(".")[0]
    return [
        name
        for name in names_in(raw)
        if name != taken
        and PurePosixPath(name).name.casefold() not in OF_THE_SYSTEM
        and not (name.startswith(f"{stem}.") and name.lower().endswith(OF_A_LAYER))
    ]


def _said(found: FeatureReading, unread: Sequence[str]) -> FeatureReading:
    """Name the files beside the one that was read: what they hold is not taken."""
    if not unread or found.unusable:
        return found
    named = "、".join(PurePosixPath(name).name[:40] for name in unread[:NAMED])
    more = f" 等 {len(unread)} 个" if len(unread) > NAMED else ""
    text = f"压缩包里还有别的文件，没有读：{named}{more}；要导入请单独上传"
    return found.joined(warnings=[RowProblem(0, "", text)])


def _others(members: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in members.items() if format_of(name) is not None}
