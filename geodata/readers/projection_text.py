"""Understand the .prj text beside a shapefile, without handing a stranger's text to PROJ.

Only what Sanming's files honestly say is known: degrees or metres of a 3-degree Gauss-Krüger
zone, on CGCS2000 or WGS-84.
"""

import re
from dataclasses import dataclass

from files.sheets.refusals import UploadRefused
from geodata.coordinates import ZONE_UNIT, ZONES, read_datum
from geodata.model import DATUM_NAMES, Datum

FALSE_EASTING = 500_000
PARAMETER = re.compile(r'PARAMETER\s*\[\s*"([^"]+)"\s*,\s*(-?[0-9.]{1,20})\s*\]', re.IGNORECASE)
DATUM = re.compile(r'\bDATUM\s*\[\s*"([^"]+)"', re.IGNORECASE)
PROJECTION = re.compile(r'\bPROJECTION\s*\[\s*"([^"]+)"', re.IGNORECASE)
TRANSVERSE = re.compile(r"gauss.?kr[uü]e?ger|transverse.?mercator", re.IGNORECASE)
ADVICE = "请在地图软件中转换为 CGCS2000（39 带或 40 带）或经纬度后再导出，库里的数据没有改动"


@dataclass(frozen=True, slots=True)
class Projection:
    """投影: the 3-degree zone of an easting, and whether the easting carries it in front."""

    zone: int
    prefixed: bool


def read_stated_datum(text: str) -> Datum:
    """Return the datum a .prj states: CGCS2000 or WGS-84.

    Raises:
        UploadRefused: it states another one, or none.
        CoordinateRefused: Xi'an 80, Beijing 54, or a datum nobody knows.
    """
    stated = DATUM.search(text)
    if stated is None:
        msg = f".prj 里没有写坐标系；{ADVICE}"
        raise UploadRefused(msg)
    datum = read_datum(stated[1].replace("_", " "))
    if datum not in {Datum.CGCS2000, Datum.WGS84}:
        msg = f".prj 里的坐标系是{DATUM_NAMES[datum]}；{ADVICE}"
        raise UploadRefused(msg)
    return datum


def read_projection(text: str) -> Projection | None:
    """Return the projection a .prj states, or None if it states plain degrees.

    Raises:
        UploadRefused: another projection, or none that we understand.
    """
    projection = PROJECTION.search(text)
    return None if projection is None else _zone(projection[1], text)


def _zone(name: str, text: str) -> Projection:
    numbers = {key.lower(): _number(value) for key, value in PARAMETER.findall(text)}
    zone = numbers.get("central_meridian", 0) / 3
    false_easting = numbers.get("false_easting", 0)
    if (
        not TRANSVERSE.search(name)
        or zone not in ZONES
        or numbers.get("scale_factor", 1) != 1
        or numbers.get("false_northing", 0) != 0
        or numbers.get("latitude_of_origin", 0) != 0
        or false_easting not in {FALSE_EASTING, zone * ZONE_UNIT + FALSE_EASTING}
    ):
        msg = f".prj 里的投影不是 3 度带高斯克吕格 39 带或 40 带；{ADVICE}"
        raise UploadRefused(msg)
    return Projection(int(zone), prefixed=false_easting != FALSE_EASTING)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        msg = f".prj 里的数字「{text}」写法不对；{ADVICE}"
        raise UploadRefused(msg) from error
