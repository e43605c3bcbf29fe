"""Two or three plots for the best gaps that a company could fill, each with all its gates."""

from collections.abc import Iterable

from briefings.company.profile import FillableLink, PlotGateLine, PlotOffer
from briefings.company.sources import NumberedSources
from briefings.state.plot_matches import judge_all
from briefings.state.state import DataState
from chains.gaps.assessment import Flag
from geodata.matching.matches import Match
from geodata.matching.need import need_of
from geodata.matching.verdict import GATE_NAMES, Verdict, plot_source

BEST_GAPS = 2
PLOTS_EACH = 3
OFFERED = frozenset({Flag.GAP, Flag.WANTED})


def plot_offers(
    state: DataState, links: Iterable[FillableLink], sources: NumberedSources
) -> tuple[PlotOffer, ...]:
    """Return the best plots for the first gaps of `links`; what fails a gate is never offered.

    Where there is no gap the first link to be checked stands in for one.
    """
    given = list(links)
    gaps = [link for link in given if link.flag in OFFERED][:BEST_GAPS]
    gaps = gaps or [link for link in given if link.flag is Flag.TO_CHECK][:1]
    return tuple(
        _offer(link, found, sources) for link in gaps for found in _best_matches(state, link)
    )


def _best_matches(state: DataState, link: FillableLink) -> list[Match]:
    need = need_of(state.catalog.chain(link.chain_id), link.link_id)
    judged = judge_all(state.places, need).best
    return [found for found in judged if found.verdict is not Verdict.FAIL][:PLOTS_EACH]


def _offer(link: FillableLink, found: Match, sources: NumberedSources) -> PlotOffer:
    plot = found.plot
    return PlotOffer(
        chain_id=link.chain_id,
        link_id=link.link_id,
        link_name=link.link_name,
        plot_id=plot.id,
        name=plot.name,
        sample=plot.sample,
        county=plot.county,
        park=plot.park,
        area_mu=plot.area_mu,
        price_10k_yuan_per_mu=plot.price_10k_yuan_per_mu,
        rent_yuan_per_m2_month=plot.rent_yuan_per_m2_month,
        verdict=found.verdict,
        gates=tuple(PlotGateLine(GATE_NAMES[g.gate], g.verdict, g.reason) for g in found.gates),
        cites=sources.cite(plot_source(plot)),
    )
