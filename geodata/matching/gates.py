"""The hard gates of a plot match (docs/methods.md 9): every one with verdict, reason and source.

Unknown on either side is never a pass. A number that the plant did not name and that no chain
file asks for (floor load, say) is not compared at all.
"""

from collections.abc import Callable, Iterator

from chains.site import UTILITY_NAMES, Utility
from geodata.matching.chemical import in_chemical_park
from geodata.matching.energy import LEAST_COAL_T, LEAST_TCE
from geodata.matching.facts import JudgedPlot, judged_plot
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
from geodata.model import BARE_KINDS, BUILT_KINDS, Answer, Occupancy, Plot
from geodata.parks import Parks

VAGUE_LAND_USES = ("工矿", "混合", "M0", "新型产业", "待定", "其他", "建设用地")
# A plot's record has no field for cold chain and rail: nobody can have checked them.
ON_RECORD: dict[Utility, Callable[[JudgedPlot], Answer]] = {
    Utility.STEAM: lambda plot: plot.steam,
    Utility.GAS: lambda plot: plot.gas,
    Utility.WASTEWATER: lambda plot: plot.wastewater,
    Utility.EXHAUST: lambda plot: plot.exhaust,
}


def judge(need: Need, plot: Plot, parks: Parks) -> tuple[GateResult, ...]:
    """Put `plot` through every gate that `need` meets, in the order of `PlotGate`."""
    return (in_chemical_park(need, plot, parks), *_of_the_plot(need, plot))


def _of_the_plot(need: Need, plot: Plot) -> Iterator[GateResult]:
    source, judged = plot_source(plot), judged_plot(plot)
    for gate, examine in EXAMINED.items():
        finding = examine(need, judged)
        if finding is not None:
            yield GateResult(gate, *finding, source)


def _answered(answer: Answer, *, yes: str, no: str, unknown: str) -> Ruling:
    if answer is Answer.YES:
        return PASS, yes
    return (FAIL, no) if answer is Answer.NO else (UNVERIFIED, unknown)


def _red_lines(_: Need, plot: JudgedPlot) -> Ruling:
    return _answered(
        plot.red_lines_clear,
        yes="不涉及三区三线、生态红线和饮用水源保护区",
        no="涉及三区三线、生态红线或饮用水源保护区",
        unknown="是否避开三区三线、生态红线和饮用水源保护区，未核实",
    )


def _land_use(need: Need, plot: JudgedPlot) -> Ruling:
    use = plot.land_use
    if not use:
        return UNVERIFIED, "用地性质未核实"
    if need.land_use in use.replace(f"非{need.land_use}", ""):
        return PASS, f"用地性质为{use}，需要{need.land_use}"
    if any(vague in use for vague in VAGUE_LAND_USES):
        return UNVERIFIED, f"用地性质为{use}，能否作{need.land_use}用未核实"
    return FAIL, f"用地性质为{use}，需要{need.land_use}"


def _at_least(what: str, has: float | None, needs: float | None, unit: str) -> Ruling:
    """Compare what a plot has with what is needed; unknown on either side is unverified."""
    if has is None:
        wanted = "" if needs is None else f"，需要 {needs:.10g} {unit}"
        return UNVERIFIED, f"{what}未核实{wanted}"
    if needs is None:
        return UNVERIFIED, f"{what} {has:.10g} {unit}，项目需要多少没有填"
    words = f"{what} {has:.10g} {unit}，需要 {needs:.10g} {unit}"
    return (PASS, words) if has >= needs else (FAIL, f"{words}，不够")


def _area(need: Need, plot: JudgedPlot) -> Ruling:
    return _at_least("用地面积", plot.area_mu, need.area_mu, "亩")


def _floor_load(need: Need, plot: JudgedPlot) -> Ruling | None:
    needs = need.floor_load_t_per_m2
    return _built(plot, "楼面荷载", plot.floor_load_t_per_m2, needs, "吨/平方米")


def _clear_height(need: Need, plot: JudgedPlot) -> Ruling | None:
    return _built(plot, "净高", plot.clear_height_m, need.clear_height_m, "米")


def _built(
    plot: JudgedPlot, what: str, has: float | None, needs: float | None, unit: str
) -> Ruling | None:
    if needs is None:
        return None
    if plot.kind in BARE_KINDS and has is None:
        return PASS, f"空地，厂房按需要建（{what} {needs:.10g} {unit}）"
    return _at_least(what, has, needs, unit)


def _power(need: Need, plot: JudgedPlot) -> Ruling | None:
    if need.power_kva is None and Utility.POWER not in need.utilities:
        return None
    return _at_least("供电", plot.power_kva, need.power_kva, "kVA")


def _water(need: Need, plot: JudgedPlot) -> Ruling | None:
    if need.water_t_per_day is None and Utility.WATER not in need.utilities:
        return None
    return _at_least("供水", plot.water_t_per_day, need.water_t_per_day, "吨/日")


def _supply(utility: Utility) -> Callable[[Need, JudgedPlot], Ruling | None]:
    name, recorded = UTILITY_NAMES[utility], ON_RECORD.get(utility)

    def examine(need: Need, plot: JudgedPlot) -> Ruling | None:
        if utility not in need.utilities:
            return None
        answer = recorded(plot) if recorded else Answer.UNKNOWN
        return _answered(
            answer, yes=f"有{name}", no=f"没有{name}，项目需要", unknown=f"{name}未核实，项目需要"
        )

    return examine


def _environment(_: Need, plot: JudgedPlot) -> Ruling:
    return _answered(
        plot.environment_capacity,
        yes="有环境容量",
        no="没有环境容量",
        unknown="环境容量未核实",
    )


def _energy(_: Need, plot: JudgedPlot) -> Ruling:
    return _answered(
        plot.energy_capacity, yes="有能耗指标", no="没有能耗指标", unknown="能耗指标未核实"
    )


def _investment(need: Need, plot: JudgedPlot) -> Ruling:
    required = plot.required_investment_10k_yuan_per_mu
    planned = need.investment_10k_yuan_per_mu
    if planned is None:
        wanted = "未核实" if required is None else f" {required:.10g} 万"
        return UNVERIFIED, f"计划投资或用地没有填，算不出亩均；园区要求{wanted}"
    sentence = per_mu_sentence(need, required)
    if required is None:
        return UNVERIFIED, sentence
    return (PASS if planned >= required else FAIL), sentence


def per_mu_sentence(need: Need, required: float | None) -> str:
    """Return «投 X 亿用 Y 亩 = 亩均 Z 万，园区要求 W 万，达标/不达标。», or "" without numbers.

    `required` is the park's demand in 10k yuan per mu; None if it is not known.
    """
    planned = need.investment_10k_yuan_per_mu
    if planned is None or need.investment_10k_yuan is None or need.area_mu is None:
        return ""
    invested = need.investment_10k_yuan / 10_000
    head = f"投 {invested:.6g} 亿用 {need.area_mu:.6g} 亩 = 亩均 {planned:.6g} 万"
    if required is None:
        return f"{head}，园区要求未核实。"
    return f"{head}，园区要求 {required:.6g} 万，{'达标' if planned >= required else '不达标'}。"


def _plot_ratio(need: Need, plot: JudgedPlot) -> Ruling:
    required, planned = plot.required_plot_ratio, need.plot_ratio
    if required is None:
        return UNVERIFIED, "园区要求的容积率未核实"
    if planned is None:
        return UNVERIFIED, f"计划容积率没有填，园区要求 {required:.6g}"
    words = f"计划容积率 {planned:.6g}，园区要求 {required:.6g}"
    return (PASS, f"{words}，达标") if planned >= required else (FAIL, f"{words}，不达标")


def _energy_review(need: Need, _: JudgedPlot) -> Ruling:
    """Judge the project, not the plot: below both limits it is not reviewed by itself."""
    rule = need.energy_rule or "法规表没有打开，条文未列"
    used = {"综合能耗": (need.energy_tce, LEAST_TCE), "煤炭消费": (need.coal_t, LEAST_COAL_T)}
    said = "、".join(
        f"年{what} {amount:.6g} 吨{'标准煤' if what == '综合能耗' else ''}"
        for what, (amount, _) in used.items()
        if amount is not None
    )
    if any(amount is not None and amount >= least for amount, least in used.values()):
        return UNVERIFIED, f"{said}：开工前要取得节能审查意见，含碳排放评价，结论未核实：{rule}"
    if any(amount is None for amount, _ in used.values()):
        lacking = "、".join(f"年{what}" for what, (amount, _) in used.items() if amount is None)
        return UNVERIFIED, f"项目的{lacking}没有填，要不要节能审查和碳排放评价未核实：{rule}"
    return PASS, f"{said}，都不满 1000 吨，不单独审查：{rule}"


def _tax(need: Need, plot: JudgedPlot) -> Ruling | None:
    if plot.kind in BUILT_KINDS:
        return None
    required, planned = plot.required_tax_10k_yuan_per_mu, need.tax_10k_yuan_per_mu
    if required is None:
        return UNVERIFIED, "要求的亩均税收未核实"
    if planned is None:
        return UNVERIFIED, f"计划亩均税收没有填，要求 {required:.6g} 万元"
    words = f"计划亩均税收 {planned:.6g} 万元，要求 {required:.6g} 万元"
    return (PASS, f"{words}，达标") if planned >= required else (FAIL, f"{words}，不达标")


def _energy_intensity(need: Need, plot: JudgedPlot) -> Ruling | None:
    if plot.kind in BUILT_KINDS:
        return None
    allowed, planned = plot.required_energy_tce_per_10k_yuan, need.energy_tce_per_10k_yuan
    if allowed is None:
        return UNVERIFIED, "单位能耗标准未核实"
    if planned is None:
        return UNVERIFIED, f"计划单位能耗没有填，标准 {allowed:.6g} 吨标准煤/万元"
    words = f"计划单位能耗 {planned:.6g} 吨标准煤/万元，标准 {allowed:.6g}"
    return (PASS, f"{words}，达标") if planned <= allowed else (FAIL, f"{words}，超过")


def _standard_land(need: Need, plot: JudgedPlot) -> Ruling | None:
    """Judge what makes land 标准地 beside its figures; a plant that stands is let as it is."""
    if plot.kind in BUILT_KINDS:
        return None
    if plot.net_land is Answer.NO:
        return FAIL, "还不是净地，不能出让"
    if plot.regional_assessment is Answer.NO:
        # A project may be assessed by itself, so this alone closes nothing.
        return UNVERIFIED, "不是标准地：区域评估没有完成，项目要自己做评估"
    standard = plot.required_environment
    told = {
        "区域评估": plot.regional_assessment is Answer.YES,
        "净地": plot.net_land is Answer.YES,
        "环境标准": bool(standard),
    }
    if not all(told.values()):
        lacking = "、".join(what for what, known in told.items() if not known)
        return UNVERIFIED, f"是不是标准地未核实：{lacking}没有写明"
    met = need.meets_environment
    words = f"区域评估已完成，净地；环境标准“{standard}”"
    return _answered(
        met, yes=f"{words}达到", no=f"{words}达不到", unknown=f"{words}项目是否达到未核实"
    )


def _occupancy(_: Need, plot: JudgedPlot) -> Ruling:
    if plot.occupancy is Occupancy.IDLE:
        return PASS, "空闲"
    if plot.occupancy is Occupancy.LET:
        return FAIL, "已租售"
    reserved = plot.occupancy is Occupancy.RESERVED
    return UNVERIFIED, "已预留，能否让出未核实" if reserved else "是否空闲未核实"


EXAMINED: dict[PlotGate, Callable[[Need, JudgedPlot], Ruling | None]] = {
    PlotGate.RED_LINES: _red_lines,
    PlotGate.LAND_USE: _land_use,
    PlotGate.AREA: _area,
    PlotGate.FLOOR_LOAD: _floor_load,
    PlotGate.CLEAR_HEIGHT: _clear_height,
    PlotGate.POWER: _power,
    PlotGate.WATER: _water,
    PlotGate.STEAM: _supply(Utility.STEAM),
    PlotGate.GAS: _supply(Utility.GAS),
    PlotGate.WASTEWATER: _supply(Utility.WASTEWATER),
    PlotGate.EXHAUST: _supply(Utility.EXHAUST),
    PlotGate.COLD_CHAIN: _supply(Utility.COLD_CHAIN),
    PlotGate.RAIL: _supply(Utility.RAIL),
    PlotGate.ENVIRONMENT_CAPACITY: _environment,
    PlotGate.ENERGY_CAPACITY: _energy,
    PlotGate.ENERGY_REVIEW: _energy_review,
    PlotGate.INVESTMENT: _investment,
    PlotGate.PLOT_RATIO: _plot_ratio,
    PlotGate.TAX: _tax,
    PlotGate.ENERGY_INTENSITY: _energy_intensity,
    PlotGate.STANDARD_LAND: _standard_land,
    PlotGate.OCCUPANCY: _occupancy,
}
