"""Coordinates arrive where they belong, or are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geodata.coordinates import (
    CoordinateRefused,
    bd09_to_gcj02,
    bd09_to_wgs84,
    degrees_to_projected,
    gcj02_to_wgs84,
    near_sanming,
    projected_to_degrees,
    read_datum,
    to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)
from geodata.layers.layer import load_layer
from geodata.model import Datum

EARTH = Geod(ellps="WGS84")
LONGITUDES, LATITUDES = st.floats(73.5, 135), st.floats(4, 53)


def metres(a: tuple[object, object], b: tuple[object, object]) -> float:
    """Return the distance of two (lon, lat)."""
    lon, lat = np.float64(a[0]), np.float64(a[1])  # type: ignore[arg-type]
    other_lon, other_lat = np.float64(b[0]), np.float64(b[1])  # type: ignore[arg-type]
    east = (lon - other_lon) * 111_320 * np.cos(np.radians(lat))
    return float(np.hypot(east, (lat - other_lat) * 110_570))


def test_the_known_triple_of_a_point_in_beijing_is_met() -> None:
    gcj = wgs84_to_gcj02(116.481499, 39.990475)
    bd = wgs84_to_bd09(116.481499, 39.990475)

    assert metres(gcj, (116.487586, 39.991754)) < 0.1
    assert metres(bd, (116.49412, 39.997716)) < 0.5


@given(LONGITUDES, LATITUDES)
def test_gcj02_there_and_back_ends_within_a_micrometre(lon: float, lat: float) -> None:
    assert metres(gcj02_to_wgs84(*wgs84_to_gcj02(lon, lat)), (lon, lat)) < 1e-6


@given(LONGITUDES, LATITUDES)
def test_bd09_there_and_back_ends_within_a_micrometre(lon: float, lat: float) -> None:
    assert metres(bd09_to_wgs84(*wgs84_to_bd09(lon, lat)), (lon, lat)) < 1e-6


@given(st.floats(116.3, 118.7), st.floats(25.4, 27.2), st.sampled_from([39, 40]), st.booleans())
def test_metres_there_and_back_end_within_a_micrometre(
    lon: float,
    lat: float,
    zone: int,
    prefixed: bool,  # noqa: FBT001
) -> None:
    east, north = degrees_to_projected(lon, lat, zone, prefixed=prefixed)

    assert metres(projected_to_degrees(east, north, zone, prefixed=prefixed), (lon, lat)) < 1e-6


def test_many_points_are_shifted_at_once() -> None:
    lons, lats = np.linspace(116.5, 118.5, 1000), np.linspace(25.5, 27, 1000)

    shifted_lons, shifted_lats = bd09_to_gcj02(lons, lats)

    assert shifted_lons.shape == shifted_lats.shape == (1000,)
    one = bd09_to_gcj02(lons[7], lats[7])
    assert (shifted_lons[7], shifted_lats[7]) == (one[0], one[1])


def test_a_point_abroad_is_not_shifted() -> None:
    lon, lat = wgs84_to_gcj02(2.3, 48.9)

    assert (float(lon), float(lat)) == (2.3, 48.9)


def test_the_shift_of_sanming_is_some_600_metres() -> None:
    assert 400 < metres(wgs84_to_gcj02(117.6, 26.3), (117.6, 26.3)) < 700


@pytest.mark.parametrize(
    ("zone", "prefixed", "meridian", "false_easting"),
    [(39, True, 117, 39_500_000), (39, False, 117, 500_000),
     (40, True, 120, 40_500_000), (40, False, 120, 500_000)],
)  # fmt: skip
def test_a_zone_is_what_its_definition_says(
    zone: int,
    prefixed: bool,  # noqa: FBT001
    meridian: int,
    false_easting: int,
) -> None:
    definition = f"+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0={false_easting} +y_0=0"
    truth = Transformer.from_crs("EPSG:4326", f"{definition} +ellps=GRS80", always_xy=True)
    east, north = truth.transform(118.45, 26.1)

    degrees = projected_to_degrees(east, north, zone, prefixed=prefixed)

    assert metres(degrees, (118.45, 26.1)) < 0.001


def test_survey_metres_with_their_zone_need_no_more_words() -> None:
    lon, lat = to_wgs84(39559917.902, 2910210.669, Datum.CGCS2000) or (0, 0)

    assert metres((lon, lat), (117.6, 26.3)) < 1


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.CGCS2000])
def test_degrees_of_wgs84_and_cgcs2000_stay_as_they_are(datum: Datum) -> None:
    assert to_wgs84(117.6, 26.3, datum) == (117.6, 26.3)


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_picks_from_chinese_maps_are_moved(datum: Datum) -> None:
    shift = {Datum.GCJ02: wgs84_to_gcj02, Datum.BD09: wgs84_to_bd09}[datum]
    x, y = shift(117.6, 26.3)

    moved = to_wgs84(float(x), float(y), datum)

    assert moved is not None
    assert metres(moved, (117.6, 26.3)) < 1e-6


def test_an_unknown_datum_is_never_guessed() -> None:
    assert to_wgs84(117.6, 26.3, Datum.UNKNOWN) is None


@pytest.mark.parametrize(
    ("x", "y", "datum", "said"),
    [
        (26.3, 117.6, Datum.WGS84, "写反"),
        (2910210.669, 39559917.902, Datum.CGCS2000, "写反"),
        (39559917.902, 29102106.69, Datum.CGCS2000, "核对"),
        (40559917.902, 2910210.669, Datum.CGCS2000, "不在三明"),
        (38559917.902, 2910210.669, Datum.CGCS2000, "带号是 38"),
        (20559917.902, 2910210.669, Datum.CGCS2000, "6 度带"),
        (559917.902, 2910210.669, Datum.CGCS2000, "没有带号"),
        (116.4, 39.9, Datum.GCJ02, "不在三明"),
        (float("nan"), 26.3, Datum.WGS84, "不在三明"),
        (float("inf"), 26.3, Datum.GCJ02, "不在三明"),
        (1e300, 1e300, Datum.CGCS2000, "带号"),
    ],
)
def test_what_cannot_lie_in_sanming_is_refused(x: float, y: float, datum: Datum, said: str) -> None:
    with pytest.raises(CoordinateRefused, match=said):
        to_wgs84(x, y, datum)


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("2000国家大地坐标系", Datum.CGCS2000),
        ("CGCS2000", Datum.CGCS2000),
        ("国家2000", Datum.CGCS2000),
        ("China Geodetic Coordinate System 2000", Datum.CGCS2000),
        ("WGS-84", Datum.WGS84),
        ("D WGS 1984", Datum.WGS84),
        ("gcj02", Datum.GCJ02),
        ("高德", Datum.GCJ02),
        ("BD-09", Datum.BD09),
        ("百度地图", Datum.BD09),
        ("", Datum.UNKNOWN),
        ("不明", Datum.UNKNOWN),
    ],
)
def test_a_datum_is_known_by_the_names_people_write(text: str, datum: Datum) -> None:
    assert read_datum(text) is datum


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1980西安坐标系", "西安80"),
        ("西安80", "西安80"),
        ("D Xian 1980", "西安80"),
        ("1954年北京坐标系", "北京54"),
        ("北京54", "北京54"),
        ("Beijing_1954", "北京54"),
        ("三明独立坐标系", "不认识"),
    ],
)
def test_a_datum_without_a_public_way_to_ours_is_refused(text: str, said: str) -> None:
    with pytest.raises(CoordinateRefused, match=said):
        read_datum(text)


def test_the_box_around_sanming_holds_every_county_and_little_more() -> None:
    west, south, east, north = load_layer("sanming_counties").total_bounds

    assert near_sanming([west, east], [south, north]).all()
    assert not near_sanming([west - 0.2, east + 0.2], [south, north]).any()


@pytest.mark.parametrize("side", range(4), ids=["west", "south", "east", "north"])
def test_each_side_of_the_box_lies_some_ten_kilometres_outside(side: int) -> None:
    box = list(load_layer("sanming_counties").total_bounds)
    middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
    axis, away = side % 2, -1 if side < 2 else 1
    degree = (111.3 * np.cos(np.radians(middle[1])), 110.8)[axis]  # in kilometres

    def at(kilometres: float) -> bool:
        point = list(middle)
        point[axis] = box[side] + away * kilometres / degree
        return bool(near_sanming(*point))

    assert [at(kilometres) for kilometres in (-1, 0, 8, 13, 100, 1000)] == [True] * 3 + [False] * 3
