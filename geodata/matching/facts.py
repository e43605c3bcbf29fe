"""What the gates may read of a plot: they are given nothing else, so no read goes unseen."""

from dataclasses import dataclass, fields
from operator import attrgetter

from geodata.model import Answer, Occupancy, Plot, PlotKind


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """地块事实: what a gate may read whatever the need; fields as in `Plot`.

    Plots of equal facts and the same chemical park are of one sort: for a need that names no
    figures every gate answers them alike.
    """

    kind: PlotKind
    land_use: str
    occupancy: Occupancy
    chemical_park: Answer
    chemical_park_notice: str
    chemical_park_date: str
    red_lines_clear: Answer
    environment_capacity: Answer
    energy_capacity: Answer
    steam: Answer
    gas: Answer
    wastewater: Answer
    exhaust: Answer
    required_environment: str
    regional_assessment: Answer
    net_land: Answer


@dataclass(frozen=True, slots=True)
class JudgedPlot(PlotFacts):
    """受审地块: the facts, and what decides only beside a figure that the need names."""

    area_mu: float | None
    floor_load_t_per_m2: float | None
    clear_height_m: float | None
    power_kva: float | None
    water_t_per_day: float | None
    required_investment_10k_yuan_per_mu: float | None
    required_plot_ratio: float | None
    required_tax_10k_yuan_per_mu: float | None
    required_energy_tce_per_10k_yuan: float | None


_facts = attrgetter(*(field.name for field in fields(PlotFacts)))
_judged = attrgetter(*(field.name for field in fields(JudgedPlot)))


def facts_of(plot: Plot) -> PlotFacts:
    """Return what the gates see of `plot` while a need names no figures."""
    return PlotFacts(*_facts(plot))


def judged_plot(plot: Plot) -> JudgedPlot:
    """Return all that the gates see of `plot`."""
    return JudgedPlot(*_judged(plot))
