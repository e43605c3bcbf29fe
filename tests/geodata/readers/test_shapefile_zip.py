"""A zipped shapefile is read from memory, and everything around it is refused."""

import io
import struct
import zipfile
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import shapefile
from hypothesis import given, settings
from hypothesis import strategies as st

from files.sheets.questions import Interview
from geodata.coordinates import degrees_to_projected
from geodata.readers.shapefile_zip import read_shapefile
from tests.builders import HOSTILE
from tests.geodata.map_files import (
    BEIJING54,
    CGCS2000,
    SQUARE,
    WGS84,
    XIAN80,
    assert_refused_cheaply,
    forbid_files_and_network,
    projected,
    shapefile_parts,
    zipped,
)
from tests.steps import steps

UTM = projected(117, 500_000, WGS84).replace('Scale_Factor",1.0', 'Scale_Factor",0.9996')


def only_problem(raw: bytes) -> str:
    reading = read_shapefile(raw)
    assert reading.features == ()
    [problem] = reading.problems
    return str(problem)


def changed(ending: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a good zip in which the file of that ending was changed."""
    parts = shapefile_parts()
    return zipped({n: change(c) if n.endswith(ending) else c for n, c in parts.items()})


def shape_of_kind(kind: int) -> bytes:
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=kind) as writer:
        writer.field("name", "C", 40)
        draw = {
            shapefile.POINT: lambda: writer.point(117.6, 26.3),
            shapefile.POINTZ: lambda: writer.pointz(117.6, 26.3, 180),
            shapefile.POLYGONZ: lambda: writer.polyz([[[*p, 180] for p in SQUARE]]),
            shapefile.POLYLINE: lambda: writer.line([SQUARE]),
            shapefile.POLYGON: writer.null,
        }[kind]
        draw()
        writer.record("a")
    parts = {"a.shp": shp.getvalue(), "a.dbf": dbf.getvalue(), "a.prj": CGCS2000.encode()}
    return zipped(parts)


def test_polygons_keep_their_place_and_their_text() -> None:
    reading = read_shapefile(zipped(shapefile_parts(names=["甲地块", "乙地块"])))

    first, second = reading.features
    assert (reading.problems, reading.rows) == ((), 2)
    assert first.properties == {"名称": "甲地块", "面积": "12.5"}
    assert (second.row, second.point) == (2, None)
    assert np.allclose(first.rings[0], SQUARE)


@pytest.mark.parametrize("kind", [shapefile.POINT, shapefile.POINTZ])
def test_points_with_and_without_height_are_read(kind: int) -> None:
    [row] = read_shapefile(shape_of_kind(kind)).features

    assert (row.point, row.rings) == ((117.6, 26.3), ())


def test_polygons_with_height_are_read_without_it() -> None:
    [row] = read_shapefile(shape_of_kind(shapefile.POLYGONZ)).features

    assert np.allclose(row.rings[0], SQUARE)


def test_a_row_without_a_shape_stays_a_row() -> None:
    [row] = read_shapefile(shape_of_kind(shapefile.POLYGON)).features

    assert (row.rings, row.point, row.properties) == ((), None, {"name": "a"})


def test_lines_are_refused() -> None:
    assert "只接受点和面" in only_problem(shape_of_kind(shapefile.POLYLINE))


def test_the_outer_ring_comes_first_whatever_the_order() -> None:
    hole = [[117.602, 26.298], [117.602, 26.296], [117.604, 26.296], [117.602, 26.298]]

    [row] = read_shapefile(zipped(shapefile_parts([hole, SQUARE]))).features

    assert [len(ring) for ring in row.rings] == [5, 4]


@pytest.mark.parametrize(
    ("encoding", "cpg"),
    [
        ("utf-8", ""),
        ("utf-8", "UTF-8"),
        ("utf-8", "65001"),
        ("gb18030", ""),
        ("gb18030", "GBK"),
        ("gb18030", "936"),
        ("gb18030", "GB18030"),
    ],
)
def test_text_is_read_in_its_encoding(encoding: str, cpg: str) -> None:
    parts = {**shapefile_parts(encoding=encoding), "图层.cpg": cpg.encode()}

    [row] = read_shapefile(zipped(parts)).features

    assert row.properties["名称"] == "甲地块"


@pytest.mark.parametrize(
    ("zone", "false_easting", "prefixed"),
    [(39, 500_000, False), (39, 39_500_000, True), (40, 500_000, False), (40, 40_500_000, True)],
)
@pytest.mark.parametrize("geographic", [CGCS2000, WGS84])
def test_metres_of_either_zone_become_degrees(
    zone: int,
    false_easting: int,
    prefixed: bool,  # noqa: FBT001
    geographic: str,
) -> None:
    lons, lats = np.array(SQUARE).T
    metres = np.column_stack(degrees_to_projected(lons, lats, zone, prefixed=prefixed)).tolist()
    prj = projected(zone * 3, false_easting, geographic)

    [row] = read_shapefile(zipped(shapefile_parts([metres], prj=prj))).features

    assert np.allclose(row.rings[0], SQUARE, atol=1e-8)


@pytest.mark.parametrize(
    ("prj", "said"),
    [
        (XIAN80, "西安80"),
        (projected(117, 500_000, XIAN80), "西安80"),
        (BEIJING54, "北京54"),
        (CGCS2000.replace("D_China_2000", "D_Unknown"), "不认识"),
        (CGCS2000.replace("D_China_2000", "D_GCJ02"), "坐标系是GCJ-02"),
        (UTM, "3 度带"),
        (projected(117, 20_500_000), "3 度带"),
        (projected(114, 500_000), "3 度带"),
        (projected(117, 500_000).replace("Gauss_Kruger", "Mercator"), "3 度带"),
        (projected(117, 500_000).replace("117.0", "1.1.7"), "写法不对"),
        ("+proj=longlat +nadgrids=/etc/passwd", "没有写坐标系"),
        ('DATUM["CGCS2000"],EXTENSION["PROJ4","+nadgrids=/etc/passwd"]', ""),
    ],
)
def test_a_coordinate_system_is_understood_or_refused_and_opens_nothing(
    prj: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = zipped(shapefile_parts(prj=prj))
    forbid_files_and_network(monkeypatch)

    reading = read_shapefile(raw)

    assert said in "".join(map(str, reading.problems))
    assert bool(reading.problems) == bool(said)


def test_a_missing_table_is_named_with_what_to_do() -> None:
    parts = {n: c for n, c in shapefile_parts().items() if not n.endswith(".dbf")}

    said = only_problem(zipped(parts))

    assert "缺少 图层.dbf" in said
    assert "一起压缩" in said


@pytest.mark.parametrize("answer", ["", "高德"])
def test_a_missing_coordinate_system_is_asked_and_not_refused(answer: str) -> None:
    parts = {n: c for n, c in shapefile_parts().items() if not n.endswith(".prj")}
    interview = Interview({"datum": answer})

    reading = read_shapefile(zipped(parts), interview)

    assert reading.datum == ("GCJ-02" if answer else "CGCS2000")
    assert list(interview.open) == ([] if answer else ["datum"])


def test_an_index_is_not_needed() -> None:
    parts = {n: c for n, c in shapefile_parts().items() if not n.endswith(".shx")}

    assert read_shapefile(zipped(parts)).problems == ()


def test_folders_upper_case_and_the_shadows_of_macos_are_no_hindrance() -> None:
    parts = {f"闲置土地/{n.upper()}": c for n, c in shapefile_parts().items()}

    reading = read_shapefile(zipped({**parts, "__MACOSX/._图层.shp": b"x", "说明.txt": b"x"}))

    assert len(reading.features) == 1


def table_of_every_kind(truth: str, day: str, number: str) -> bytes:
    """Return a good zip whose table has one row of these dBASE cells."""
    cells = [(b"ok", b"L", 1, truth), (b"day", b"D", 8, day), (b"n", b"N", 6, number)]
    columns = b"".join(struct.pack("<11sc4xBB14x", name, k, n, 0) for name, k, n, _ in cells)
    row = b" " + b"".join(text.rjust(n).encode() for _, _, n, text in cells)
    header = struct.pack("<BBBBIHH20x", 3, 126, 1, 1, 1, 32 + len(columns) + 1, len(row))
    return zipped({**shapefile_parts(), "图层.dbf": header + columns + b"\r" + row})


def test_cells_become_text_as_people_write_it() -> None:
    [row] = read_shapefile(table_of_every_kind("T", "20240501", "12")).features

    assert row.properties == {"ok": "是", "day": "2024-05-01", "n": "12"}


def test_empty_cells_become_empty_text() -> None:
    [row] = read_shapefile(table_of_every_kind("?", "", "")).features

    assert row.properties == {"ok": "", "day": "", "n": ""}


def test_rows_without_shapes_are_refused_as_a_whole() -> None:
    parts = shapefile_parts(names=["甲", "乙"])
    one = shapefile_parts(names=["甲"])

    assert "对不上" in only_problem(zipped({**parts, "图层.shp": one["图层.shp"]}))


def test_a_shape_of_another_kind_is_named_by_row() -> None:
    line = struct.pack("<i", shapefile.POLYLINE)

    raw = changed(".shp", lambda shp: shp[:108] + line + shp[112:])

    assert only_problem_of(raw) == (1, "图形")


def test_a_wrong_cell_is_named_by_row_and_column() -> None:
    parts = shapefile_parts(names=["甲地块", "乙地块"], encoding="gb18030")
    parts["图层.dbf"] = parts["图层.dbf"].replace("乙".encode("gb18030"), b"\xff\xff")
    parts["图层.cpg"] = b"GBK"

    assert only_problem_of(zipped(parts)) == (2, "名称")


def only_problem_of(raw: bytes) -> tuple[int, str]:
    [problem] = read_shapefile(raw).problems
    return problem.row, problem.column


def test_a_ring_that_crosses_itself_is_named_by_row() -> None:
    crossed = [SQUARE[i] for i in (0, 2, 1, 3, 0)]

    assert only_problem_of(zipped(shapefile_parts([crossed]))) == (1, "图形")


def test_an_endless_coordinate_is_named_by_row() -> None:
    place = struct.pack("<d", 117.60)
    raw = changed(".shp", lambda shp: shp[:100] + shp[100:].replace(place, b"\xff" * 8))

    assert only_problem_of(raw) == (1, "图形")


def test_hostile_text_comes_through_as_text() -> None:
    [row] = read_shapefile(zipped(shapefile_parts(names=[HOSTILE]))).features

    assert row.properties["名称"] == HOSTILE[:40]


def encrypted() -> bytes:
    raw = bytearray(zipped(shapefile_parts()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + place] |= 1
            at = raw.find(mark, at + 1)
    return bytes(raw)


def lying_about_its_size() -> bytes:
    raw = bytearray(zipped({**shapefile_parts(), "图层.shp": b"\0" * 30_000_000}))
    size = struct.pack("<I", 30_000_000)
    return bytes(raw.replace(size, struct.pack("<I", 1_000)))


def many_small_members() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for i in range(60_000):
            archive.writestr(f"{i}.shp", b"")
    return packed.getvalue()


def table_of_many_columns() -> bytes:
    header = struct.pack("<BBBBIHH20x", 3, 126, 1, 1, 20_000, 32 + 32 * 255 + 1, 256)
    columns = b"".join(struct.pack("<11sc4xBB14x", b"a%d" % i, b"C", 1, 0) for i in range(255))
    cells = np.random.default_rng(1).integers(48, 58, 5_120_000, "u1").tobytes()
    return zipped({**shapefile_parts(), "图层.dbf": header + columns + b"\r" + cells})


def a_shape_of_800_000_vertices() -> bytes:
    points = np.random.default_rng(1).random((800_000, 2)).tobytes()  # does not compress
    content = struct.pack("<i4dii", 5, 117, 26, 118, 27, 1, 800_000) + b"\0\0\0\0" + points
    record = struct.pack(">ii", 1, len(content) // 2) + content
    header = struct.pack(">i20xi", 9994, (100 + len(record)) // 2) + struct.pack("<ii", 1000, 5)
    return zipped({**shapefile_parts(), "图层.shp": header.ljust(100, b"\0") + record})


ATTACKS: dict[str, Callable[[], bytes]] = {
    "no zip": lambda: b"<OGRVRTDataSource/>",
    "nothing": lambda: b"",
    "too large": lambda: b"P" * 20_000_001,
    "cut off": lambda: zipped(shapefile_parts())[:-100],
    "encrypted": encrypted,
    "up and out": lambda: zipped({**shapefile_parts(), "../../etc/cron.d/x": b"x"}),
    "up and out of Windows": lambda: zipped({**shapefile_parts(), "a\\..\\..\\x.shp": b"x"}),
    "absolute": lambda: zipped({"/etc/passwd": b"x", **shapefile_parts()}),
    "another drive": lambda: zipped({"C:/x.shp": b"x", **shapefile_parts()}),
    "a bomb": lambda: zipped({**shapefile_parts(), "图层.dbf": b"\0" * 200_000_000}),
    "a bomb in the projection": lambda: zipped({**shapefile_parts(), "图层.prj": b" " * 10**8}),
    "a bomb that lies": lying_about_its_size,
    "60 000 members": many_small_members,
    "no layer": lambda: zipped({"a.txt": b"x"}),
    "two layers": lambda: zipped({**shapefile_parts(), "b.shp": b"x"}),
    "a VRT for a shape": lambda: changed(".shp", lambda _: b"<OGRVRTDataSource/>" * 20),
    "a shape cut off": lambda: changed(".shp", lambda shp: shp[:-8]),
    "a table cut off": lambda: changed(".dbf", lambda dbf: dbf[:40]),
    "a table of text": lambda: changed(".dbf", lambda _: b"name,area\n"),
    "a table without rows": lambda: changed(".dbf", lambda d: d[:4] + b"\0" * 4 + d[8:]),
    "4 000 000 000 rows": lambda: changed(".dbf", lambda d: d[:4] + b"\xff" * 4 + d[8:]),
    "5 000 000 cells": table_of_many_columns,
    "800 000 vertices": a_shape_of_800_000_vertices,
}


@pytest.mark.parametrize("name", list(ATTACKS))
def test_an_attack_is_refused_quickly_and_nothing_is_opened(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = ATTACKS[name]()
    forbid_files_and_network(monkeypatch)

    said = assert_refused_cheaply(read_shapefile, raw)

    assert "数据没有改动" in said


@pytest.mark.parametrize("raw", [table_of_many_columns, a_shape_of_800_000_vertices])
def test_more_than_anybody_has_is_refused_by_count(raw: Callable[[], bytes]) -> None:
    assert "内容太多" in only_problem(raw())


def many_plots(count: int) -> bytes:
    return zipped(shapefile_parts(names=[f"地块{i}" for i in range(count)]))


def test_a_file_of_the_most_features_allowed_is_read_whole() -> None:
    reading = read_shapefile(many_plots(20_000))

    assert (len(reading.features), reading.problems) == (20_000, ())


def test_twice_the_features_are_twice_the_work() -> None:
    half, whole = (steps(partial(read_shapefile, many_plots(n))) for n in (500, 1000))

    assert whole < 2.2 * half


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([".shp", ".dbf", ".prj", ".zip"]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4),
)
def test_no_damage_ends_in_anything_but_an_answer(
    ending: str, damage: list[tuple[int, int]]
) -> None:
    def damaged(content: bytes) -> bytes:
        letters = bytearray(content)
        for place, letter in damage:
            letters[place % len(letters)] = letter
        return bytes(letters)

    raw = damaged(zipped(shapefile_parts())) if ending == ".zip" else changed(ending, damaged)

    reading = read_shapefile(raw)

    assert reading.features or reading.problems
