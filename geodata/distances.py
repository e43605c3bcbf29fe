"""Distances on the globe between WGS-84 points (lon, lat)."""

import math

EARTH_KM = 6371.0088


def great_circle_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the shortest way over the ground between two points, in km; roads are longer."""
    lon1, lat1 = map(math.radians, first)
    lon2, lat2 = map(math.radians, second)
    across = math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1, math.sin((lat2 - lat1) / 2) ** 2 + across)))
