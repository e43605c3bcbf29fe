"""How plots and parks are sent to the browser that draws them."""

import json
from collections.abc import Iterator, Mapping

from briefings.state.places import Places
from drawing.map.marks import PARK
from files.records import UNSEEN
from geodata.model import Plot, Position

DECIMALS = 6  # of a degree: 0.1 m


def places_json(places: Places) -> bytes:
    """Write the placed plots and parks as GeoJSON: points with short keys, in the given order.

    i id, k kind, n name, c counties, a area in mu, p price in 万元/亩, d industries, s sample; a
    key is left out where nothing is known. No contact, no owner, no boundary.
    """
    plots = (_feature(p.position, _plot(p)) for p in places.plots if p.position)
    features = [*_parks(places), *plots]
    return inert_bytes({"type": "FeatureCollection", "features": features})


def outline_json(plot: Plot) -> bytes:
    """Write the boundary of one plot as GeoJSON; a plot without one has no polygons."""
    rings = [[list(point) for point in ring] for ring in plot.boundary]
    polygons = {"type": "MultiPolygon", "coordinates": [rings] if rings else []}
    return inert_bytes({"type": "Feature", "properties": {}, "geometry": polygons})


def inert_bytes(content: object) -> bytes:
    """Write JSON in which no text could be read as markup, whoever opens it as what."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(mark, code)
    return text.encode("utf-8", "backslashreplace")


def _parks(places: Places) -> Iterator[dict[str, object]]:
    for park in places.parks.parks:
        position = places.positions.get(park.name)
        if position is not None:
            said = {"i": park.name, "k": PARK, "n": park.name, "c": "、".join(park.counties)}
            yield _feature(position, said)


def _plot(plot: Plot) -> dict[str, object]:
    said: dict[str, object] = {
        "i": plot.id,
        "k": plot.kind.value,
        "n": UNSEEN.sub("", plot.name),
        "c": plot.county,
    }
    if plot.area_mu is not None:
        said["a"] = plot.area_mu
    if plot.price_10k_yuan_per_mu is not None:
        said["p"] = plot.price_10k_yuan_per_mu
    if plot.industries:
        said["d"] = list(plot.industries)
    if plot.sample:
        said["s"] = True
    return said


def _feature(position: Position, properties: Mapping[str, object]) -> dict[str, object]:
    at = [round(position.longitude, DECIMALS), round(position.latitude, DECIMALS)]
    point = {"type": "Point", "coordinates": at}
    return {"type": "Feature", "geometry": point, "properties": properties}
