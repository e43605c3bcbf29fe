"""Small map files of the same rectangle, one for each format, built here."""

import io
import sqlite3
import struct
from collections.abc import Sequence

import shapely
from ezdxf.filemanagement import new

# 300 m by 200 m in Yongan, in metres of zone 39 with the zone in front, and in degrees.
CORNERS = (
    (39_536_052.0, 2_873_561.0),
    (39_536_052.0, 2_873_761.0),
    (39_536_352.0, 2_873_761.0),
    (39_536_352.0, 2_873_561.0),
)
DEGREES = (
    (117.360003266, 25.970004175),
    (117.360008762, 25.971809396),
    (117.363004460, 25.971801914),
    (117.362998919, 25.969996694),
)
INSIDE = (117.3615, 25.9709)
TOLD = {"kind": "闲置土地", "county": "永安市", "datum": "CGCS2000", "zone": "39"}
WKT = f"POLYGON(({','.join(f'{x} {y}' for x, y in (*DEGREES, DEGREES[0]))}))"


def kml(inside: str = "", *, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """Return a KML with the rectangle as a placemark, and whatever else stands in it."""
    places = " ".join(f"{x},{y},0" for x, y in (*DEGREES, DEGREES[0]))
    ring = f"<LinearRing><coordinates>{places}</coordinates></LinearRing>"
    polygon = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    data = '<ExtendedData><Data name="面积（公顷）"><value>6.0</value></Data></ExtendedData>'
    mark = f"<Placemark><name>测试地块</name>{data}{polygon}</Placemark>"
    space = 'xmlns="http://www.opengis.net/kml/2.2"'
    return f"{head}<kml {space}><Document>{inside}{mark}</Document></kml>".encode()


def geopackage(reference: int = 4490, *, extra: Sequence[str] = ()) -> bytes:
    """Return a GeoPackage with the rectangle in one table, and what else is executed in it."""
    ring = (*DEGREES, DEGREES[0]) if reference in {4490, 4326, 0} else (*CORNERS, CORNERS[0])
    blob = b"GP\0\1" + struct.pack("<i", reference) + shapely.to_wkb(shapely.Polygon(ring))
    database = sqlite3.connect(":memory:")
    database.executescript(
        """
        CREATE TABLE gpkg_spatial_ref_sys
            (srs_name, srs_id, organization, organization_coordsys_id);
        CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);
        CREATE TABLE 地块 (fid INTEGER PRIMARY KEY, geom BLOB, 编号 TEXT, 名称 TEXT);
        """
    )
    row = ("某坐标系", reference, "EPSG", reference)
    database.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?)", row)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES ('地块', 'geom', ?)", (reference,))
    database.execute("INSERT INTO 地块 VALUES (1, ?, 'GEO-K04', '测试')", (blob,))
    for statement in extra:
        database.execute(statement)
    database.commit()
    return database.serialize()


def dxf(
    *, zone: bool = True, closed: bool = True, text: str = "测试地块", block: bool = False
) -> bytes:
    """Return a drawing of the rectangle with a text in it."""
    document = new("R2010")
    layout = document.blocks.new("宗地") if block else document.modelspace()
    corners = [(x if zone else x - 39_000_000, y) for x, y in CORNERS]
    layout.add_lwpolyline(corners, close=closed)
    x, y = corners[0]
    layout.add_text(text, height=5).set_placement((x + 100, y + 100))
    if block:
        document.modelspace().add_blockref("宗地", (0, 0))
    target = io.StringIO()
    document.write(target)
    return target.getvalue().encode()


def survey(area: str = "6.0000", number: str = "1", *, east: float = 0, north: float = 0) -> bytes:
    """Return a 勘测定界 TXT of the rectangle, moved by some metres."""
    lines = [
        f"J{at},1,{y + north:.3f},{x + east:.3f}"
        for at, (x, y) in enumerate((*CORNERS, CORNERS[0]), 1)
    ]
    head = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n"
    head += "计量单位=米\n带号=39\n"
    plot = f"[地块坐标]\n5,{area},{number},地块{number},面,,工业用地,0601,@\n"
    return (head + plot + "\n".join(lines)).encode("gb18030")
