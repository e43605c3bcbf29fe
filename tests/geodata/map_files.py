"""Map files for tests, and a watch on what a reader opens."""

import importlib
import io
import json
import socket
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from typing import NoReturn

import geopandas as gpd
import pytest
import shapefile

import geodata.readers.dxf  # noqa: F401  (read late by the program: no part of what is counted)
from geodata.features import FeatureReading
from tests.steps import steps

PYOGRIO = importlib.import_module("pyogrio")  # imported here: later it may open no file
SQUARE = [[117.60, 26.30], [117.61, 26.30], [117.61, 26.29], [117.60, 26.29], [117.60, 26.30]]
CGCS2000 = (
    'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
    'UNIT["Degree",0.0174532925199433]]'
)
WGS84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]'
XIAN80 = CGCS2000.replace("D_China_2000", "D_Xian_1980")
BEIJING54 = CGCS2000.replace("D_China_2000", "D_Beijing_1954")


def projected(meridian: int, false_easting: int, geographic: str = CGCS2000) -> str:
    """Return the .prj text of a Gauss-Krüger projection as ArcGIS writes it."""
    return (
        f'PROJCS["x",{geographic},PROJECTION["Gauss_Kruger"],'
        f'PARAMETER["False_Easting",{false_easting}.0],PARAMETER["False_Northing",0.0],'
        f'PARAMETER["Central_Meridian",{meridian}.0],PARAMETER["Scale_Factor",1.0],'
        'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    )


def geojson(*features: object, **members: object) -> bytes:
    """Return a feature collection as bytes."""
    content = {"type": "FeatureCollection", "features": list(features), **members}
    return json.dumps(content, ensure_ascii=False).encode()


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """Return one GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings: object) -> dict[str, object]:
    """Return a GeoJSON polygon; our square if no ring is given."""
    return {"type": "Polygon", "coordinates": list(rings) or [SQUARE]}


def shapefile_parts(
    rings: Sequence[Sequence[Sequence[float]]] = (SQUARE,),
    *,
    names: Sequence[str] = ("甲地块",),
    encoding: str = "utf-8",
    prj: str = CGCS2000,
) -> dict[str, bytes]:
    """Return the files of a shapefile with one polygon of `rings` for each of `names`."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, encoding=encoding) as writer:
        writer.field("名称", "C", 40)
        writer.field("面积", "N", 12, 3)
        for name in names:
            writer.poly([list(ring) for ring in rings])
            writer.record(name, 12.5)
    files = {"shp": shp.getvalue(), "dbf": dbf.getvalue(), "shx": shx.getvalue()}
    return {f"图层.{end}": content for end, content in files.items()} | {"图层.prj": prj.encode()}


def zipped(files: dict[str, bytes]) -> bytes:
    """Return the files as a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def forbid_files_and_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every opening of a file or a connection from Python fail the test."""

    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("a reader of uploads opened a file or a connection")

    for place in ("builtins.open", "io.open", "os.open"):
        monkeypatch.setattr(place, refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    # GDAL would open them from C, where nothing above would notice: it must not be asked.
    monkeypatch.setattr(PYOGRIO, "read_dataframe", refuse)
    monkeypatch.setattr(PYOGRIO.raw, "read", refuse)
    monkeypatch.setattr(gpd, "read_file", refuse)


MOST_STEPS = 20_000  # functions entered: about what refusing one file takes, four times over


def assert_refused_cheaply(read: Callable[[bytes], FeatureReading], raw: bytes) -> str:
    """Return the one thing said of a file that is refused with little work and memory."""
    assert steps(lambda: read(raw)) < MOST_STEPS

    tracemalloc.start()  # apart from the steps, which it adds to
    reading = read(raw)
    memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert memory < 200_000_000

    assert reading.features == ()
    [problem] = reading.problems
    assert problem.row == 0
    return problem.text
