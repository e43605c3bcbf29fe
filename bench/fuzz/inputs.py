"""Files to try: valid ones of random texts, one builder for each format, and damaged ones."""

import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from random import Random

import shapefile
import shapely
import xlsxwriter
from ezdxf.filemanagement import new

from geodata.readers.formats import LIST_ENDINGS, MAP_FORMATS
from tests.files import sheets_of
from tests.geodata.map_files import CGCS2000, shapefile_parts, zipped
from tests.geodata.readers import drawn_files
from tests.targets.vendor.vendor_lists import csv_file

OLD = Path(sheets_of.__file__).parent / "workbooks"
COMPANY_HEADINGS = ["企业名称", "统一社会信用代码", "登记状态", "注册资本", "成立日期", "所属城市"]
PLOT_HEADINGS = ["编号", "名称", "类型", "县区", "面积（亩）", "经度", "纬度", "坐标系", "备注"]
MORE_OF_COMPANIES, MORE_OF_PLOTS = (
    ["主营产品", "经营范围"],
    ["来源"],
)  # further texts of whole files
WORDS = (
    "甲有限公司",
    "一号地",
    "闲置土地",
    "大田县",
    "存续",
    "CGCS2000",
    "117.6",
    "26.2",
    "118.99",
    "2015-03-02",
    "1000万元",
    "913504000000000000",
    "合计",
    "共3家",
    "=1+1",
    "#REF!",
    "'0012",
    '="9133"',
    "\u3000 ",
    "a\u200bb",
    "\u202edb",
    "<b>&amp;</b>",
    "😀",
    "烨輝",
    "1e5",
    "-0",
    "nan",
    "١٢٣",
    "",
)
Rows = list[list[str]]
Make = Callable[[Rows], bytes]
DAMAGE_MOST = 6
DBF_NAME = 10  # bytes of a field's name


@dataclass(frozen=True, slots=True)
class FuzzedFile:
    """试的文件: its name and bytes, which door it goes through, and its rows if it is whole.

    The first row of a whole file stands in line `first` as its reader counts, each of the others
    `step` lines after the one before. `lacking` are the columns that its form cannot hold.
    """

    name: str
    raw: bytes
    is_company_list: bool
    rows: Rows | None = None
    first: int = 2
    step: int = 1
    lacking: frozenset[str] = frozenset()


def _xlsx(rows: Rows) -> bytes:
    target = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, plain) as book:
        sheet = book.add_worksheet("清单")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_string(at, column, cell)
    return target.getvalue()


def _escaped(make: Callable[[Sequence[Sequence[str]]], bytes]) -> Make:
    return lambda rows: make([[escape(cell) for cell in row] for row in rows])


def _geojson(rows: Rows) -> bytes:
    ring = [[x, y] for x, y in (*drawn_files.DEGREES, drawn_files.DEGREES[0])]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [
        {"type": "Feature", "geometry": shape, "properties": dict(zip(rows[0], row, strict=False))}
        for row in rows[1:]
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _kml(rows: Rows) -> bytes:
    places = " ".join(f"{x},{y},0" for x, y in (*drawn_files.DEGREES, drawn_files.DEGREES[0]))
    ring = f"<LinearRing><coordinates>{places}</coordinates></LinearRing>"
    shape = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    marks = ""
    for row in rows[1:]:
        data = "".join(
            f'<Data name="{escape(title)}"><value>{escape(cell)}</value></Data>'
            for title, cell in zip(rows[0], row, strict=False)
        )
        marks += f"<Placemark><ExtendedData>{data}</ExtendedData>{shape}</Placemark>"
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{head}<Document>{marks}</Document></kml>".encode()


def _kmz(rows: Rows) -> bytes:
    return zipped({"doc.kml": _kml(rows)})


def _esri(rows: Rows) -> bytes:
    ring = [[x, y] for x, y in (*drawn_files.DEGREES, drawn_files.DEGREES[0])]
    features = [
        {"attributes": dict(zip(rows[0], row, strict=False)), "geometry": {"rings": [ring]}}
        for row in rows[1:]
    ]
    reference = {"spatialReference": {"wkid": 4490}, "geometryType": "esriGeometryPolygon"}
    return json.dumps({**reference, "features": features}).encode()


def _geopackage(rows: Rows) -> bytes:
    columns = ", ".join(f'"{title}" TEXT' for title in rows[0])  # ours, never from outside
    database = sqlite3.connect(":memory:")
    database.executescript(
        f"""
        CREATE TABLE gpkg_spatial_ref_sys
            (srs_name, srs_id, organization, organization_coordsys_id);
        CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
        CREATE TABLE plots (fid INTEGER PRIMARY KEY, geom BLOB, {columns});
        INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', 4490, 'EPSG', 4490);
        INSERT INTO gpkg_geometry_columns VALUES ('plots', 'geom', 4490);
        """  # noqa: S608  (the headings are ours)
    )
    shape = shapely.to_wkb(shapely.Polygon(drawn_files.DEGREES))
    blob = b"GP\0\1" + struct.pack("<i", 4490) + shape
    marks = ", ".join("?" * (len(rows[0]) + 2))
    for at, row in enumerate(rows[1:], 1):
        database.execute(f"INSERT INTO plots VALUES ({marks})", (at, blob, *row))  # noqa: S608
    database.commit()
    return database.serialize()


def _wkt_list(rows: Rows) -> bytes:
    """A list that draws its plots: the place of each as a shape in the stead of two numbers."""
    drawn = shapely.to_wkt(shapely.Polygon(drawn_files.DEGREES))
    at = rows[0].index("经度")
    titles = [*rows[0][:at], "WKT", *rows[0][at + 2 :]]
    return csv_file([titles, *([*row[:at], drawn, *row[at + 2 :]] for row in rows[1:])])


def _corner_list(rows: Rows) -> bytes:
    """A list of 界址点: a row for each corner, all cells of the plot beside each."""
    at = rows[0].index("经度")
    titles = [*rows[0], "界址点号"]
    corners = [
        [*row[:at], str(x), str(y), *row[at + 2 :], f"J{number}"]
        for row in rows[1:]
        for number, (x, y) in enumerate(drawn_files.DEGREES, 1)
    ]
    return csv_file([titles, *corners])


def _drawing(rows: Rows) -> bytes:
    """A CAD drawing: the plots beside each other, the name of each within it."""
    document = new("R2010")
    space, name = document.modelspace(), rows[0].index("名称")
    for number, row in enumerate(rows[1:]):
        corners = [(x + 400 * number, y) for x, y in drawn_files.CORNERS]
        space.add_lwpolyline(corners, close=True)
        x, y = corners[0]
        space.add_text(row[name]).set_placement((x + 100, y + 100))
    target = io.StringIO()
    document.write(target)
    return target.getvalue().encode()


def _survey(rows: Rows) -> bytes:
    """A 勘测定界 TXT: the plots beside each other."""
    ring = (*drawn_files.CORNERS, drawn_files.CORNERS[0])
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n"
    lines = [f"{head}计量单位=米\n带号=39\n[地块坐标]"]
    number, name = rows[0].index("编号"), rows[0].index("名称")
    for east, row in enumerate(rows[1:]):
        lines.append(f"5,6.0000,{row[number]},{row[name]},面,,工业用地,,@")
        lines += [f"J{n},1,{y:.3f},{x + 400 * east:.3f}" for n, (x, y) in enumerate(ring, 1)]
    return "\n".join(lines).encode("gb18030")


def _layer(rows: Rows) -> bytes:
    """A shapefile in a zip: every text in a field of the same name, as far as ten bytes go."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    kept = [at for at, title in enumerate(rows[0]) if len(title.encode()) <= DBF_NAME]
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding="utf-8") as writer:
        for at in kept:
            writer.field(rows[0][at], "C", 254)
        for row in rows[1:]:
            writer.poly([[*drawn_files.DEGREES, drawn_files.DEGREES[0]]])
            writer.record(*(row[at].strip() for at in kept))
    files = {"shp": shp, "shx": shx, "dbf": dbf}
    parts = {f"图层.{ending}": part.getvalue() for ending, part in files.items()}
    return zipped(parts | {"图层.prj": CGCS2000.encode(), "图层.cpg": b"UTF-8"})


LISTS: Mapping[str, Make] = {
    "csv": csv_file,
    "gb.csv": lambda rows: csv_file(rows).decode("utf-8-sig").encode("gb18030"),
    "xlsx": _xlsx,
    "page.xls": _escaped(sheets_of.page),
    "xml.xls": _escaped(sheets_of.excel_xml),
    "ods": _escaped(sheets_of.ods),
}
"""By the end of its name, how a list of rows is written."""
MAPS: Mapping[str, Make] = {
    "geojson": _geojson,
    "json": _esri,
    "gpkg": _geopackage,
    "kml": _kml,
    "kmz": _kmz,
}
SHAPED: Mapping[str, Make] = {"wkt.csv": _wkt_list, "corners.csv": _corner_list}
DRAWN: Mapping[str, Make] = {"dxf": _drawing, "txt": _survey, "zip": _layer}
COUNTED = {"corners.csv": (2, len(drawn_files.DEGREES)), "txt": (8, 6), "dxf": (1, 1)}
"""Where the first plot stands as the reader counts, and how far on the next one does."""
HELD = {"dxf": frozenset({"名称"}), "txt": frozenset({"名称"})}
UNSAID = {"dxf": ("%%", "^", "\\"), "txt": (",", "，", "@")}  # what means something in a form
XML_SAFE = {"page.xls", "xml.xls", "ods", "kml", "kmz"}  # forms that cannot hold every character


def _text(random: Random) -> str:
    if random.random() < 0.75:  # noqa: PLR2004
        return "".join(random.choices(WORDS, k=random.choice((1, 1, 1, 2))))
    return "".join(chr(random.randrange(0x20, 0x2FFF)) for _ in range(random.randrange(8)))


USUAL = {
    "企业名称": ("甲有限公司", "乙（三明）化工有限公司", "丙 Chemical Co., Ltd."),
    "统一社会信用代码": ("", "", "91350400MA00000010"),
    "登记状态": ("存续", "在业", "注销"),
    "注册资本": ("1000万元", "500万美元", ""),
    "成立日期": ("2015-03-02", "2015/3/2", ""),
    "所属城市": ("杭州市", "厦门", ""),
    "名称": ("一号地", "二号 地块", "城东·三号"),
    "类型": ("闲置土地", "标准厂房"),
    "县区": ("大田县", "永安"),
    "面积（亩）": ("10", "1,000.5", ""),
    "经度": ("117.36",),
    "纬度": ("25.97",),
    "坐标系": ("WGS-84", "CGCS2000"),
    "备注": ("无", ""),
    "来源": ("县自然资源局", "踏勘记录", ""),
    "主营产品": ("氢氟酸、氟化铝", "钢结构", ""),
    "经营范围": ("一般项目：化工产品销售（不含许可类）", "无机盐制造；货物进出口", ""),
}
ODD_SHARE, ODD_NAME_SHARE = 0.06, 0.5  # cells that are anything at all
NAMES = {"企业名称", "名称", "备注", "来源", "主营产品", "经营范围"}


def _cell(heading: str, number: int, random: Random) -> str:
    """Return a cell as people write it, or anything; most rows have nothing wrong with them."""
    if random.random() < (ODD_NAME_SHARE if heading in NAMES else ODD_SHARE):
        return _storable(_text(random))
    if heading == "编号":
        return f"A-{number}"
    usual = random.choice(USUAL[heading])
    return f"{usual}{number}" if usual and heading in NAMES else usual


def _storable(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\u200b\u202e\u3000")


def whole_file(random: Random) -> FuzzedFile:
    """Return a valid file of random cells, all of whose texts must come back or be told."""
    is_company_list = random.random() < 0.5  # noqa: PLR2004
    makers = dict(LISTS) if is_company_list else {**LISTS, **SHAPED, **MAPS, **DRAWN}
    ending = random.choice(list(makers))
    headings = (
        [*COMPANY_HEADINGS, *MORE_OF_COMPANIES]
        if is_company_list
        else [*PLOT_HEADINGS, *MORE_OF_PLOTS]
    )
    count = random.randrange(1, 6)
    rows = [[_cell(heading, number, random) for heading in headings] for number in range(count)]
    unsaid = UNSAID.get(ending, ())
    rows = [[_without(cell, unsaid) for cell in row] for row in rows]
    whole = [list(headings), *rows]
    first, step = COUNTED.get(ending, (1 if ending in {*MAPS, "zip"} else 2, 1))
    lacking = frozenset(headings) - HELD.get(ending, frozenset(headings))
    return FuzzedFile(
        f"试.{ending}", makers[ending](whole), is_company_list, whole, first, step, lacking
    )


def _without(text: str, unsaid: Sequence[str]) -> str:
    for sign in unsaid:
        text = text.replace(sign, "")
    return text


def _samples() -> dict[str, list[bytes]]:
    """Return small good files by ending, one at least for every ending that can be read."""
    plots = [
        PLOT_HEADINGS,
        ["A1", "一号地", "闲置土地", "大田县", "10", "117.6", "26.2", "WGS-84", ""],
    ]
    companies = [COMPANY_HEADINGS, ["甲有限公司", "", "存续", "1万元", "2015-03-02", "杭州市"]]
    both = [plots, companies]
    old = [(OLD / f"{name}.xls").read_bytes() for name in ("plots", "companies")]
    new = [_xlsx(rows) for rows in both]
    cass = b"1,,536052.0,2873561.0,0\n2,,536052.0,2873761.0,0\n3,,536352.0,2873761.0,0\n"
    survey = drawn_files.survey()
    marks, shapes = drawn_files.kml(), zipped(shapefile_parts())
    return {
        ".xlsx": new,
        ".xlsm": new,
        ".xls": [*old, *(LISTS[n](rows) for rows in both for n in ("page.xls", "xml.xls"))],
        ".et": old,
        ".ods": [(OLD / f"{name}.ods").read_bytes() for name in ("plots", "companies")],
        ".csv": [csv_file(rows) for rows in both],
        ".geojson": [_geojson(plots)],
        ".json": [_geojson(plots)],
        ".txt": [survey, cass],
        ".dat": [cass],
        ".kml": [marks],
        ".ovkml": [marks],
        ".kmz": [_kmz(plots)],
        ".gpkg": [drawn_files.geopackage()],
        ".dxf": [drawn_files.dxf()],
        ".zip": [shapes],
    }


SAMPLES = _samples()
LEFT_OUT = {
    ending
    for ending in (*LIST_ENDINGS, *(e for form in MAP_FORMATS for e in form.endings), ".zip")
    if ending not in SAMPLES
}
"""Endings that can be read and have no sample here: must stay empty."""


def damaged_file(random: Random) -> FuzzedFile:
    """Return a file that is random bytes, or a good one damaged."""
    ending = random.choice(list(SAMPLES))
    is_company_list = ending in LIST_ENDINGS and random.random() < 0.5  # noqa: PLR2004
    raw = random.choice(SAMPLES[ending])
    ways = [_flipped, _cut, _spliced, _noise, _texts_replaced]
    if raw.startswith(b"PK"):
        ways += [_member_damaged, _member_damaged, _member_damaged]
    for _ in range(random.choice((1, 1, 2))):
        raw = random.choice(ways)(raw, random)
    return FuzzedFile(f"试{ending}", raw, is_company_list)


def _flipped(raw: bytes, random: Random) -> bytes:
    found = bytearray(raw)
    for _ in range(random.randrange(1, DAMAGE_MOST)):
        if found:
            found[random.randrange(len(found))] = random.randrange(256)
    return bytes(found)


def _cut(raw: bytes, random: Random) -> bytes:
    return raw[: random.randrange(len(raw) + 1)]


def _spliced(raw: bytes, random: Random) -> bytes:
    other = random.choice(random.choice(list(SAMPLES.values())))
    at, start = random.randrange(len(raw) + 1), random.randrange(len(other) + 1)
    return raw[:at] + other[start : start + random.randrange(200)] + raw[at:]


def _noise(raw: bytes, random: Random) -> bytes:
    if random.random() < 0.8:  # noqa: PLR2004
        return _flipped(raw, random)
    return random.randbytes(random.randrange(2000))


TOKENS = (b"1", b"117.6", b"0", b"hidden", b"type", b"name", b"<", b">", b'"', b",", b"\n", b":")
HOSTILE = (
    b"-1",
    b"1e999",
    b"NaN",
    b"99999999999999999999",
    b"\\ud800",
    b"&#xD800;",
    b"&#0;",
    b"\xff\xfe",
    b"\0",
    b"",
    b"[[[[",
    b'"""',
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"POLYGON((",
    b"null",
    b"\r\r\n",
)


def _texts_replaced(raw: bytes, random: Random) -> bytes:
    """Put something else for a number, a mark or a word, as an editor of text would."""
    token = random.choice(TOKENS)
    places = raw.count(token)
    if not places:
        return raw
    parts = raw.split(token)
    at = random.randrange(1, len(parts))
    return token.join(parts[:at]) + random.choice(HOSTILE) + token.join(parts[at:])


def _member_damaged(raw: bytes, random: Random) -> bytes:
    """Damage one file within a zip and pack it again; what is no zip any more is only flipped."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, RuntimeError):
        return _flipped(raw, random)
    except Exception as error:  # zlib.error has no common parent with the others
        if type(error).__module__ == "zlib":
            return _flipped(raw, random)
        raise
    if not files:
        return raw
    name = random.choice(list(files))
    way = random.choice((_flipped, _cut, _texts_replaced, _texts_replaced))
    files[name] = way(files[name], random)
    if random.random() < 0.1:  # noqa: PLR2004
        files.pop(name)
    return zipped(files)
