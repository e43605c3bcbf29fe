"""按城市看: the map of the desk's cities, and what each further choice would leave."""

import os
from collections.abc import Mapping
from dataclasses import replace

from components.frame.address import base_path
from components.frame.context import Context
from components.targets.asking import Targets, count, find_facets
from components.targets.filter_address import TargetQuery
from components.targets.rows import (
    CityPoint,
    Content,
    area_card,
    facet_cards,
    map_content,
    versioned,
)
from drawing.map.credit import credit
from geodata.layers.desk_points import desk_cities
from targets.stores.query import CompanyFilter


def city_content(context: Context, targets: Targets, asked: TargetQuery) -> Content:
    """Return map and facets for the list that is asked for."""
    chosen = asked.filter
    facets = find_facets(targets, chosen)
    gaps = find_facets(targets, replace(chosen, fills_gap=True))
    selected = {
        "list": chosen.lists,
        "gap_chain": (chosen.chain,) if chosen.chain else (),
        "gap": ("1",) if chosen.fills_gap else (),
        "link": (chosen.link,) if chosen.link else (),
    }
    cards = facet_cards(context.catalog, facets, gaps, selected)
    return versioned(
        {
            "map": _map(chosen, facets.cities) if chosen.desk else None,
            "facets": [*_areas(targets, chosen), *cards],
        }
    )


def _map(chosen: CompanyFilter, cities: Mapping[str, int]) -> Content:
    base = base_path()
    layers = [f"{base}/geo/layers/{name}.geojson" for name in ("deskcities", "provinces")]
    points = [p for p in _city_points() if chosen.desk == p.desk or p.name in cities]
    drawn = map_content(chosen.desk, cities, points, chosen.cities)
    return {**drawn, "layers": layers, "credit": credit(os.environ)}


def _areas(targets: Targets, chosen: CompanyFilter) -> list[Content]:
    """Return, in place of the map, how many there are at each desk."""
    if chosen.desk:
        return []
    desks = [desk.name for desk in targets.desks.desks]
    return [area_card({desk: count(targets, replace(chosen, desk=desk)) for desk in desks})]


def _city_points() -> list[CityPoint]:
    return [CityPoint(c.short, c.longitude, c.latitude, c.desk) for c in desk_cities()]
