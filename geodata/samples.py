"""示例地块: made-up plots that show on a first run what the map does.

None of them exists. Every one is marked `sample`, ends in (示例) and names no real source; no
figure of theirs may be added to a real one.
"""

import random
from functools import cache, partial
from typing import TYPE_CHECKING

import shapely

from chains.allowed_words import COUNTIES
from files.opening import opened_or
from geodata.features import DECIMALS
from geodata.layers.layer import load_layer
from geodata.model import (
    BUILT_KINDS,
    KIND_NAMES,
    Answer,
    Datum,
    Occupancy,
    Plot,
    PlotKind,
    Position,
)

if TYPE_CHECKING:
    import geopandas as gpd

COUNT, SEED = 60, 20_260_101
SOURCE = "示例数据，非真实地块"
PRECISION_M = 1000.0
INSIDE = 0.02  # degrees that a sample stays away from its county's border
OFTEN_YES = (Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN)
SELDOM_YES = (Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.UNKNOWN)
OCCUPANCIES = (Occupancy.IDLE,) * 5 + (Occupancy.RESERVED, Occupancy.LET, Occupancy.UNKNOWN)
INDUSTRIES = ("机械装备", "新材料", "纺织", "林竹加工", "食品加工", "生物医药", "电子信息")
LAND_USES = ("工业用地", "工业用地", "工业用地", "工业用地", "仓储用地", "")


def sample_plots(count: int = COUNT, seed: int = SEED) -> tuple[Plot, ...]:
    """Return the sample plots, the counties in turn; the same ones for the same numbers.

    There are none while the layer of the counties does not open: they could not be placed.
    """
    return opened_or((), partial(_samples, count, seed))


@cache
def _samples(count: int, seed: int) -> tuple[Plot, ...]:
    layer = load_layer("sanming_counties")
    return tuple(_sample(i, layer, random.Random(f"{seed}:{i}")) for i in range(count))  # noqa: S311


def _sample(i: int, layer: "gpd.GeoDataFrame", dice: random.Random) -> Plot:
    kinds, county = tuple(PlotKind), COUNTIES[i % len(COUNTIES)]
    kind = kinds[i % len(kinds)]
    area = float(dice.randint(8, 260))
    built = kind in BUILT_KINDS
    return Plot(
        id=f"SAMPLE-{i + 1:03d}",
        name=f"{county}{KIND_NAMES[kind]}{i + 1}号（示例）",
        kind=kind,
        county=county,
        area_mu=area,
        building_m2=round(area * dice.uniform(200, 700), -1) if built else None,
        land_use=dice.choice(LAND_USES),
        price_10k_yuan_per_mu=None if built else float(dice.randint(9, 28)),
        rent_yuan_per_m2_month=float(dice.randint(5, 16)) if built else None,
        floor_load_t_per_m2=dice.choice((0.5, 1.0, 2.0, None)) if built else None,
        clear_height_m=dice.choice((4.5, 6.0, 8.0, 9.0, None)) if built else None,
        power_kva=dice.choice((315.0, 630.0, 1250.0, 2000.0, 5000.0, None)),
        water_t_per_day=dice.choice((100.0, 300.0, 1000.0, 5000.0, None)),
        steam=dice.choice(SELDOM_YES),
        gas=dice.choice(SELDOM_YES),
        wastewater=dice.choice(OFTEN_YES),
        exhaust=dice.choice(SELDOM_YES),
        environment_capacity=dice.choice(SELDOM_YES),
        energy_capacity=dice.choice(SELDOM_YES),
        red_lines_clear=dice.choice(OFTEN_YES),
        required_investment_10k_yuan_per_mu=dice.choice((150.0, 200.0, 300.0, None)),
        required_plot_ratio=dice.choice((0.8, 1.0, 1.2, None)),
        industries=tuple(dice.sample(INDUSTRIES, 2)),
        occupancy=dice.choice(OCCUPANCIES),
        position=_position(layer, county, dice),
        source=SOURCE,
        sample=True,
    )


def _position(layer: "gpd.GeoDataFrame", county: str, dice: random.Random) -> Position:
    """Return a point well inside the county, thrown until it falls there."""
    area = layer.geometry[layer["name"] == county].iloc[0].buffer(-INSIDE)
    west, south, east, north = area.bounds
    while True:
        lon = round(dice.uniform(west, east), DECIMALS)
        lat = round(dice.uniform(south, north), DECIMALS)
        if shapely.contains_xy(area, lon, lat):
            return Position(
                longitude=lon,
                latitude=lat,
                given=(lon, lat),
                datum=Datum.WGS84,
                precision_m=PRECISION_M,
            )
