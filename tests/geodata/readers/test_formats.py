"""Every format gives the rectangle, asks what it leaves open, and opens nothing."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.sheets.questions import Interview
from geodata.model import Plot
from geodata.readers.any_file import read_upload
from geodata.readers.formats import MAP_FORMATS, accepted_endings, accepted_kinds
from geodata.readers.kml import read_kml
from geodata.reading import Reading
from tests.geodata.map_files import (
    CGCS2000,
    forbid_files_and_network,
    geojson,
    projected,
    shapefile_parts,
    zipped,
)
from tests.geodata.plots import HEADINGS, csv_of, told, workbook
from tests.geodata.readers.drawn_files import (
    CORNERS,
    DEGREES,
    INSIDE,
    TOLD,
    WKT,
    dxf,
    geopackage,
    kml,
    survey,
)

ROW = ["GEO-1", "测试地块", "闲置土地", "永安市"]
BARE = "\n".join(f"J{n},{y:.3f},{x:.3f}" for n, (x, y) in enumerate(CORNERS, 1)).encode()
CASS = "\n".join(f"{n},,{x:.3f},{y:.3f},150.0" for n, (x, y) in enumerate(CORNERS, 1)).encode()
CORNER_LIST: list[list[object]] = [
    ["地块编号", "地块名称", "类型", "县区", "点号", "X", "Y"],
    *([*ROW, f"J{n}", y, x] for n, (x, y) in enumerate(CORNERS, 1)),
]
ESRI = {
    "geometryType": "esriGeometryPolygon",
    "spatialReference": {"wkid": 4490},
    "features": [
        {"attributes": {"编号": "GEO-9"}, "geometry": {"rings": [[*DEGREES, DEGREES[0]]]}}
    ],
}
FILES: dict[str, bytes] = {
    "谷歌地球.kml": kml(),
    "奥维.ovkml": kml(),
    "图.kmz": zipped({"doc.kml": kml()}),
    "压缩.zip": zipped({"导出/图.kml": kml()}),
    "图层.gpkg": geopackage(),
    "投影.gpkg": geopackage(4527),
    "图纸.dxf": dxf(),
    "块.dxf": dxf(block=True),
    "无带号.dxf": dxf(zone=False),
    "裸坐标.txt": BARE,
    "全站仪.dat": CASS,
    "定界.txt": survey(),
    "界址点.xlsx": workbook(CORNER_LIST),
    "图形.csv": csv_of([*HEADINGS, "WKT"], [*ROW, f'"{WKT}"']),
    "图.json": json.dumps(ESRI).encode(),
}


def points_of(reading: Reading) -> list[tuple[float, float]]:
    found = [plot.position for plot in good(reading) if plot.position]
    return [(position.longitude, position.latitude) for position in found]


def good(reading: Reading) -> tuple[Plot, ...]:
    assert told(reading) == []
    return reading.plots


@pytest.mark.parametrize("name", list(FILES))
def test_every_format_gives_the_rectangle(name: str) -> None:
    reading = read_upload(FILES[name], name, TOLD)

    [plot] = good(reading)
    assert points_of(reading) == [pytest.approx(INSIDE, abs=1e-4)]
    assert len(plot.boundary[0]) == 5
    assert reading.questions == ()


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("谷歌地球.kml", {"datum": "WGS-84", "kind": "闲置土地", "county": "永安市"}),
        ("图层.gpkg", {"kind": "闲置土地", "county": "永安市"}),
        ("无带号.dxf", {"datum": "CGCS2000", "zone": "39", "kind": "闲置土地", "county": "永安市"}),
        ("裸坐标.txt", {"datum": "CGCS2000", "kind": "闲置土地", "county": "永安市"}),
        ("界址点.xlsx", {"datum": "CGCS2000"}),
        ("图形.csv", {"datum": "CGCS2000"}),
        ("定界.txt", {"kind": "闲置土地", "county": "永安市"}),
    ],
)
def test_what_a_file_leaves_open_is_asked_and_shown_with_its_likely_answer(
    name: str, asked: dict[str, str]
) -> None:
    reading = read_upload(FILES[name], name)

    assert {q.what: q.likely for q in reading.questions} == asked
    assert all(not q.likely or q.choices[0] == q.likely for q in reading.questions)
    assert points_of(reading) == [pytest.approx(INSIDE, abs=1e-4)]


def test_the_list_of_kinds_is_the_registry() -> None:
    for form in MAP_FORMATS:
        assert form.name in accepted_kinds()
        assert {ending.removeprefix(".") for ending in form.endings} <= set(accepted_endings())
    [text] = told(read_upload(b"x", "a.xyz"))
    assert all(f".{ending}" in text for ending in accepted_endings())


def test_a_form_nobody_can_read_says_the_way_out() -> None:
    assert "导出为 .ovkml 或 .kml" in told(read_upload(b"x", "a.ovobj"))[0]
    assert "另存为 .dxf" in told(read_upload(b"x", "a.dwg"))[0]


def test_the_texts_of_a_drawing_name_its_plots() -> None:
    assert good(read_upload(dxf(), "图.dxf", TOLD))[0].name == "测试地块"
    assert good(read_upload(dxf(block=True), "图.dxf", TOLD))[0].name == "测试地块"


def test_data_of_a_placemark_are_columns() -> None:
    assert good(read_upload(kml(), "a.kml", TOLD))[0].area_mu == 90


def test_a_drawing_without_closed_lines_says_so() -> None:
    assert "没有闭合的多段线" in told(read_upload(dxf(closed=False), "a.dxf", TOLD))[0]


def test_two_surveys_that_begin_with_parcel_1_are_two_plots() -> None:
    first = good(read_upload(survey(), "甲项目.txt", TOLD))
    second = good(read_upload(survey(east=5000, north=3000), "乙项目.txt", TOLD))

    assert [plot.id for plot in (*first, *second)] == ["甲项目/1", "乙项目/1"]


@pytest.mark.parametrize(("area", "unit"), [("60000", "平方米"), ("90", "亩")])
def test_an_area_in_another_unit_is_asked_and_shown_right(area: str, unit: str) -> None:
    reading = read_upload(survey(area), "a.txt", TOLD)

    [question] = reading.questions
    assert (question.what, question.likely) == ("unit", unit)
    assert reading.plots[0].area_mu == 90
    assert read_upload(survey(area), "a.txt", TOLD | {"unit": unit}).questions == ()


def test_an_area_that_no_unit_explains_is_asked() -> None:
    reading = read_upload(survey("9.5"), "a.txt", TOLD)

    [question] = reading.questions
    assert (question.what, question.likely) == ("area", "以记录为准")


@pytest.mark.parametrize(("prefixed", "prj"), [(False, 39_500_000), (True, 500_000)])
def test_a_zone_that_the_numbers_contradict_is_understood_and_said(
    prefixed: bool,  # noqa: FBT001
    prj: int,
) -> None:
    ring = [[x if prefixed else x - 39_000_000, y] for x, y in (*CORNERS, CORNERS[0])]
    raw = zipped(shapefile_parts([ring], prj=projected(117, prj)))

    reading = read_upload(raw, "a.zip", TOLD | {"unit": "亩", "area": "以记录为准"})

    assert points_of(reading) == [pytest.approx(INSIDE, abs=1e-4)]
    number = "39536052" if prefixed else "536052"
    assert any(number in warning.text for warning in reading.warnings)


def test_a_zone_that_cannot_be_is_refused_with_the_files_own_number() -> None:
    ring = [[x + 1_000_000, y] for x, y in (*CORNERS, CORNERS[0])]

    [text] = told(
        read_upload(zipped(shapefile_parts([ring], prj=projected(117, 500_000))), "a.zip")
    )

    assert "40536052" in text
    assert "inf" not in text


ENTITY = '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
HOSTILE: dict[str, tuple[str, bytes]] = {
    "an outside entity": ("a.kml", kml(head=ENTITY)),
    "billion laughs": ("a.kml", kml(head=LAUGHS)),
    "up and out": ("a.kmz", zipped({"../doc.kml": kml()})),
    "a bomb": ("a.kmz", zipped({"doc.kml": b" " * 100_000_000})),
    "no KML": ("a.kml", b"<html></html>"),
    "an empty KMZ": ("a.kmz", zipped({"a.txt": b"x"})),
    "no database": ("a.gpkg", b"SQLite format 3\0" + b"\xff" * 4000),
    "a database cut off": ("a.gpkg", geopackage()[:3000]),
    "a view for a table": (
        "a.gpkg",
        geopackage(
            extra=[
                "DROP TABLE 地块",
                "CREATE VIEW 地块 AS SELECT load_extension('x') AS geom, 1 AS 编号",
            ]
        ),
    ),
    "another system": ("a.gpkg", geopackage(2327)),
    "a drawing of nonsense": ("a.dxf", b"0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n90\nx\n"),
    "a binary drawing": ("a.dxf", b"AutoCAD Binary DXF\r\n\x1a\0"),
    "a text of nothing": ("a.txt", b"hello"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_is_refused_and_opens_nothing(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_name, raw = HOSTILE[name]
    forbid_files_and_network(monkeypatch)

    reading = read_upload(raw, file_name)

    assert reading.entries == ()
    assert "数据没有改动" in told(reading)[0]


def test_a_link_in_a_kml_is_named_and_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink>"
    raw = kml(link)
    forbid_files_and_network(monkeypatch)

    reading = read_kml(raw, Interview(TOLD))

    assert len(reading.features) == 1
    assert any("1 处指向别的文件或网址，没有打开" in warning.text for warning in reading.warnings)


SEEDS = [
    *FILES.items(),
    ("a.geojson", geojson({"type": "Feature", "properties": {}, "geometry": None})),
    ("a.zip", zipped(shapefile_parts(prj=CGCS2000))),
]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(range(len(SEEDS))),
    st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), max_size=12),
    st.integers(0, 3000),
)
def test_no_damage_to_a_file_ends_in_anything_but_an_answer(
    which: int, damage: list[tuple[int, int]], cut: int
) -> None:
    name, good_raw = SEEDS[which]
    raw = bytearray(good_raw[: len(good_raw) - cut] if cut < 300 else good_raw)
    for at, byte in damage:
        if raw:
            raw[at % len(raw)] = byte

    reading = read_upload(bytes(raw), name, TOLD)

    assert reading.entries or reading.problems


def test_a_name_among_the_extended_data_is_the_name_where_the_placemark_has_none() -> None:
    raw = kml().replace(b"<name>\xe6\xb5\x8b\xe8\xaf\x95\xe5\x9c\xb0\xe5\x9d\x97</name>", b"")
    data = '<Data name="名称"><value>一号地</value></Data></ExtendedData>'.encode()

    [plot] = good(read_upload(raw.replace(b"</ExtendedData>", data), "a.kml", TOLD))

    assert plot.name == "一号地"


def test_another_name_among_the_extended_data_is_not_lost_without_a_word() -> None:
    data = '<Data name="名称"><value>一号地</value></Data></ExtendedData>'.encode()

    reading = read_upload(kml().replace(b"</ExtendedData>", data), "a.kml", TOLD)

    assert [plot.name for plot in reading.good_plots] == ["测试地块"]
    assert ("扩展数据：名称", "不认识的列，没有导入") in [
        (w.column, w.text) for w in reading.warnings
    ]


def unread(reading: Reading) -> list[str]:
    return [w.text for w in reading.warnings if "没有读" in w.text or "没有导入" in w.text]


def test_what_lies_beside_the_map_in_a_zip_is_named() -> None:
    alone = shapefile_parts()
    of_programs = {"图层.shp.xml": b"<x/>", "图层.sbn": b"x", "Thumbs.db": b"x"}
    other = {"清单.xlsx": workbook([["编号"]]), "说明.docx": b"x"}

    assert unread(read_upload(zipped({**alone, **of_programs}), "图.zip", TOLD)) == []
    [said] = unread(read_upload(zipped({**alone, **other}), "图.zip", TOLD))
    assert "清单.xlsx、说明.docx" in said
    [said] = unread(read_upload(zipped({"图.kml": kml(), **other}), "图.zip", TOLD))
    assert "清单.xlsx、说明.docx" in said


def test_a_column_of_a_geopackage_that_is_no_text_is_named_once() -> None:
    pictures = ["ALTER TABLE 地块 ADD COLUMN 照片 BLOB", "UPDATE 地块 SET 照片 = x'0102'"]
    pictures += ["INSERT INTO 地块 SELECT 2, geom, 'GEO-K05', '测试二', 照片 FROM 地块"]

    reading = read_upload(geopackage(extra=pictures), "图层.gpkg", TOLD)

    [said] = [w for w in reading.warnings if "没有导入" in w.text]
    assert (said.row, said.column) == (1, "照片")
    assert len(reading.entries) == 2
