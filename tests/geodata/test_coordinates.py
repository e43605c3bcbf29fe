"""Coordinates arrive where they belong, or are refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geodata.coordinates import (
    FROM_WGS84,
    CoordinateRefused,
    bd09_to_gcj02,
    bd09_to_wgs84,
    degrees_to_projected,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    near_sanming,
    projected_to_degrees,
    read_datum,
    refuse_far,
    to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
    with_zone,
    zone_of,
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


@pytest.mark.parametrize(
    ("lon", "lat", "shifted"),
    [
        (72.003, 35.0, False), (72.005, 35.0, True),
        (137.835, 35.0, False), (137.834, 35.0, True),
        (100.0, 0.829, False), (100.0, 0.830, True),
        (100.0, 55.828, False), (100.0, 55.827, True),
        (2.3, 48.9, False), (-100.0, -35.0, False), (100.0, -35.0, False),
    ],
)  # fmt: skip
def test_the_shift_applies_within_its_own_four_limits(
    lon: float, lat: float, *, shifted: bool
) -> None:
    moved_lon, moved_lat = (float(value) for value in wgs84_to_gcj02(lon, lat))

    assert (moved_lon != lon) is shifted
    assert (moved_lat != lat) is shifted


# Places east, west, north and south of 105°E 35°N, from where the shift is reckoned.
@pytest.mark.parametrize(
    ("lon", "lat"), [(117.6, 26.2), (87.6, 43.8), (126.6, 45.8), (91.1, 29.7), (105.0, 35.0)]
)
def test_the_shift_is_the_published_formula(lon: float, lat: float) -> None:
    assert metres(wgs84_to_gcj02(lon, lat), published_gcj02(lon, lat)) < 1e-6


def published_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Reckon the shift as it is commonly published, term by term, with `math` alone."""
    x, y, pi = lon - 105.0, lat - 35.0, math.pi
    east = 300 + x + 2 * y + x**2 / 10 + x * y / 10 + math.sqrt(abs(x)) / 10
    north = -100 + 2 * x + 3 * y + y**2 / 5 + x * y / 10 + math.sqrt(abs(x)) / 5
    for amount, turn in ((20, 6.0), (20, 2.0)):
        east += 2 / 3 * amount * math.sin(turn * pi * x)
        north += 2 / 3 * amount * math.sin(turn * pi * x)
    for amount, turn in ((20, 1.0), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)):
        east += 2 / 3 * amount * math.sin(turn * pi * x)
    for amount, turn in ((20, 1.0), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)):
        north += 2 / 3 * amount * math.sin(turn * pi * y)
    axis, squared = 6378245.0, 0.00669342162296594323
    magic = 1 - squared * math.sin(math.radians(lat)) ** 2
    parallel = axis / math.sqrt(magic) * math.cos(math.radians(lat))
    meridian = axis * (1 - squared) / magic**1.5
    return lon + math.degrees(east / parallel), lat + math.degrees(north / meridian)


@pytest.mark.parametrize(("lon", "lat"), [(117.6, 26.2), (87.6, 43.8), (126.6, 45.8)])
def test_the_shift_of_baidu_is_the_published_formula(lon: float, lat: float) -> None:
    turn = math.pi * 3000 / 180
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * turn)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * turn)
    expected = radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006

    assert metres(gcj02_to_bd09(lon, lat), expected) < 1e-6
    assert metres(wgs84_to_bd09(lon, lat), gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))) < 1e-6


@pytest.mark.parametrize(
    ("easting", "zone"),
    [
        (9_999_999.9, None),
        (10_000_000, 10),
        (39_559_917.902, 39),
        (39_999_999.9, 39),
        (40_000_000, 40),
        (99_999_999.9, 99),
        (100_000_000, None),
        (559_917.902, None),
        (-39_559_917.902, None),
    ],
)
def test_a_zone_stands_in_front_of_eight_digits(easting: float, zone: int | None) -> None:
    assert zone_of(easting) == zone


def test_an_easting_gets_its_zone_in_front_once() -> None:
    assert with_zone(559_917.902, 39, prefixed=False) == 39_559_917.902
    assert with_zone(39_559_917.902, 39, prefixed=True) == 39_559_917.902


@pytest.mark.parametrize(
    ("x", "said"), [(180, "不在三明"), (180.5, "没有带号"), (-180.5, "没有带号")]
)
def test_what_is_beyond_180_is_taken_as_metres(x: float, said: str) -> None:
    with pytest.raises(CoordinateRefused, match=said):
        to_wgs84(x, 26.3, Datum.CGCS2000)


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.GCJ02, Datum.BD09])
def test_metres_in_a_datum_of_degrees_are_refused_as_they_stand(datum: Datum) -> None:
    with pytest.raises(CoordinateRefused, match=r"39559917\.9"):
        to_wgs84(39559917.902, 2910210.669, datum)


@pytest.mark.parametrize("zone", [38, 41, 13])
def test_zones_that_do_not_touch_sanming_are_refused_both_ways(zone: int) -> None:
    with pytest.raises(CoordinateRefused, match=f"带号是 {zone}"):
        projected_to_degrees(500_000, 2_910_210, zone, prefixed=False)
    with pytest.raises(CoordinateRefused, match=f"带号是 {zone}"):
        degrees_to_projected(117.6, 26.3, zone, prefixed=True)


def test_a_name_that_nobody_knows_is_told_as_far_as_it_is_of_use() -> None:
    with pytest.raises(CoordinateRefused) as refused:
        read_datum("坐" * 41)

    assert str(refused.value).count("坐") == 40 + 1  # and once in 不认识的坐标系


def test_among_many_points_the_first_that_is_far_is_told() -> None:
    with pytest.raises(CoordinateRefused, match=r"坐标 116.26\.3 "):
        refuse_far([117.6, 116.0, 115.0], [26.3, 26.3, 26.3])

    refuse_far([117.6, 117.7], [26.3, 26.3])


def test_a_far_point_is_told_as_it_was_written() -> None:
    with pytest.raises(CoordinateRefused, match=r"坐标 39100000\.5.2910210 "):
        to_wgs84(39_100_000.5, 2_910_210, Datum.CGCS2000)


@pytest.mark.parametrize("datum", [Datum.WGS84, Datum.CGCS2000, Datum.GCJ02, Datum.BD09])
def test_what_is_brought_here_can_be_brought_back(datum: Datum) -> None:
    x, y = FROM_WGS84[datum](117.6, 26.3)

    assert metres(to_wgs84(float(x), float(y), datum) or (0, 0), (117.6, 26.3)) < 1e-6
