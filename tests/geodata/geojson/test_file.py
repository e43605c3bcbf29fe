"""Uploaded GeoJSON is read for what it says and for nothing it points to."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.sheets.questions import Interview
from geodata.coordinates import degrees_to_projected, wgs84_to_bd09
from geodata.geojson.file import read_geojson
from geodata.model import Datum
from tests.builders import HOSTILE
from tests.geodata.map_files import (
    SQUARE,
    assert_refused_cheaply,
    feature,
    forbid_files_and_network,
    geojson,
    polygon,
)
from tests.geodata.test_coordinates import metres
from tests.steps import steps

POINT = {"type": "Point", "coordinates": [117.6, 26.3]}


def named_crs(name: str) -> dict[str, object]:
    return {"type": "name", "properties": {"name": name}}


def only_problem(raw: bytes, **answers: str) -> str:
    reading = read_geojson(raw, Interview(answers))
    assert reading.features == ()
    [problem] = reading.problems
    return str(problem)


def test_points_and_polygons_keep_their_place_and_their_text() -> None:
    raw = geojson(
        feature(POINT, 名称="甲", 面积=12.5, 层数=3, 空=None, 通电=True), feature(polygon())
    )

    first, second = read_geojson(raw).features

    assert first.point == (117.6, 26.3)
    assert first.properties == {"名称": "甲", "面积": "12.5", "层数": "3", "空": "", "通电": "是"}
    assert (second.row, second.point, len(second.rings[0])) == (2, None, 5)


def test_a_row_without_a_place_stays_a_row() -> None:
    [row] = read_geojson(geojson(feature(None, 名称="甲"))).features

    assert (row.rings, row.point, row.properties["名称"]) == ((), None, "甲")


def test_holes_and_parts_become_rings() -> None:
    hole = [[117.602, 26.298], [117.604, 26.298], [117.604, 26.296], [117.602, 26.298]]
    shape = {"type": "MultiPolygon", "coordinates": [[SQUARE, hole], [SQUARE]]}

    [row] = read_geojson(geojson(feature(shape))).features

    assert [len(ring) for ring in row.rings] == [5, 5, 4]


def test_heights_are_left_out() -> None:
    shape = {"type": "Point", "coordinates": [117.6, 26.3, 180.0]}

    [row] = read_geojson(geojson(feature(shape))).features

    assert row.point == (117.6, 26.3)


def test_picks_from_baidu_are_moved_if_a_person_says_so() -> None:
    lon, lat = wgs84_to_bd09(117.6, 26.3)
    raw = geojson(feature({"type": "Point", "coordinates": [float(lon), float(lat)]}))

    [row] = read_geojson(raw, Interview({"datum": "百度"})).features

    assert row.point is not None
    assert metres(row.point, (117.6, 26.3)) < 0.001


@pytest.mark.parametrize(
    ("epsg", "zone", "prefixed"),
    [(4527, 39, True), (4528, 40, True), (4548, 39, False), (4549, 40, False)],
)
def test_a_file_in_metres_is_converted_by_the_system_it_names(
    epsg: int,
    zone: int,
    prefixed: bool,  # noqa: FBT001
) -> None:
    lons, lats = np.array(SQUARE).T
    metre = np.column_stack(degrees_to_projected(lons, lats, zone, prefixed=prefixed)).tolist()
    raw = geojson(feature(polygon(metre)), crs=named_crs(f"urn:ogc:def:crs:EPSG::{epsg}"))

    [row] = read_geojson(raw).features

    assert np.allclose(row.rings[0], SQUARE, atol=1e-8)


@pytest.mark.parametrize(
    "name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4490"]
)
def test_a_file_in_degrees_may_name_its_system(name: str) -> None:
    assert read_geojson(geojson(feature(POINT), crs=named_crs(name))).problems == ()


@pytest.mark.parametrize(
    "crs", [named_crs("EPSG:2327"), named_crs("EPSG:4610"), {"type": "link"}, "4326", [1]]
)
def test_any_other_system_is_refused(crs: object) -> None:
    assert "坐标参考" in only_problem(geojson(feature(POINT), crs=crs))


def test_the_datum_is_asked_and_its_likely_answer_shown() -> None:
    interview = Interview()

    [row] = read_geojson(geojson(feature(POINT)), interview).features

    assert row.datum is Datum.WGS84
    assert interview.open["datum"].likely == "WGS-84"
    assert interview.open["datum"].choices == ("WGS-84", "CGCS2000", "GCJ-02", "BD-09")


@pytest.mark.parametrize(("answer", "said"), [("不明", "坐标系不明"), ("西安80", "不能导入")])
def test_an_answer_that_gives_no_place_is_refused(answer: str, said: str) -> None:
    assert said in only_problem(geojson(feature(POINT)), datum=answer)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("Feature", "不是要素"),
        ({"type": "Point", "coordinates": [1, 2]}, "不是要素"),
        (feature({"type": "LineString", "coordinates": SQUARE}), "LineString"),
        (feature({"type": "GeometryCollection", "geometries": []}), "只接受点"),
        (feature({"coordinates": [1, 2]}), "只接受点"),
        (feature("POINT(1 2)"), "只接受点"),
        (feature({"type": "Point", "coordinates": ["117", "26"]}), "数字"),
        (feature({"type": "Point", "coordinates": [True, False]}), "数字"),
        (feature({"type": "Point", "coordinates": [117]}), "点数不够"),
        (feature({"type": "Point", "coordinates": [10**400, 26]}), "数字"),
        (feature({"type": "Point", "coordinates": {}}), "数字"),
        (feature({"type": "Point", "coordinates": [26.3, 117.6]}), "写反"),
        (feature({"type": "Point", "coordinates": [116.4, 39.9]}), "不在三明"),
        (feature({"type": "Point", "coordinates": [39559917.9, 2910210.7]}), "不在三明"),
        (feature(polygon([[117.6, 26.3], [117.7, 26.3], [117.6, 26.3]])), "点数不够"),
        (feature(polygon(SQUARE[:-1])), "没有闭合"),
        (feature(polygon([SQUARE[i] for i in (0, 2, 1, 3, 0)])), "自相交"),
        (feature(polygon([SQUARE[0]] * 4)), "没有面积"),
        (feature(polygon([*SQUARE[:-1], *[SQUARE[-1]] * 2000])), "超过 2000"),
        (feature(POINT, 甲="长" * 4001), "太长"),
        (feature(POINT) | {"properties": [1]}, "不超过 200 项"),
        (feature(POINT, **{f"列{i}": 1 for i in range(201)}), "不超过 200 项"),
    ],
)
def test_a_feature_that_is_wrong_is_named_by_its_row(item: object, said: str) -> None:
    text = only_problem_of_second(geojson(feature(POINT), item))

    assert text.startswith("第2行")
    assert said in text


def only_problem_of_second(raw: bytes) -> str:
    [problem] = read_geojson(raw).problems
    return str(problem)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "1" * 5000])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    place = b'{"type":"Point","coordinates":[%s,26.3]}' % number.encode()
    raw = b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":%s}]}' % place

    assert "Point" not in only_problem(raw)


def test_an_endless_number_in_a_property_is_refused() -> None:
    raw = geojson(feature(POINT, 面积=7)).replace(b"7}", b"1e999}")

    assert "「面积」：数字太大" in only_problem(raw)


def test_hostile_text_comes_through_as_text() -> None:
    [row] = read_geojson(geojson(feature(POINT, 名称=HOSTILE))).features

    assert row.properties["名称"] == HOSTILE


def vrt_naming(path: Path) -> str:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{path}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )


def kml_with_an_outside_entity(secret: Path) -> bytes:
    return f'<!DOCTYPE k [<!ENTITY x SYSTEM "file://{secret}">]><kml>&x;</kml>'.encode()


def a_polygon_of_a_million_vertices(_: Path) -> bytes:
    shape = b'{"type":"Polygon","coordinates":[[%s]]}' % (b"[117.6,26.3]," * 1_000_000)[:-1]
    return b'{"type":"FeatureCollection","features":[{"type":"Feature","geometry":%s}]}' % shape


COLLECTION = b'{"type":"FeatureCollection","features":'
ATTACKS: dict[str, Callable[[Path], bytes]] = {
    "a VRT": lambda secret: vrt_naming(secret).encode(),
    "a VRT over the network": lambda _: vrt_naming(Path("/vsicurl/http://127.0.0.1:9/x")).encode(),
    "a VRT as a string": lambda secret: json.dumps(vrt_naming(secret)).encode(),
    "KML with an outside entity": kml_with_an_outside_entity,
    "billion laughs": lambda _: (
        b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml>&b;</kml>'
    ),
    "a file name": lambda secret: str(secret).encode(),
    "an address": lambda _: b"/vsicurl/http://127.0.0.1:9/x.geojson",
    "deep lists": lambda _: COLLECTION + b"[" * 300_000,
    "deep objects": lambda _: b'{"a":' * 90_000,
    "a million vertices": a_polygon_of_a_million_vertices,
    "empty objects": lambda _: COLLECTION + b"[" + b"{}," * 6_000_000 + b"{}]}",
    "just not too many numbers": lambda _: b"[" + b"1000," * 1_990_000 + b"1]",
    "just not too many lists": lambda _: b"[" + b"[0.1,0.2]," * 470_000 + b"1]",
    "just not too many objects": lambda _: b"[" + b'{"a":0.1},' * 99_000 + b"1]",
    "21 000 features": lambda _: geojson(*[feature(None)] * 21_000),
    "too large": lambda _: b" " * 20_000_001,
    "nothing": lambda _: b"  ",
    "no text": lambda _: geojson(feature(POINT, 名称="甲")) + b"\xff\xff\x80",
    "TopoJSON": lambda _: b'{"type":"Topology"}',
    "no features": lambda _: COLLECTION + b"[]}",
    "features that are text": lambda _: COLLECTION + b'"x"}',
}


@pytest.mark.parametrize("name", list(ATTACKS))
def test_an_attack_is_refused_quickly_and_nothing_is_opened(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.geojson"
    secret.write_bytes(geojson(feature(POINT, 名称="机密")))
    raw = ATTACKS[name](secret)
    forbid_files_and_network(monkeypatch)

    said = assert_refused_cheaply(read_geojson, raw)

    assert "数据没有改动" in said
    assert "机密" not in said


def test_a_vrt_inside_a_property_is_only_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vrt = vrt_naming(tmp_path / "secret.geojson")
    forbid_files_and_network(monkeypatch)

    [row] = read_geojson(geojson(feature(POINT, 备注=vrt))).features

    assert row.properties["备注"] == vrt


def many_plots(count: int) -> bytes:
    return geojson(*[feature(polygon(), 名称=f"地块{i}", 面积=i / 7) for i in range(count)])


def test_a_file_of_the_most_features_allowed_is_read_whole() -> None:
    reading = read_geojson(many_plots(20_000))

    assert (len(reading.features), reading.problems) == (20_000, ())


def test_twice_the_features_are_twice_the_work() -> None:
    half, whole = (steps(partial(read_geojson, many_plots(n))) for n in (500, 1000))

    assert whole < 2.2 * half


@settings(max_examples=300, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["type", "coordinates", "geometry", "properties", "甲"]),
                inner | st.sampled_from(["Feature", "Point", "Polygon", "MultiPolygon"]),
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_no_content_ends_in_anything_but_an_answer(content: object) -> None:
    reading = read_geojson(geojson(feature(content), {"type": "Feature", "geometry": content}))

    assert reading.rows in {0, 2}
    assert len(reading.features) + len({problem.row for problem in reading.problems}) >= 1


def test_two_contents_under_one_name_are_refused_and_a_repetition_is_not() -> None:
    raw = geojson(feature(POINT, 名称="甲", 旧称="乙")).decode()

    assert "写了两个「名称」" in only_problem(raw.replace("旧称", "名称").encode())
    [plain] = read_geojson(raw.replace("旧称", "名称").replace("乙", "甲").encode()).features
    assert plain.properties == {"名称": "甲"}


def test_what_stands_beside_the_properties_is_named_once() -> None:
    raw = geojson(*({**feature(POINT, 名称="甲"), "id": f"X{n}"} for n in (1, 2)))

    [said] = [w for w in read_geojson(raw).warnings if "属性以外" in w.text]

    assert (said.row, said.column) == (1, "id")
    assert "如 X1" in said.text
