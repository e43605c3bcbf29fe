"""What a gate may say of a plot, and how it is worded."""

from dataclasses import dataclass
from enum import StrEnum

from geodata.matching.need import UTILITY_NAMES
from geodata.model import Plot


class Verdict(StrEnum):
    """通过 / 不通过 / 待核实."""

    PASS = "pass"  # noqa: S105  (a verdict, not a password)
    FAIL = "fail"
    UNVERIFIED = "unverified"


class Gate(StrEnum):
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
    INVESTMENT = "investment"
    PLOT_RATIO = "plot_ratio"
    OCCUPANCY = "occupancy"


VERDICT_NAMES = {Verdict.PASS: "通过", Verdict.FAIL: "不通过", Verdict.UNVERIFIED: "待核实"}
GATE_NAMES = {
    Gate.CHEMICAL_PARK: "化工园区",
    Gate.RED_LINES: "三线、生态、饮用水",
    Gate.LAND_USE: "用地性质",
    Gate.AREA: "面积",
    Gate.FLOOR_LOAD: "楼面荷载",
    Gate.CLEAR_HEIGHT: "净高",
    Gate.ENVIRONMENT_CAPACITY: "环境容量",
    Gate.ENERGY_CAPACITY: "能耗指标",
    Gate.INVESTMENT: "投资强度",
    Gate.PLOT_RATIO: "容积率",
    Gate.OCCUPANCY: "占用情况",
    **{Gate(utility.value): name for utility, name in UTILITY_NAMES.items()},
}
Finding = tuple[Verdict, str]  # the verdict and its reason
PASS, FAIL, UNVERIFIED = Verdict.PASS, Verdict.FAIL, Verdict.UNVERIFIED


@dataclass(frozen=True, slots=True)
class GateResult:
    """门槛结论: what one gate says of one plot, why, and on whose word."""

    gate: Gate
    verdict: Verdict
    reason: str
    source: str


def plot_source(plot: Plot) -> str:
    """Say on whose word a plot's record rests, and when it was last checked."""
    dated = f"({plot.source_date})" if plot.source_date else ""
    checked = f",{plot.checked_on:%Y-%m-%d}核对" if plot.checked_on else ""
    return f"{plot.source}{dated}{checked}"
