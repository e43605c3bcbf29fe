"""Bring the coordinates of many rows to WGS-84 at once, and look whether they fit the county."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely

from files.errors import ProductError
from files.opening import opened_or
from geodata.coordinates import TO_WGS84, near_sanming, to_wgs84
from geodata.features import DECIMALS, Ring
from geodata.layers.layer import counties_of, load_layer
from geodata.model import Datum, Plot, Position

SHIFTED = (Datum.GCJ02, Datum.BD09)  # worth converting together: each takes many steps
NEAR_BORDER = 0.005  # degrees, some 500 m: county lines are drawn to about 100 m


@dataclass(frozen=True, slots=True)
class Given:
    """坐标（原样）: as written, longitude or easting first."""

    x: float
    y: float
    datum: Datum
    precision_m: float | None = None

    def __str__(self) -> str:
        return f"{self.x:.15g},{self.y:.15g}"


@dataclass(frozen=True, slots=True)
class Placed:
    """图形: where a row of a map file lies, and its boundary as WGS-84 rings, if it has one."""

    point: Given
    boundary: tuple[Ring, ...] = ()


def place(points: Sequence[Given]) -> list[Position | str]:
    """Return for each point its position, or in Chinese why it has none.

    No point may be of unknown datum.
    """
    found: list[Position | str | None] = [None] * len(points)
    for datum in SHIFTED:
        chosen = [i for i, point in enumerate(points) if point.datum is datum]
        lons, lats = TO_WGS84[datum]([points[i].x for i in chosen], [points[i].y for i in chosen])
        near = near_sanming(lons, lats)
        for at in np.flatnonzero(near):
            i = chosen[at]
            found[i] = _position(points[i], float(lons[at]), float(lats[at]))
    return [one or _alone(points[i]) for i, one in enumerate(found)]


def _alone(point: Given) -> Position | str:
    try:
        degrees = to_wgs84(point.x, point.y, point.datum)
    except ProductError as error:
        return str(error)
    return _position(point, *degrees) if degrees else "坐标系不明"


def _position(point: Given, lon: float, lat: float) -> Position:
    return Position(
        longitude=round(lon, DECIMALS),
        latitude=round(lat, DECIMALS),
        given=(point.x, point.y),
        datum=point.datum,
        precision_m=point.precision_m,
    )


def out_of_county(plots: Iterable[Plot]) -> dict[str, str]:
    """Say of plots whose point lies in another county than stated which one, by plot id.

    While the layer of the counties is closed nothing can be said, and its notice says so.
    Points near the border of their county are left out: there the record is to be believed.
    """
    layer = opened_or(None, partial(load_layer, "sanming_counties"))
    if layer is None:
        return {}
    placed = [plot for plot in plots if plot.position is not None]
    points = [(p.position.longitude, p.position.latitude) for p in placed if p.position]
    lying = counties_of([x for x, _ in points], [y for _, y in points], layer)
    areas = dict(zip(layer["name"], layer.geometry, strict=True))
    texts: dict[str, str] = {}
    for plot, point, county in zip(placed, points, lying, strict=True):
        if county == plot.county or _near(areas.get(plot.county), point):
            continue
        where = f"在{county}" if county else "不在三明市内"
        texts[plot.id] = f"坐标{where}，与填写的{plot.county}不一致，请核对；导入时以填写的县区为准"
    return texts


def _near(area: shapely.Geometry | None, point: tuple[float, float]) -> bool:
    return area is not None and bool(shapely.dwithin(area, shapely.Point(point), NEAR_BORDER))
