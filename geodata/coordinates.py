"""Bring coordinates to WGS-84 degrees, longitude first; what cannot be brought is refused.

CGCS2000 and WGS-84 degrees agree within centimetres here and are taken as equal. GCJ-02 (高德、
腾讯) and BD-09 (百度) shift a point by some 600 m; Xi'an 80 and Beijing 54 have no public way
to WGS-84, so they are refused and no conversion parameters are ever asked for.
"""

import re
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Transformer

from files.errors import ProductError
from geodata.model import Datum

Degrees = NDArray[np.float64]
Shift = Callable[[ArrayLike, ArrayLike], tuple[Degrees, Degrees]]

ZONES = (39, 40)  # the 3-degree zones Sanming lies in, central meridians 117°E and 120°E
DEGREES_EPSG = 4490
MOST_DEGREES = 180  # anything beyond is metres
ZONE_UNIT = 1_000_000  # metres: an easting with its zone in front is zone * ZONE_UNIT + easting
# Sanming and some 10 km around it. A wrong zone moves a point by 3 degrees, which leaves it.
WEST, EAST, SOUTH, NORTH = 116.27, 118.77, 25.38, 27.22

AXIS, FLATNESS = 6378245.0, 0.00669342162296594323  # the ellipsoid GCJ-02 reckons with
SHIFTED = ((72.004, 137.8347), (0.8293, 55.8271))  # where the shift applies: lon, lat
BAIDU_TURN = np.pi * 3000 / 180
INVERSE_STEPS = 6

REFUSED_DATUMS = {
    re.compile(r"西安\s*(19)?80|80\s*西安|1980|xi.?an|^80(坐标系?)?$", re.IGNORECASE): "西安80",
    re.compile(r"北京\s*(19)?54|54\s*北京|1954|beijing|^54(坐标系?)?$", re.IGNORECASE): "北京54",
}
NAMED_DATUMS = (
    (
        re.compile(
            r"cgcs|2000\s*国家|国家\s*(大地)?\s*2000|大地\s*(坐标系?)?\s*2000|china.*2000|^\s*2000|"
            r"epsg:*\s*(4490|45[1-5]\d|449\d|450\d)|^\s*(4490|4527|4528|4548|4549)\s*$",
            re.IGNORECASE,
        ),
        Datum.CGCS2000,
    ),
    (
        re.compile(
            r"wgs[\s_-]*(19)?84|gps|天地图|epsg:*\s*4326|crs84|^\s*84|^\s*4326\s*$", re.IGNORECASE
        ),
        Datum.WGS84,
    ),
    (
        re.compile(r"gcj[\s_-]*(02)?|火星|高德|腾讯|国测局|amap|gaode|tencent", re.IGNORECASE),
        Datum.GCJ02,
    ),
    (re.compile(r"bd[\s_-]*09|百度|baidu", re.IGNORECASE), Datum.BD09),
    (re.compile(r"^\s*(不明|不详|未知|不清楚|unknown|-)?\s*$", re.IGNORECASE), Datum.UNKNOWN),
)


class CoordinateRefused(ProductError):  # noqa: N818  (named as the user meets it)
    """A coordinate cannot be brought to WGS-84; the text says why and what to do."""


def to_wgs84(x: float, y: float, datum: Datum) -> tuple[float, float] | None:
    """Return (longitude, latitude) of a place in Sanming, or None if the datum is unknown.

    `x` is the longitude or easting, `y` the latitude or northing. CGCS2000 is taken in
    degrees or in metres; metres need the zone in front (8 digits: 39559917.902).

    Raises:
        CoordinateRefused: the numbers are not those of a place in or near Sanming.
    """
    if datum is Datum.UNKNOWN:
        return None
    if datum is Datum.CGCS2000 and abs(x) > MOST_DEGREES:
        lon, lat = projected_to_degrees(x, y, _written_zone(x, y), prefixed=True)
        refuse_far(lon, lat, given=(x, y))
    else:
        refuse_far(x, y)  # before the shift, which is for numbers of this earth
        lon, lat = TO_WGS84[datum](x, y)
    return float(lon), float(lat)


def read_datum(text: str) -> Datum:
    """Return the datum a person or a file names; an empty text is UNKNOWN.

    Raises:
        CoordinateRefused: it is Xi'an 80, Beijing 54, or a name nobody knows.
    """
    for pattern, name in REFUSED_DATUMS.items():
        if pattern.search(text):
            advice = "请由测绘单位转换为 2000 国家大地坐标系（CGCS2000）后再导入"
            msg = f"坐标系是{name}，不能导入：{advice}"
            raise CoordinateRefused(msg)
    for pattern, datum in NAMED_DATUMS:
        if pattern.search(text):
            return datum
    known = "CGCS2000、WGS-84、GCJ-02（高德、腾讯）、BD-09（百度）、不明"
    msg = f"不认识的坐标系「{text[:40]}」；可用：{known}"
    raise CoordinateRefused(msg)


def zone_of(easting: float) -> int | None:
    """Return the zone written in front of `easting` (39559917.902 → 39), or None."""
    return int(easting // ZONE_UNIT) if 10 * ZONE_UNIT <= easting < 100 * ZONE_UNIT else None


def projected_to_degrees(
    easting: ArrayLike, northing: ArrayLike, zone: int, *, prefixed: bool
) -> tuple[Degrees, Degrees]:
    """Turn CGCS2000 3-degree Gauss-Krüger metres of `zone` into (longitudes, latitudes).

    `prefixed`: the eastings carry the zone in front.

    Raises:
        CoordinateRefused: `zone` is not one that touches Sanming.
    """
    lon, lat = _transformer(_epsg(zone, prefixed=prefixed)).transform(easting, northing)
    return np.asarray(lon, float), np.asarray(lat, float)


def degrees_to_projected(
    lon: ArrayLike, lat: ArrayLike, zone: int, *, prefixed: bool
) -> tuple[Degrees, Degrees]:
    """Turn (longitudes, latitudes) into CGCS2000 (eastings, northings) of `zone`, in metres.

    Raises:
        CoordinateRefused: `zone` is not one that touches Sanming.
    """
    transformer = _transformer(_epsg(zone, prefixed=prefixed))
    east, north = transformer.transform(lon, lat, direction="INVERSE")
    return np.asarray(east, float), np.asarray(north, float)


def with_zone(easting: float, zone: int, *, prefixed: bool) -> float:
    """Return `easting` with its zone in front, as it has to be written where it stands alone."""
    return easting if prefixed else zone * ZONE_UNIT + easting


def near_sanming(lon: ArrayLike, lat: ArrayLike) -> NDArray[np.bool_]:
    """Tell for each point whether it lies in Sanming or within some 10 km of it."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    return (x > WEST) & (x < EAST) & (y > SOUTH) & (y < NORTH)


def refuse_far(lon: ArrayLike, lat: ArrayLike, *, given: tuple[float, float] | None = None) -> None:
    """Do nothing if all points lie near Sanming.

    Raises:
        CoordinateRefused: one does not; with the likely mistake. `given` is what was written.
    """
    far = ~np.atleast_1d(near_sanming(lon, lat))
    if not far.any():
        return
    x, y = given or (np.atleast_1d(lon)[far][0], np.atleast_1d(lat)[far][0])
    hint = "经纬度可能写反了" if near_sanming(y, x) else "请核对坐标、坐标系和带号"
    msg = f"坐标 {x:.10g},{y:.10g} 不在三明市及周边 10 公里内；{hint}"
    raise CoordinateRefused(msg)


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Shift (longitudes, latitudes) as maps sold in China do; outside China nothing moves."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    east, north = _shift_metres(x - 105, y - 35)
    sine = np.sin(np.radians(y))
    rest = 1 - FLATNESS * sine * sine
    parallel = AXIS / np.sqrt(rest) * np.cos(np.radians(y))
    meridian = AXIS * (1 - FLATNESS) / (rest * np.sqrt(rest))
    (west, east_end), (south, north_end) = SHIFTED
    abroad = (x < west) | (x > east_end) | (y < south) | (y > north_end)
    return (
        np.where(abroad, x, x + np.degrees(east / parallel)),
        np.where(abroad, y, y + np.degrees(north / meridian)),
    )


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Shift GCJ-02 (longitudes, latitudes) once more, as 百度 does."""
    x, y = np.asarray(lon, float), np.asarray(lat, float)
    radius = np.hypot(x, y) + 2e-5 * np.sin(y * BAIDU_TURN)
    angle = np.arctan2(y, x) + 3e-6 * np.cos(x * BAIDU_TURN)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def wgs84_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Shift WGS-84 (longitudes, latitudes) as 百度 does."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Undo `wgs84_to_gcj02`, to less than a micrometre in China."""
    return _undo(wgs84_to_gcj02, lon, lat)


def bd09_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Undo `gcj02_to_bd09`, to less than a micrometre."""
    return _undo(gcj02_to_bd09, lon, lat)


def bd09_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Undo `wgs84_to_bd09`, to less than a micrometre in China."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def unchanged(lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    """Return WGS-84 or CGCS2000 degrees as they are."""
    return np.asarray(lon, float), np.asarray(lat, float)


TO_WGS84: dict[Datum, Shift] = {
    Datum.WGS84: unchanged,
    Datum.CGCS2000: unchanged,
    Datum.GCJ02: gcj02_to_wgs84,
    Datum.BD09: bd09_to_wgs84,
}
FROM_WGS84: dict[Datum, Shift] = {
    Datum.WGS84: unchanged,
    Datum.CGCS2000: unchanged,
    Datum.GCJ02: wgs84_to_gcj02,
    Datum.BD09: wgs84_to_bd09,
}


def _undo(shift: Shift, lon: ArrayLike, lat: ArrayLike) -> tuple[Degrees, Degrees]:
    # The shift changes slowly from place to place, so taking off the error a few times converges.
    wanted_x, wanted_y = np.asarray(lon, float), np.asarray(lat, float)
    x, y = wanted_x, wanted_y
    for _ in range(INVERSE_STEPS):
        shifted_x, shifted_y = shift(x, y)
        x, y = x - (shifted_x - wanted_x), y - (shifted_y - wanted_y)
    return x, y


def _shift_metres(x: Degrees, y: Degrees) -> tuple[Degrees, Degrees]:
    """Return how far GCJ-02 moves a point east and north; x, y are degrees from 105°E 35°N."""
    wave = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + wave
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + wave
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y / 30 * np.pi)) * 2 / 3
    return east, north


def _written_zone(x: float, y: float) -> int:
    zone = zone_of(x)
    if zone is None and zone_of(y) in ZONES:
        msg = f"坐标 {x:.10g},{y:.10g} 的东、北坐标可能写反了"
        raise CoordinateRefused(msg)
    if zone is None:
        msg = f"东坐标 {x:.10g} 前面没有带号；请填 8 位东坐标（如 39559917.902）"
        raise CoordinateRefused(msg)
    return zone


def _epsg(zone: int, *, prefixed: bool) -> int:
    if zone not in ZONES:
        advice = "请核对带号，6 度带请先转换为 3 度带"
        msg = f"带号是 {zone}，三明市只在 39 带和 40 带（3 度带）；{advice}"
        raise CoordinateRefused(msg)
    return (4527 if prefixed else 4548) + zone - 39


@cache
def _transformer(epsg: int) -> Transformer:
    # always_xy: the EPSG registry puts north first for these systems, files do not say.
    return Transformer.from_crs(epsg, DEGREES_EPSG, always_xy=True)
