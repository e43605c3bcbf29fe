"""What stands on the map: plots and parks in one state of the data, and how both are sent."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chains.errors import NotFound
from chains.model import UNSEEN
from geodata.model import Plot, Position
from geodata.parks import Park, Parks
from reports.map_marks import PARK

DECIMALS = 6  # of a degree: 0.1 m


@dataclass(frozen=True)
class Places:
    """地块和园区: all that the map and its lists show, read once per `version` of the data.

    `positions` holds where the office placed a park, by its name. Treat it as read-only: it is
    shared by all sessions.
    """

    version: str
    plots: tuple[Plot, ...]
    parks: Parks
    positions: Mapping[str, Position]

    @cached_property
    def by_id(self) -> Mapping[str, Plot]:
        """The plots by their id."""
        return {plot.id: plot for plot in self.plots}

    @cached_property
    def has_samples(self) -> bool:
        """Whether sample plots stand in for real ones."""
        return any(plot.sample for plot in self.plots)

    @cached_property
    def unplaced_plots(self) -> tuple[Plot, ...]:
        """The plots that no one can draw: without a position, or of an unknown datum."""
        return tuple(plot for plot in self.plots if plot.position is None)

    @cached_property
    def unplaced_by_county(self) -> Mapping[str, int]:
        """How many plots of each county have no position."""
        return Counter(plot.county for plot in self.unplaced_plots)

    @cached_property
    def unplaced_parks(self) -> tuple[Park, ...]:
        """The parks that nobody has placed yet."""
        return tuple(park for park in self.parks.parks if park.name not in self.positions)

    def plot(self, plot_id: str) -> Plot:
        """Return the plot of that id.

        Raises:
            NotFound: there is none, for example after an import was undone.
        """
        if plot_id not in self.by_id:
            msg = f"没有编号为“{plot_id}”的地块,可能已被撤销或改号。请在地图或列表中另选一处。"
            raise NotFound(msg)
        return self.by_id[plot_id]


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
