"""Plots, parks and places for the tests of the map: dull defaults, only the point visible."""

from typing import Any

from briefings.state.places import Places
from geodata.model import Datum, Plot, Position
from geodata.parks import load_parks

HOSTILE = "{{7*191}}</script><img src=x onerror=alert(1)>"


def make_position(longitude: float = 117.6, latitude: float = 26.2) -> Position:
    """Build a WGS-84 position."""
    at = (longitude, latitude)
    return Position(longitude=longitude, latitude=latitude, given=at, datum=Datum.WGS84)


def make_plot(plot_id: str = "A1", **fields: Any) -> Plot:  # noqa: ANN401  (any field)
    """Build a placed plot of idle land; name only what differs."""
    dull = {
        "id": plot_id,
        "name": f"地块{plot_id}",
        "kind": "idleland",
        "county": "三元区",
        "source": "县里清单",
        "position": make_position(),
    }
    return Plot.model_validate(dull | fields)


def make_places(*plots: Plot, version: str = "1", **positions: Position) -> Places:
    """Build places with the shipped parks; `positions` are given by number: park_0, park_1."""
    parks = load_parks()
    placed = {parks.parks[int(key[5:])].name: at for key, at in positions.items()}
    return Places(version, plots, parks, placed)
