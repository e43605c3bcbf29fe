"""A layer opens only if everything agrees with its record; an office may bring its own."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml

from files.errors import DataError
from geodata.layers.layer import DATA, counties_of, county_of, load_layer, read_record
from tests.geodata.map_files import SQUARE, feature, geojson, polygon

RECORD = {
    "source": "示例",
    "license": "MIT",
    "datum": "wgs84",
    "made_by": "hand",
    "made_on": "2026-11-23",
    "features": {"min": 1, "max": 2},
}


def put_layer(folder: Path, raw: bytes, name: str = "areas.geojson", /, **record: object) -> None:
    """Write a layer and a record that agrees with it except for `record`."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(raw)
    facts = {"file": name, "sha256": hashlib.sha256(raw).hexdigest(), **RECORD, **record}
    text = yaml.safe_dump(facts, allow_unicode=True)
    (folder / f"{Path(name).stem}.record.yaml").write_text(text, encoding="utf-8")


def area(**properties: object) -> dict[str, object]:
    return feature(polygon(), **{"adcode": 350404, "name": "甲", **properties})


def problem_of(folder: Path, office: Path | None = None) -> str:
    with pytest.raises(DataError) as error:
        load_layer("areas", folder, office)
    return str(error.value)


def test_a_layer_has_its_columns_and_a_label_inside(tmp_path: Path) -> None:
    put_layer(tmp_path, geojson(area(adcode="350404", 备注="乙")))

    layer = load_layer("areas", tmp_path)

    row = layer.iloc[0]
    assert (row["adcode"], row["name"], row["备注"]) == (350404, "甲", "乙")
    assert row.geometry.contains(layer.representative_point().iloc[0])
    assert (row["label_lon"], row["label_lat"]) == pytest.approx((117.605, 26.295))


def test_points_come_from_a_table(tmp_path: Path) -> None:
    raw = "adcode,name,lon,lat\n350404,甲,117.6,26.3\n".encode("utf-8-sig")
    put_layer(tmp_path, raw, "areas.csv")

    layer = load_layer("areas", tmp_path)

    assert (layer.geometry.iloc[0].x, layer.geometry.iloc[0].y) == (117.6, 26.3)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"sha256": "0" * 64}, "sha256"),
        ({"sha256": "x"}, "sha256"),
        ({"datum": "gcj02"}, "GCJ-02"),
        ({"datum": "bd09"}, "BD-09"),
        ({"datum": "unknown"}, "不明"),
        ({"datum": "mars"}, "不在允许的取值内"),
        ({"features": {"min": 2, "max": 3}}, "应当是 2 到 3 个"),
        ({"columns": ["adcode", "name", "city"]}, "缺少列：city"),
        ({"file": "elsewhere.geojson"}, "读不到图层文件"),
        ({"colour": "red"}, "不认识的键"),
        ({"source": ""}, "不能为空"),
    ],
)
def test_a_layer_that_disagrees_with_its_record_stays_closed(
    record: dict[str, object], said: str, tmp_path: Path
) -> None:
    put_layer(tmp_path, geojson(area()), **record)

    assert said in problem_of(tmp_path)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{}", "FeatureCollection"),
        (b"<OGRVRTDataSource/>", "不是有效的 GeoJSON"),
        (geojson("x"), "第1个要素"),
        (geojson(area() | {"properties": None}), "第1个要素"),
        (geojson(area() | {"geometry": None}), "第1个要素"),
        (geojson(area() | {"geometry": {"type": "Point", "coordinates": [1]}}), "点数不够"),
        (geojson(area(), area()), "出现了两次"),
        (geojson(area(adcode="甲")), "行政区划代码"),
        (geojson(area(adcode=None)), "行政区划代码"),
        (geojson(area(adcode=350427)), "现为 350405"),
        (geojson(area(name=" ")), "没有名称"),
        (geojson(area(name=None)), "没有名称"),
        (geojson(feature(polygon(), name="甲")), "缺少列：adcode"),
        (geojson(area() | {"geometry": polygon([SQUARE[i] for i in (0, 2, 1, 3, 0)])}), "无效"),
        (geojson(area() | {"geometry": polygon([[x + 99, y] for x, y in SQUARE])}), "经纬度"),
    ],
)
def test_a_layer_that_is_broken_stays_closed(raw: bytes, said: str, tmp_path: Path) -> None:
    put_layer(tmp_path, raw)

    assert said in problem_of(tmp_path)


@pytest.mark.parametrize(
    "raw",
    [
        b"adcode,name,lon\n350404,x,117\n",
        b"adcode,name,lon,lat\n350404,x,east,26\n",
        "adcode,name,lon,lat\n350404,甲,117,26\n".encode("gbk"),
    ],
)
def test_a_table_that_is_no_list_of_points_stays_closed(raw: bytes, tmp_path: Path) -> None:
    put_layer(tmp_path, raw, "areas.csv")

    assert "lon 和 lat" in problem_of(tmp_path)


def test_a_layer_without_a_record_stays_closed(tmp_path: Path) -> None:
    (tmp_path / "areas.geojson").write_bytes(geojson(area()))

    assert "areas.record.yaml" in problem_of(tmp_path)


def test_a_record_that_is_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "areas.record.yaml").write_text("- a\n", encoding="utf-8")

    assert "来源记录" in problem_of(tmp_path)


def test_the_file_of_an_office_replaces_ours(tmp_path: Path) -> None:
    put_layer(tmp_path / "ours", geojson(area()))
    put_layer(tmp_path / "office", geojson(area(name="官方")), source="自然资源局")

    layer = load_layer("areas", tmp_path / "ours", tmp_path / "office")
    record = read_record("areas", tmp_path / "ours", tmp_path / "office")

    assert layer["name"].tolist() == ["官方"]
    assert (record.source, record.note) == ("自然资源局", "")


def test_the_file_of_an_office_without_a_record_opens_with_a_note(tmp_path: Path) -> None:
    put_layer(tmp_path / "ours", geojson(area()))
    (tmp_path / "office").mkdir()
    raw = geojson(area(name="官方"))
    (tmp_path / "office" / "areas.geojson").write_bytes(raw)

    layer = load_layer("areas", tmp_path / "ours", tmp_path / "office")
    record = read_record("areas", tmp_path / "ours", tmp_path / "office")

    assert layer["name"].tolist() == ["官方"]
    assert "未附来源记录" in record.note
    assert record.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_broken_file_of_an_office_is_named_and_ours_does_not_stand_in(tmp_path: Path) -> None:
    put_layer(tmp_path / "ours", geojson(area()))
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "areas.geojson").write_bytes(geojson(area(), area(adcode=1), area()))

    said = problem_of(tmp_path / "ours", tmp_path / "office")

    assert said.startswith("areas.geojson")


@pytest.mark.parametrize("name", ["areas.geojson", "areas.csv"])
def test_a_folder_or_a_dead_link_in_the_place_of_a_file_is_refused_by_name(
    name: str, tmp_path: Path
) -> None:
    put_layer(tmp_path / "ours", geojson(area()))
    for office in (tmp_path / "folder", tmp_path / "link"):
        office.mkdir()
    (tmp_path / "folder" / name).mkdir()
    (tmp_path / "link" / name).symlink_to(tmp_path / "nowhere")

    for office in (tmp_path / "folder", tmp_path / "link"):
        said = problem_of(tmp_path / "ours", office)
        assert said.startswith(name)
        assert "读不到图层文件" in said


def test_a_record_that_is_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    put_layer(tmp_path / "ours", geojson(area()))
    put_layer(tmp_path / "office", geojson(area()))
    (tmp_path / "office" / "areas.record.yaml").unlink()
    (tmp_path / "office" / "areas.record.yaml").mkdir()

    assert problem_of(tmp_path / "ours", tmp_path / "office").startswith("areas.record.yaml")


def test_ours_is_used_while_the_office_has_none(tmp_path: Path) -> None:
    put_layer(tmp_path, geojson(area()))

    assert len(load_layer("areas", tmp_path, tmp_path / "nowhere")) == 1


@pytest.mark.parametrize("damage", ["delete", "truncate", "edit"])
def test_a_damaged_shipped_layer_is_refused_by_name(damage: str, tmp_path: Path) -> None:
    for path in DATA.glob("sanming_counties.*"):
        shutil.copy(path, tmp_path)
    file = tmp_path / "sanming_counties.geojson"
    if damage == "delete":
        file.unlink()
    elif damage == "truncate":
        file.write_bytes(file.read_bytes()[:-1000])
    else:
        content = json.loads(file.read_bytes())
        content["features"][0]["properties"]["name"] = "梅列区"
        file.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(DataError, match="sanming_counties"):
        load_layer("sanming_counties", tmp_path)


def test_a_point_is_told_its_county() -> None:
    assert county_of(117.515, 26.219) == "三元区"
    assert county_of(116.4, 39.9) is None


def test_many_points_are_told_at_once_in_their_order() -> None:
    assert counties_of([117.515, 0, 118.56], [26.219, 0, 26.18]) == ["三元区", None, "尤溪县"]


def test_another_layer_of_counties_may_be_asked(tmp_path: Path) -> None:
    put_layer(tmp_path, geojson(area()))

    assert county_of(117.605, 26.295, load_layer("areas", tmp_path)) == "甲"


def test_a_layer_with_a_character_that_nobody_sees_is_refused_by_feature_and_column(
    tmp_path: Path,
) -> None:
    table = (DATA / "desk_cities.csv").read_text(encoding="utf-8-sig")
    turned = table.replace("geonames:name,1816670", "geonames:\u202ename,1816670", 1)
    (tmp_path / "desk_cities.csv").write_text(turned, encoding="utf-8")

    with pytest.raises(DataError, match=r"第1个要素的 point_source.*U\+202E"):
        load_layer("desk_cities", office=tmp_path)
