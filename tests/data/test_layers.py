"""The shipped layers are whole, current, and what their records say."""

import json
from pathlib import Path

import pytest
from shapely import Point

from chains.allowed_words import COUNTIES
from chains.catalog import load_catalog
from geodata.desks import shipped_desks
from geodata.layers.desk_points import desk_cities
from geodata.layers.layer import DATA, county_of, load_layer, read_record

LAYERS = sorted(path.name.split(".")[0] for path in DATA.glob("*.record.yaml"))
AREAS: dict[str, float] = json.loads(
    (Path(__file__).parent / "province_areas.json").read_text(encoding="utf-8")
)
EQUAL_AREA = "EPSG:6933"
REEF = 0.03  # degrees: a reef is a ring of rocks round the point its name stands for


def test_every_layer_the_maps_need_is_there() -> None:
    assert LAYERS == [
        "china_lines",
        "china_provinces",
        "desk_cities",
        "desk_city_areas",
        "fujian_prefectures",
        "sanming_counties",
    ]


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_opens_and_says_whence_it_came(name: str) -> None:
    layer, record = load_layer(name), read_record(name)

    assert layer.crs == "EPSG:4326"
    assert "天地图" in record.source or "GeoNames" in record.source
    assert "MIT" in record.license
    assert record.made_on is not None


def test_no_map_file_lacks_a_record() -> None:
    files = {path.stem for path in DATA.glob("*.geojson")}

    assert files <= set(LAYERS)


def test_sanming_has_its_eleven_counties_of_today() -> None:
    counties = load_layer("sanming_counties")

    assert sorted(counties["name"]) == sorted(COUNTIES)
    assert dict(zip(counties["name"], counties["adcode"], strict=True))["三元区"] == 350404
    assert dict(zip(counties["name"], counties["adcode"], strict=True))["沙县区"] == 350405


def test_a_label_stands_inside_its_county() -> None:
    counties = load_layer("sanming_counties")
    places = zip(counties["label_lon"], counties["label_lat"], strict=True)

    assert [county_of(lon, lat) for lon, lat in places] == list(counties["name"])


def test_the_counties_fill_sanming_without_overlap() -> None:
    counties = load_layer("sanming_counties").to_crs(EQUAL_AREA)

    assert counties.area.sum() / 1e6 == pytest.approx(22_965, rel=0.01)  # km², the yearbooks'
    assert counties.union_all().area == pytest.approx(counties.area.sum(), rel=1e-6)


def test_fujian_has_nine_prefectures() -> None:
    assert len(load_layer("fujian_prefectures")) == 9


def test_every_province_keeps_its_area_within_three_percent() -> None:
    provinces = load_layer("china_provinces").to_crs(EQUAL_AREA)

    shares = {
        name: area / 1e6 / AREAS[name]
        for name, area in zip(provinces["name"], provinces.area, strict=True)
    }

    assert set(shares) == set(AREAS)
    assert len(shares) == 34
    assert {name for name, share in shares.items() if abs(share - 1) > 0.03} == set()


@pytest.mark.parametrize(
    ("place", "lon", "lat", "province"),
    [
        ("台湾", 121.0, 23.8, "台湾省"),
        ("钓鱼岛", 123.475, 25.745, "台湾省"),
        ("赤尾屿", 124.56, 25.92, "台湾省"),
        ("黄岩岛", 117.76, 15.15, "海南省"),
        ("曾母暗沙", 112.28, 3.97, "海南省"),
        ("永兴岛", 112.34, 16.84, "海南省"),
        ("藏南达旺", 91.87, 27.59, "西藏自治区"),
        ("藏南瓦弄", 97.0, 28.1, "西藏自治区"),
        ("阿克赛钦", 79.8, 35.2, "新疆维吾尔自治区"),
        ("香港", 114.17, 22.3, "香港特别行政区"),
        ("澳门", 113.55, 22.2, "澳门特别行政区"),
    ],
)
def test_a_place_lies_in_its_province(place: str, lon: float, lat: float, province: str) -> None:
    provinces = load_layer("china_provinces").set_index("name")

    off = provinces.geometry[province].distance(Point(lon, lat))

    assert off <= (REEF if province == "海南省" else 0), place


def test_the_dashed_line_has_ten_dashes_and_runs_round_its_islands() -> None:
    lines = load_layer("china_lines").set_index("name")
    dashes = lines.geometry["南海断续线"]

    assert len(dashes.geoms) == 10
    for lon, lat in [(117.76, 15.15), (112.28, 3.97), (112.34, 16.84)]:
        assert dashes.convex_hull.contains(Point(lon, lat))
    assert any(dash.bounds[0] > 122 and dash.bounds[1] > 23 for dash in dashes.geoms)  # 台湾以东


def test_the_map_has_the_cities_that_the_list_of_desks_names() -> None:
    listed = {
        (desk.name, city)
        for desk in shipped_desks()[1].desks
        for city in (*desk.core, *desk.suggested)
    }

    assert {(city.desk, city.short) for city in desk_cities()} == listed


def test_every_direction_of_a_chain_names_a_desk() -> None:
    chains = load_catalog().chains.values()

    named = {direction.desk for chain in chains for direction in chain.target_directions}

    assert named <= {desk.name for desk in shipped_desks()[1].desks}


def test_every_city_of_a_desk_lies_in_its_area() -> None:
    cities = load_layer("desk_cities")
    areas = load_layer("desk_city_areas").set_index("adcode").geometry

    off = [
        areas[code].distance(p) for code, p in zip(cities["adcode"], cities.geometry, strict=True)
    ]

    assert max(off) < 0.03
    assert len(cities) == len(areas) == 114
    assert cities["desk"].nunique() == 5
