"""The ground of a map: areas in Mercator, fitted into a rectangle."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefings.wallmaps.model import Feature
from drawing.shapes.model import Node
from papers.wallmaps.sheets.flow import ListArea

EARTH_KM = 6378.137
SCALES_KM = (5, 10, 20, 50, 100, 200, 500)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a WGS-84 point lies on the sheet."""

    scale: float
    left: float
    top: float
    latitude: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Return the point in points of A3."""
        x, y = _mercator(longitude, latitude)
        return round(self.left + self.scale * x, 2), round(self.top - self.scale * y, 2)

    def km(self, width: float) -> tuple[int, float]:
        """Return the largest round distance not wider than `width`, and how wide it is."""
        per_km = self.scale / EARTH_KM / math.cos(math.radians(self.latitude))
        fitting = [km for km in SCALES_KM if km * per_km <= width]
        km = max(fitting, default=SCALES_KM[0])
        return km, km * per_km


def fit(areas: Sequence[Feature], room: ListArea, edge: float = 6.0) -> Fit:
    """Fit all `areas` into `room`, in its middle, `edge` away from its border."""
    points = [_mercator(*point[:2]) for area in areas for ring in rings(area) for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    scale = min((room.width - 2 * edge) / wide, (room.height - 2 * edge) / tall)
    left = room.x + room.width / 2 - scale * (min(xs) + max(xs)) / 2
    top = room.y + room.height / 2 + scale * (min(ys) + max(ys)) / 2
    middle = (min(ys) + max(ys)) / 2
    return Fit(scale, left, top, math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2))


def area_node(area: Feature, at: Fit, fill: str, stroke: str, width: float) -> Node:
    """One area as a path."""
    data = "".join(_ring(ring, at) for ring in rings(area))
    look: Mapping[str, str | float] = {
        "fill": fill,
        "stroke": stroke,
        "stroke-width": width,
        "stroke-linejoin": "round",
    }
    return ("path", {"d": data, "fill-rule": "evenodd", **look}, ())


def name_of(area: Feature) -> str:
    """The name of an area, "" if it has none."""
    match area["properties"]:
        case {"name": str(name)}:
            return name
        case _:
            return ""


def label_point(area: Feature) -> Point | None:
    """A point inside the area, as the layer gives it."""
    match area["properties"]:
        case {"at": [float(longitude), float(latitude)]}:
            return longitude, latitude
        case _:
            return None


def rings(area: Feature) -> Iterator[Sequence[Sequence[float]]]:
    """The rings of an area's polygons."""
    match area["geometry"]:
        case {"type": "Polygon", "coordinates": polygon}:
            yield from polygon
        case {"type": "MultiPolygon", "coordinates": polygons}:
            for polygon in polygons:
                yield from polygon


def _ring(ring: Iterable[Sequence[float]], at: Fit) -> str:
    points = (at.place(point[0], point[1]) for point in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _mercator(longitude: float, latitude: float) -> Point:
    return math.radians(longitude), math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
