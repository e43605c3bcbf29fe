"""What a gate may say of a plot, and how it is worded."""

from dataclasses import dataclass
from enum import StrEnum

from chains.site import UTILITY_NAMES
from geodata.model import Plot


class Verdict(StrEnum):
    """通过 / 不通过 / 待核实."""

    PASS = "pass"  # noqa: S105  (a verdict, not a password)
    FAIL = "fail"
    UNVERIFIED = "unverified"


class PlotGate(StrEnum):
    """门槛, in the order of the methods; occupancy stands last."""

    CHEMICAL_PARK = "chemical_park"
    RED_LINES = "red_lines"
    LAND_USE = "land_use"
    AREA = "area"
    FLOOR_LOAD = "floor_load"
    CLEAR_HEIGHT = "clear_height"
    POWER = "power"
    WATER = "water"
    STEAM = "steam"
    GAS = "gas"
    WASTEWATER = "wastewater"
    EXHAUST = "exhaust"
    COLD_CHAIN = "cold_chain"
    RAIL = "rail"
    ENVIRONMENT_CAPACITY = "environment_capacity"
    ENERGY_CAPACITY = "energy_capacity"
    ENERGY_REVIEW = "energy_review"
    INVESTMENT = "investment"
    PLOT_RATIO = "plot_ratio"
    TAX = "tax"
    ENERGY_INTENSITY = "energy_intensity"
    STANDARD_LAND = "standard_land"
    OCCUPANCY = "occupancy"


VERDICT_NAMES = {Verdict.PASS: "通过", Verdict.FAIL: "不通过", Verdict.UNVERIFIED: "待核实"}
GATE_NAMES = {
    PlotGate.CHEMICAL_PARK: "化工园区",
    PlotGate.RED_LINES: "三线、生态、饮用水",
    PlotGate.LAND_USE: "用地性质",
    PlotGate.AREA: "面积",
    PlotGate.FLOOR_LOAD: "楼面荷载",
    PlotGate.CLEAR_HEIGHT: "净高",
    PlotGate.ENVIRONMENT_CAPACITY: "环境容量",
    PlotGate.ENERGY_CAPACITY: "能耗指标",
    PlotGate.ENERGY_REVIEW: "节能审查和碳排放评价",
    PlotGate.INVESTMENT: "投资强度",
    PlotGate.PLOT_RATIO: "容积率",
    PlotGate.TAX: "亩均税收",
    PlotGate.ENERGY_INTENSITY: "单位能耗",
    PlotGate.STANDARD_LAND: "标准地",
    PlotGate.OCCUPANCY: "占用情况",
    **{PlotGate(utility.value): name for utility, name in UTILITY_NAMES.items()},
}
Ruling = tuple[Verdict, str]  # the verdict and its reason
PASS, FAIL, UNVERIFIED = Verdict.PASS, Verdict.FAIL, Verdict.UNVERIFIED


@dataclass(frozen=True, slots=True)
class GateResult:
    """门槛结论: what one gate says of one plot, why, and on whose word."""

    gate: PlotGate
    verdict: Verdict
    reason: str
    source: str


def plot_source(plot: Plot) -> str:
    """Say on whose word a plot's record rests, and when it was last checked."""
    dated = f"({plot.source_date})" if plot.source_date else ""
    checked = f"，{plot.checked_on:%Y-%m-%d}核对" if plot.checked_on else ""
    return f"{plot.source}{dated}{checked}"
