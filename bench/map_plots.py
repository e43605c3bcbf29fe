"""Made-up plots in any number, the same for the same number: only for measuring."""

import random

from geodata.model import COUNTIES, Datum, Plot, PlotKind, Position

SEED = 20210823
WEST, EAST, SOUTH, NORTH = 116.6, 118.4, 25.8, 26.9


def make_plots(count: int) -> tuple[Plot, ...]:
    """Make `count` plots, spread over the box of Sanming, with all that the map shows filled in."""
    chance = random.Random(SEED)  # noqa: S311  (not a secret)
    return tuple(_plot(number, chance) for number in range(count))


def plot_id(number: int) -> str:
    """Return the id of the plot of that number, from 0 on."""
    return f"T{number:06d}"


def _plot(number: int, chance: random.Random) -> Plot:
    at = (round(chance.uniform(WEST, EAST), 6), round(chance.uniform(SOUTH, NORTH), 6))
    return Plot(
        id=plot_id(number),
        name=f"测速地块 {number}",
        kind=chance.choice(list(PlotKind)),
        county=chance.choice(COUNTIES),
        area_mu=round(chance.uniform(5, 400), 1),
        price_10k_yuan_per_mu=round(chance.uniform(5, 40), 1),
        industries=("氟新材料",) if number % 3 else ("机械装备",),
        position=Position(longitude=at[0], latitude=at[1], given=at, datum=Datum.WGS84),
        source="测速用,非真实地块",
    )
