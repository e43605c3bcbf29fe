"""Where the cities of the desks lie: read here for the desks' screens, for trips and wall maps."""

from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from files.opening import opened_or
from geodata.layers.layer import load_layer
from geodata.places import short_place


@dataclass(frozen=True, slots=True)
class DeskCity:
    """片区城市: a city on the map, in WGS-84 degrees; `name` in full, `short` without 市."""

    desk: str
    name: str
    short: str
    longitude: float
    latitude: float


def desk_cities(office: Path | None = None) -> tuple[DeskCity, ...]:
    """Return the cities of all desks, in file order; a layer in `office` stands before ours.

    There are none while the layer does not open.
    """
    none: tuple[DeskCity, ...] = ()
    return opened_or(none, partial(_read, office))


@cache
def _read(office: Path | None) -> tuple[DeskCity, ...]:
    layer = load_layer("desk_cities", office=office)
    rows = zip(layer["desk"], layer["name"], layer["lon"], layer["lat"], strict=True)
    return tuple(
        DeskCity(str(desk), str(name), short_place(str(name)), float(lon), float(lat))
        for desk, name, lon, lat in rows
    )
