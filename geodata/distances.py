"""Distances on the globe between WGS-84 points (lon, lat)."""

from pyproj import Geod

EARTH_M = 6_371_008.8  # mean radius; a globe, not the ellipsoid: docs/decisions/0011
_GLOBE = Geod(a=EARTH_M, b=EARTH_M)


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the shortest way over the ground between two points, in km; roads are longer."""
    _, _, metres = _GLOBE.inv(*first, *second)
    return float(metres) / 1000
