"""Made-up plots in any number, the same for the same number: only for measuring."""

import random
from pathlib import Path

from chains.allowed_words import COUNTIES
from geodata.model import Datum, Plot, PlotKind, Position
from ledger.book.database import open_ledger
from ledger.book.policy import LOCAL
from ledger.plots.imports import save_import

SEED = 20210823
WEST, EAST, SOUTH, NORTH = 116.6, 118.4, 25.8, 26.9


def make_plots(count: int) -> tuple[Plot, ...]:
    """Make `count` plots, spread over the box of Sanming, with all that the map shows filled in."""
    chance = random.Random(SEED)  # noqa: S311  (not a secret)
    return tuple(_plot(number, chance) for number in range(count))


def fill_office(office: Path, count: int) -> tuple[Plot, ...]:
    """Make the folder of an office, with so many plots in its ledger, and return these."""
    office.mkdir()
    plots = make_plots(count)
    ledger = open_ledger({"SANMING_DATA": str(office)})
    with ledger.writing(LOCAL) as session:
        save_import(session, LOCAL, plots, "测速.xlsx", "测速")
    ledger.close()
    return plots


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
        source="测速用，非真实地块",
    )
