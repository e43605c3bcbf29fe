"""The first gate: chemical links go only into a chemical park that is recognised today."""

from geodata.matching.facts import PlotFacts, facts_of
from geodata.matching.need import Need
from geodata.matching.verdict import (
    FAIL,
    PASS,
    UNVERIFIED,
    GateResult,
    PlotGate,
    Ruling,
    plot_source,
)
from geodata.model import Answer, Plot
from geodata.parks import ChemicalPark, ChemicalStatus, Parks

PROPOSED = "拟认定"
LIST_CLOSED = "化工园区认定名录没有打开，是否在现行认定的化工园区内，未核实"


def in_chemical_park(need: Need, plot: Plot, parks: Parks) -> GateResult:
    """Judge whether `plot` lies where a chemical plant may be built.

    A revoked park fails whatever the plot's own record says.
    """
    if not need.chemical:
        text = f"「{need.link_name}」不要求进化工园区"
        return GateResult(PlotGate.CHEMICAL_PARK, PASS, text, "产业链文件")
    if not parks.chemical_known:
        # A revoked park could stand in the list that did not open: nothing passes without it.
        return GateResult(PlotGate.CHEMICAL_PARK, UNVERIFIED, LIST_CLOSED, plot_source(plot))
    park = parks.chemical_park_of(plot)
    if park is not None and park.status is ChemicalStatus.REVOKED:
        return GateResult(
            PlotGate.CHEMICAL_PARK, FAIL, revoked_text(park), parks.cite(park.sources)
        )
    facts = facts_of(plot)
    if park is not None and (park.doubt or facts.chemical_park is Answer.UNKNOWN):
        # What a notice leaves open no entry of a plot can close.
        return GateResult(PlotGate.CHEMICAL_PARK, *_by_notice(park), parks.cite(park.sources))
    return GateResult(PlotGate.CHEMICAL_PARK, *_by_record(facts), plot_source(plot))


def revoked_text(park: ChemicalPark) -> str:
    """Say that nothing chemical may be recommended there, and by which notice."""
    return f"「{park.name}」的化工园区认定资格已取消：{park.notice}（{park.date}），不得推荐"


def _by_notice(park: ChemicalPark) -> Ruling:
    if park.status is ChemicalStatus.RECOGNISED and not park.doubt:
        return PASS, f"在认定的化工园区「{park.name}」内：{park.notice}（{park.date}）"
    known = f"{park.notice}（{park.date}）；" if park.notice else ""
    return UNVERIFIED, f"「{park.name}」现在是否认定未核实：{known}{park.doubt or '没有查到公告'}"


def _by_record(plot: PlotFacts) -> Ruling:
    if plot.chemical_park is Answer.NO:
        return FAIL, "不在认定的化工园区内"
    if plot.chemical_park is Answer.UNKNOWN:
        return UNVERIFIED, "是否在现行认定的化工园区内，未核实"
    if not (plot.chemical_park_notice and plot.chemical_park_date):
        return UNVERIFIED, "登记为在化工园区内，但没有写明认定公告和日期"
    notice = f"{plot.chemical_park_notice}（{plot.chemical_park_date}）"
    if PROPOSED in plot.chemical_park_notice:
        return UNVERIFIED, f"登记的公告只是{PROPOSED}，后来是否认定未核实：{notice}"
    return PASS, f"在认定的化工园区内：{notice}"
