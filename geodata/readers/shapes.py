"""Shapes of shapely (from WKT, WKB, drawings) as they are drawn in a file."""

from collections.abc import Iterator, Mapping

import shapely

from geodata.placing import Drawn, Loop

AREAS = {"POLYGON", "MULTIPOLYGON"}
MOST_TEXT = 1_000_000  # characters of one shape


def drawn_shape(row: int, properties: Mapping[str, str], shape: shapely.Geometry | None) -> Drawn:
    """Return a point or area as drawn; what is neither is a problem, what is empty has no place."""
    if shape is None or shapely.is_empty(shape):
        return Drawn(row, properties)
    parts = list(shapely.get_parts(shape)) if _kind(shape) == "GEOMETRYCOLLECTION" else [shape]
    kinds = {_kind(part) for part in parts}
    if kinds == {"POINT"} and len(parts) == 1:
        x, y = float(shapely.get_x(parts[0])), float(shapely.get_y(parts[0]))
        return Drawn(row, properties, point=(x, y))
    if kinds <= AREAS:
        return Drawn(row, properties, tuple(loop for part in parts for loop in _loops(part)))
    if kinds == {"LINESTRING"} and len(parts) == 1 and shapely.is_closed(parts[0]):
        return Drawn(row, properties, (_places(parts[0]),))
    return Drawn(row, properties, problem=f"只接受点和面，这里是 {'、'.join(sorted(kinds))[:60]}")


def _kind(shape: shapely.Geometry) -> str:
    return str(shapely.GeometryType(int(shapely.get_type_id(shape))).name)


def of_text(row: int, properties: Mapping[str, str], text: str) -> Drawn:
    """Return the shape that a WKT says; with an SRID before it, too (SRID=4490;POLYGON…)."""
    _, mark, rest = text.rpartition(";")
    wkt = rest if mark and text.upper().startswith("SRID=") else text
    if len(wkt) > MOST_TEXT:
        return Drawn(row, properties, problem="图形太长")
    try:
        return drawn_shape(row, properties, shapely.from_wkt(wkt))
    except (shapely.errors.GEOSException, ValueError, TypeError):
        return Drawn(row, properties, problem=f"不是 WKT 图形（填写值：{wkt[:40]}）")


def _loops(area: shapely.Geometry) -> Iterator[Loop]:
    for polygon in shapely.get_parts(area):
        yield _places(shapely.get_exterior_ring(polygon))
        for at in range(int(shapely.get_num_interior_rings(polygon))):
            yield _places(shapely.get_interior_ring(polygon, at))


def _places(line: shapely.Geometry) -> Loop:
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(line)]
