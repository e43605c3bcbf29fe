"""The hard gates: in order, each with a reason and a source, and unknown never a pass."""

from dataclasses import replace

import pytest

from chains.catalog import load_catalog
from chains.site import UTILITY_NAMES, Utility
from files.errors import NotFound
from geodata.matching.gates import EXAMINED, judge, per_mu_sentence
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import GATE_NAMES, VERDICT_NAMES, PlotGate, Verdict, plot_source
from geodata.model import BUILT_KINDS, Plot, PlotKind
from geodata.parks import ChemicalStatus, load_parks
from tests.geodata.plots import IDEAL, gate_of, make_ideal, make_need, make_plot

PARKS = load_parks()
PASS, FAIL, UNVERIFIED = Verdict.PASS, Verdict.FAIL, Verdict.UNVERIFIED
Case = tuple[PlotGate, dict[str, object], str]
FAILING: list[Case] = [
    (PlotGate.CHEMICAL_PARK, {"chemical_park": "no"}, "不在认定的化工园区内"),
    (PlotGate.RED_LINES, {"red_lines_clear": "no"}, "涉及"),
    (PlotGate.LAND_USE, {"land_use": "商业用地"}, "用地性质为商业用地，需要工业"),
    (PlotGate.LAND_USE, {"land_use": "非工业用地"}, "用地性质为非工业用地，需要工业"),
    (PlotGate.AREA, {"area_mu": 99.9}, "用地面积 99.9 亩，需要 100 亩，不够"),
    (PlotGate.POWER, {"power_kva": 999}, "供电 999 kVA，需要 1000 kVA，不够"),
    (PlotGate.WATER, {"water_t_per_day": 0}, "供水 0 吨/日，需要 100 吨/日，不够"),
    (PlotGate.STEAM, {"steam": "no"}, "没有蒸汽，项目需要"),
    (PlotGate.GAS, {"gas": "no"}, "没有燃气，项目需要"),
    (PlotGate.WASTEWATER, {"wastewater": "no"}, "没有污水处理，项目需要"),
    (PlotGate.EXHAUST, {"exhaust": "no"}, "没有废气处理，项目需要"),
    (PlotGate.ENVIRONMENT_CAPACITY, {"environment_capacity": "no"}, "没有环境容量"),
    (PlotGate.ENERGY_CAPACITY, {"energy_capacity": "no"}, "没有能耗指标"),
    (PlotGate.PLOT_RATIO, {"required_plot_ratio": 1.3}, "计划容积率 1.2，园区要求 1.3，不达标"),
    (
        PlotGate.TAX,
        {"required_tax_10k_yuan_per_mu": 12.1},
        "计划亩均税收 12 万元，要求 12.1 万元，不达标",
    ),
    (
        PlotGate.ENERGY_INTENSITY,
        {"required_energy_tce_per_10k_yuan": 0.39},
        "计划单位能耗 0.4 吨标准煤/万元，标准 0.39，超过",
    ),
    (PlotGate.STANDARD_LAND, {"net_land": "no"}, "还不是净地，不能出让"),
    (PlotGate.OCCUPANCY, {"occupancy": "let"}, "已租售"),
]


def test_a_plot_that_has_everything_passes_every_gate() -> None:
    results = judge(make_need(), make_ideal(), PARKS)

    assert {result.verdict for result in results} == {PASS}


def test_gates_come_in_the_order_of_the_methods() -> None:
    need = make_need(utilities=tuple(Utility), floor_load_t_per_m2=1, clear_height_m=6)

    assert [result.gate for result in judge(need, make_plot(), PARKS)] == list(PlotGate)
    assert [PlotGate.CHEMICAL_PARK, *EXAMINED] == list(PlotGate)


@pytest.mark.parametrize(("gate", "fields", "reason"), FAILING)
def test_one_thing_lacking_fails_one_gate(
    gate: PlotGate, fields: dict[str, object], reason: str
) -> None:
    results = judge(make_need(), make_ideal(**fields), PARKS)

    [failed] = [result for result in results if result.verdict is not PASS]
    assert (failed.gate, failed.verdict) == (gate, FAIL)
    assert reason in failed.reason


@pytest.mark.parametrize("field", [name for name in IDEAL if not name.endswith(("notice", "date"))])
def test_one_thing_unknown_leaves_one_gate_unverified(field: str) -> None:
    unknown = Plot.model_fields[field].get_default()

    results = judge(make_need(), make_ideal(**{field: unknown}), PARKS)

    [left] = [result for result in results if result.verdict is not PASS]
    assert left.verdict is UNVERIFIED


@pytest.mark.parametrize("field", ["chemical_park_notice", "chemical_park_date"])
def test_a_chemical_park_without_notice_or_date_is_unverified(field: str) -> None:
    result = gate_of(PlotGate.CHEMICAL_PARK, make_need(), make_ideal(**{field: ""}))

    assert result.verdict is UNVERIFIED
    assert "没有写明认定公告和日期" in result.reason


@pytest.mark.parametrize(
    "field",
    [
        "area_mu",
        "power_kva",
        "water_t_per_day",
        "plot_ratio",
        "investment_10k_yuan",
        "tax_10k_yuan_per_mu",
        "energy_tce_per_10k_yuan",
        "energy_tce",
        "coal_t",
    ],
)
def test_a_number_the_plant_did_not_name_cannot_pass(field: str) -> None:
    results = judge(make_need(**{field: None}), make_ideal(), PARKS)

    assert UNVERIFIED in {result.verdict for result in results}
    assert FAIL not in {result.verdict for result in results}


def test_a_plot_of_which_nothing_is_known_passes_nothing_but_floor_space_still_to_build() -> None:
    need = make_need(floor_load_t_per_m2=2, energy_tce=None)  # the review is the project's own

    results = judge(need, make_plot(kind="idleland"), PARKS)

    assert [r.gate for r in results if r.verdict is PASS] == [PlotGate.FLOOR_LOAD]
    assert FAIL not in {result.verdict for result in results}


@pytest.mark.parametrize(
    ("has", "verdict"), [(None, UNVERIFIED), (1.9, FAIL), (2.0, PASS), (3.0, PASS)]
)
def test_a_building_must_carry_the_load(has: float | None, verdict: Verdict) -> None:
    plant = make_plot(kind="standardfactory", floor_load_t_per_m2=has)

    assert gate_of(PlotGate.FLOOR_LOAD, make_need(floor_load_t_per_m2=2), plant).verdict is verdict


def test_a_building_must_be_high_enough() -> None:
    plant = make_plot(kind="idleplant", clear_height_m=5)

    result = gate_of(PlotGate.CLEAR_HEIGHT, make_need(clear_height_m=6), plant)

    assert (result.verdict, result.reason) == (FAIL, "净高 5 米，需要 6 米，不够")


def test_what_a_plant_does_not_ask_for_is_not_judged() -> None:
    need = make_need(utilities=(), power_kva=None, water_t_per_day=None)

    asked = {result.gate for result in judge(need, make_plot(), PARKS)}

    assert not asked & {
        PlotGate.POWER,
        PlotGate.WATER,
        PlotGate.STEAM,
        PlotGate.GAS,
        PlotGate.FLOOR_LOAD,
    }


@pytest.mark.parametrize("utility", [Utility.COLD_CHAIN, Utility.RAIL])
def test_what_no_record_can_hold_is_unverified(utility: Utility) -> None:
    result = gate_of(PlotGate(utility.value), make_need(utilities=(utility,)), make_ideal())

    assert result.verdict is UNVERIFIED
    assert UTILITY_NAMES[utility] in result.reason


@pytest.mark.parametrize("use", ["工矿仓储用地", "新型产业用地(M0)", "混合用地"])
def test_a_vague_land_use_is_unverified(use: str) -> None:
    assert gate_of(PlotGate.LAND_USE, make_need(), make_ideal(land_use=use)).verdict is UNVERIFIED


@pytest.mark.parametrize("use", ["工业用地", "一类工业用地", "商业、工业用地"])
def test_a_land_use_that_names_industry_passes(use: str) -> None:
    assert gate_of(PlotGate.LAND_USE, make_need(), make_ideal(land_use=use)).verdict is PASS


def test_a_reserved_plot_is_unverified() -> None:
    result = gate_of(PlotGate.OCCUPANCY, make_need(), make_ideal(occupancy="reserved"))

    assert (result.verdict, result.reason) == (UNVERIFIED, "已预留，能否让出未核实")


@pytest.mark.parametrize(
    ("park", "county"),
    [("宁化城南", "宁化县"), ("溪尾片区", "尤溪县"), ("青州化工产业集中区B片区", "沙县区")],
)
def test_a_revoked_chemical_park_fails_whatever_the_record_says(park: str, county: str) -> None:
    result = gate_of(PlotGate.CHEMICAL_PARK, make_need(), make_ideal(park=park, county=county))

    assert result.verdict is FAIL
    assert "认定资格已取消：省工信厅等五部门" in result.reason
    assert "不得推荐" in result.reason
    assert "福建省工信厅" in result.source


def test_a_recognition_in_doubt_is_unverified_and_says_why() -> None:
    plot = make_ideal(park="三明市黄砂新材料循环经济产业园", chemical_park="unknown")

    result = gate_of(PlotGate.CHEMICAL_PARK, make_need(), plot)

    assert result.verdict is UNVERIFIED
    assert "2021-01" in result.reason
    assert "复核" in result.reason


def test_a_link_that_is_not_chemical_goes_anywhere() -> None:
    plot = make_ideal(park="宁化城南", county="宁化县", chemical_park="no")

    assert gate_of(PlotGate.CHEMICAL_PARK, make_need(chemical=False), plot).verdict is PASS


@pytest.mark.parametrize(
    ("required", "sentence"),
    [
        (300, "投 3 亿用 100 亩 = 亩均 300 万，园区要求 300 万，达标。"),
        (350.5, "投 3 亿用 100 亩 = 亩均 300 万，园区要求 350.5 万，不达标。"),
        (None, "投 3 亿用 100 亩 = 亩均 300 万，园区要求未核实。"),
    ],
)
def test_the_per_mu_sentence_reckons_aloud(required: float | None, sentence: str) -> None:
    verdict = {300: PASS, 350.5: FAIL, None: UNVERIFIED}[required]
    plot = make_ideal(required_investment_10k_yuan_per_mu=required)

    result = gate_of(PlotGate.INVESTMENT, make_need(), plot)

    assert (result.verdict, result.reason) == (verdict, sentence)


@pytest.mark.parametrize(
    "fields", [{"area_mu": None}, {"area_mu": 0}, {"investment_10k_yuan": None}]
)
def test_there_is_no_per_mu_sentence_without_both_numbers(fields: dict[str, object]) -> None:
    assert per_mu_sentence(make_need(**fields), 300) == ""


@pytest.mark.parametrize(
    "plot", [make_plot(), make_ideal(), make_ideal(park="宁化城南", county="宁化县")]
)
def test_every_gate_gives_a_reason_and_a_source(plot: Plot) -> None:
    need = make_need(utilities=tuple(Utility), floor_load_t_per_m2=1, clear_height_m=6)

    first, *others = judge(need, plot, PARKS)

    assert all(result.reason for result in (first, *others))
    assert first.source
    assert {result.source for result in others} == {plot_source(plot)} == {"台账"}


def test_the_source_of_a_gate_tells_when_the_plot_was_checked() -> None:
    plot = make_plot(source="县工信局", source_date="2026-01", checked_on="2026-02-03")

    assert plot_source(plot) == "县工信局(2026-01)，2026-02-03核对"


def test_every_gate_and_verdict_has_a_chinese_name() -> None:
    assert set(GATE_NAMES) == set(PlotGate)
    assert set(VERDICT_NAMES) == set(Verdict)


def test_a_need_is_read_off_the_chain_file() -> None:
    chain = load_catalog().chain("fluorine")

    need = need_of(chain, "lithium_salt", area_mu=100)

    assert need.chemical
    assert need.utilities == (Utility.STEAM, Utility.POWER, Utility.EXHAUST)
    assert need.area_mu == 100
    assert "东莹化工" in need.partners


def test_every_need_of_every_shipped_link_can_be_read() -> None:
    chains = load_catalog().chains.values()

    needs = [need_of(chain, link.id) for chain in chains for link in chain.links]

    assert len(needs) > 400
    assert all(isinstance(need, Need) for need in needs)


def test_a_link_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match="没有编号为「x」的环节。现有："):
        need_of(load_catalog().chain("fluorine"), "x")


RATIO_MET = "计划容积率 1.2，园区要求 1.2，达标"


@pytest.mark.parametrize(
    ("gate", "fields", "verdict", "said"),
    [
        (PlotGate.AREA, {"area_mu": 100}, PASS, "用地面积 100 亩，需要 100 亩"),
        (PlotGate.POWER, {"power_kva": 1000}, PASS, "供电 1000 kVA，需要 1000 kVA"),
        (
            PlotGate.PLOT_RATIO,
            {"required_plot_ratio": 1.2},
            PASS,
            "计划容积率 1.2，园区要求 1.2，达标",
        ),
        (PlotGate.AREA, {"area_mu": None}, UNVERIFIED, "用地面积未核实，需要 100 亩"),
        (PlotGate.PLOT_RATIO, {"required_plot_ratio": None}, UNVERIFIED, "园区要求的容积率未核实"),
        (
            PlotGate.TAX,
            {"required_tax_10k_yuan_per_mu": 12},
            PASS,
            "计划亩均税收 12 万元，要求 12 万元，达标",
        ),
        (
            PlotGate.TAX,
            {"required_tax_10k_yuan_per_mu": None},
            UNVERIFIED,
            "要求的亩均税收未核实",
        ),
        (
            PlotGate.ENERGY_INTENSITY,
            {"required_energy_tce_per_10k_yuan": 0.4},
            PASS,
            "计划单位能耗 0.4 吨标准煤/万元，标准 0.4，达标",
        ),
        (
            PlotGate.STANDARD_LAND,
            {"regional_assessment": "no"},
            UNVERIFIED,
            "不是标准地：区域评估没有完成，项目要自己做评估",
        ),
        (
            PlotGate.STANDARD_LAND,
            {"required_environment": "", "net_land": "unknown"},
            UNVERIFIED,
            "是不是标准地未核实：净地、环境标准没有写明",
        ),
    ],
)
def test_exactly_what_is_needed_is_enough_and_what_is_unknown_is_not(
    gate: PlotGate, fields: dict[str, object], verdict: Verdict, said: str
) -> None:
    result = gate_of(gate, make_need(), make_ideal(**fields))

    assert (result.verdict, result.reason) == (verdict, said)


@pytest.mark.parametrize(
    ("gate", "asked", "fields", "said"),
    [
        (PlotGate.AREA, {"area_mu": None}, {}, "用地面积 200 亩，项目需要多少没有填"),
        (PlotGate.AREA, {"area_mu": None}, {"area_mu": None}, "用地面积未核实"),
        (PlotGate.PLOT_RATIO, {"plot_ratio": None}, {}, "计划容积率没有填，园区要求 1"),
        (PlotGate.TAX, {"tax_10k_yuan_per_mu": None}, {}, "计划亩均税收没有填，要求 10 万元"),
        (
            PlotGate.ENERGY_INTENSITY,
            {"energy_tce_per_10k_yuan": None},
            {},
            "计划单位能耗没有填，标准 0.5 吨标准煤/万元",
        ),
        (
            PlotGate.STANDARD_LAND,
            {"meets_environment": "unknown"},
            {},
            "环境标准“某排放标准”项目是否达到未核实",
        ),
        (PlotGate.INVESTMENT, {"area_mu": None}, {}, "园区要求 200 万"),
        (PlotGate.INVESTMENT, {"area_mu": 0}, {}, "算不出亩均"),
        (
            PlotGate.INVESTMENT,
            {"investment_10k_yuan": None},
            {"required_investment_10k_yuan_per_mu": None},
            "园区要求未核实",
        ),
    ],
)
def test_a_number_that_lacks_on_one_side_is_said_from_the_other(
    gate: PlotGate, asked: dict[str, object], fields: dict[str, object], said: str
) -> None:
    result = gate_of(gate, make_need(**asked), make_ideal(**fields))

    assert result.verdict is UNVERIFIED
    assert said in result.reason


@pytest.mark.parametrize(("kind", "verdict"), [
    ("idleland", PASS), ("unsupplied", PASS), ("idleplant", UNVERIFIED), ("stalled", UNVERIFIED),
    ("standardfactory", UNVERIFIED), ("distressed", UNVERIFIED), ("idleasset", UNVERIFIED),
])  # fmt: skip
def test_only_on_empty_land_can_a_hall_still_be_built_as_it_is_needed(
    kind: str, verdict: Verdict
) -> None:
    need = make_need(floor_load_t_per_m2=2, clear_height_m=6)

    for gate in (PlotGate.FLOOR_LOAD, PlotGate.CLEAR_HEIGHT):
        assert gate_of(gate, need, make_plot(kind=kind)).verdict is verdict


def test_what_stands_on_idle_land_is_compared_all_the_same() -> None:
    plot = make_plot(kind="idleland", clear_height_m=4)

    assert gate_of(PlotGate.CLEAR_HEIGHT, make_need(clear_height_m=6), plot).verdict is FAIL


@pytest.mark.parametrize(
    ("gate", "number"), [(PlotGate.POWER, "power_kva"), (PlotGate.WATER, "water_t_per_day")]
)
@pytest.mark.parametrize(("figure", "utility", "asked"), [
    (None, False, False), (None, True, True), (10, False, True), (10, True, True)
])  # fmt: skip
def test_power_and_water_are_asked_for_by_a_number_or_by_the_chain_file(
    gate: PlotGate, number: str, figure: float | None, *, utility: bool, asked: bool
) -> None:
    need = make_need(**{"utilities": (gate.value,) if utility else (), number: figure})

    assert (gate in {result.gate for result in judge(need, make_plot(), PARKS)}) is asked


@pytest.mark.parametrize(
    ("utility", "answer", "verdict", "said"),
    [
        ("steam", "yes", PASS, "有蒸汽"),
        ("gas", "no", FAIL, "没有燃气，项目需要"),
        ("exhaust", "unknown", UNVERIFIED, "废气处理未核实，项目需要"),
    ],
)
def test_each_utility_is_read_off_its_own_field(
    utility: str, answer: str, verdict: Verdict, said: str
) -> None:
    others = dict.fromkeys(("steam", "gas", "wastewater", "exhaust"), "unknown")
    plot = make_plot(**others | {utility: answer})

    result = gate_of(PlotGate(utility), make_need(utilities=(utility,)), plot)

    assert (result.verdict, result.reason) == (verdict, said)


@pytest.mark.parametrize(
    ("occupancy", "verdict", "said"),
    [
        ("idle", PASS, "空闲"),
        ("let", FAIL, "已租售"),
        ("reserved", UNVERIFIED, "已预留，能否让出未核实"),
        ("unknown", UNVERIFIED, "是否空闲未核实"),
    ],
)
def test_an_occupancy_is_judged_and_told(occupancy: str, verdict: Verdict, said: str) -> None:
    result = gate_of(PlotGate.OCCUPANCY, make_need(), make_ideal(occupancy=occupancy))

    assert (result.verdict, result.reason) == (verdict, said)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "台账"),
        ({"source_date": "2026-01"}, "台账(2026-01)"),
        ({"checked_on": "2026-02-03"}, "台账，2026-02-03核对"),
    ],
)
def test_a_source_tells_its_dates_as_far_as_they_are_known(
    fields: dict[str, object], said: str
) -> None:
    assert plot_source(make_plot(**fields)) == said


@pytest.mark.parametrize("record", ["yes", "no", "unknown"])
def test_what_the_notice_of_a_park_leaves_open_no_record_of_a_plot_closes(
    record: str,
) -> None:
    park = "三明市黄砂新材料循环经济产业园"  # recognised, but in doubt

    result = gate_of(
        PlotGate.CHEMICAL_PARK, make_need(), make_ideal(park=park, chemical_park=record)
    )

    assert result.verdict is UNVERIFIED
    assert "拟认定" in result.reason


def test_a_plot_whose_own_notice_only_proposes_its_park_is_to_be_checked() -> None:
    plot = make_ideal(chemical_park="yes", chemical_park_notice="关于拟认定化工园区名单的公示")

    result = gate_of(PlotGate.CHEMICAL_PARK, make_need(), plot)

    assert result.verdict is UNVERIFIED
    assert "只是拟认定" in result.reason


def test_in_no_known_park_the_record_alone_answers() -> None:
    result = gate_of(PlotGate.CHEMICAL_PARK, make_need(), make_plot())

    assert (result.verdict, result.reason) == (UNVERIFIED, "是否在现行认定的化工园区内，未核实")


@pytest.mark.parametrize(
    ("changes", "verdict", "said"),
    [
        ({"doubt": ""}, Verdict.PASS, "在认定的化工园区"),
        ({}, Verdict.UNVERIFIED, "现在是否认定未核实"),
        ({"status": ChemicalStatus.UNKNOWN, "doubt": ""}, Verdict.UNVERIFIED, "没有查到公告"),
        ({"status": ChemicalStatus.UNKNOWN, "doubt": "存疑"}, Verdict.UNVERIFIED, "存疑"),
        ({"status": ChemicalStatus.REVOKED, "doubt": ""}, Verdict.FAIL, "不得推荐"),
    ],
)
def test_a_notice_counts_while_nobody_doubts_it(
    changes: dict[str, object], verdict: Verdict, said: str
) -> None:
    plot = make_ideal(park="三明市黄砂新材料循环经济产业园", chemical_park="unknown")
    park = PARKS.chemical_park_of(plot)
    assert park is not None
    noted = replace(PARKS, chemical=(park.model_copy(update=changes),))

    result = judge(make_need(), plot, noted)[0]

    assert result.verdict is verdict
    assert said in result.reason
    assert park.notice in result.reason
    assert park.date in result.reason
    assert result.source == PARKS.cite(park.sources)


@pytest.mark.parametrize(
    ("energy_tce", "coal_t", "verdict", "said"),
    [
        (999, 999, PASS, "年综合能耗 999 吨标准煤、年煤炭消费 999 吨，都不满 1000 吨，不单独审查"),
        (1000, 0, UNVERIFIED, "开工前要取得节能审查意见，含碳排放评价，结论未核实"),
        (0, 1000, UNVERIFIED, "开工前要取得节能审查意见，含碳排放评价，结论未核实"),
        (1000, None, UNVERIFIED, "开工前要取得节能审查意见，含碳排放评价，结论未核实"),
        (999, None, UNVERIFIED, "项目的年煤炭消费没有填"),
        (None, None, UNVERIFIED, "项目的年综合能耗、年煤炭消费没有填"),
    ],
)
def test_energy_and_carbon_are_reviewed_unless_the_project_is_below_both_limits(
    energy_tce: float | None, coal_t: float | None, verdict: Verdict, said: str
) -> None:
    need = make_need(energy_tce=energy_tce, coal_t=coal_t)

    result = gate_of(PlotGate.ENERGY_REVIEW, need, make_ideal())

    assert result.verdict is verdict
    assert said in result.reason
    assert result.reason.endswith("《某办法》")


def test_a_need_of_a_chain_names_the_rule_of_energy_review_with_number_and_first_day() -> None:
    need = need_of(load_catalog().chains["fluorine"], "lithium_salt")

    assert "国家发展和改革委员会令第31号" in need.energy_rule
    assert "2025-09-01起施行" in need.energy_rule


def test_without_the_table_of_law_the_review_is_asked_for_all_the_same() -> None:
    need = make_need(energy_rule="", energy_tce=2000)

    result = gate_of(PlotGate.ENERGY_REVIEW, need, make_ideal())

    assert (result.verdict, "法规表没有打开" in result.reason) == (UNVERIFIED, True)


@pytest.mark.parametrize("kind", sorted(BUILT_KINDS))
def test_a_plant_that_stands_is_not_asked_for_standard_land(kind: PlotKind) -> None:
    asked = {result.gate for result in judge(make_need(), make_ideal(kind=kind), PARKS)}

    assert not asked & {PlotGate.TAX, PlotGate.ENERGY_INTENSITY, PlotGate.STANDARD_LAND}
