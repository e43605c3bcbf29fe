"""The panel of a plot: what is known, what is not, and why a gate says what it says."""

from chains.catalog import load_catalog
from components.map.plot_panel import about_text, gate_rows, heading_text, plot_facts, shown
from geodata.matching.matches import match_one
from geodata.matching.need import need_of
from geodata.matching.verdict import Verdict
from geodata.model import Answer
from geodata.parks import load_parks
from tests.components.map.map_builders import HOSTILE, make_plot


def test_unknown_none_and_zero_are_three_different_things() -> None:
    assert shown(None) == "未核实"
    assert shown(Answer.NO) == "否"
    assert shown(0.0) == "0"


def test_the_area_is_told_in_both_units() -> None:
    facts = dict(plot_facts(make_plot(area_mu=15)))

    assert facts["用地面积"] == "15 亩（10,000 平方米）"


def test_what_is_unknown_is_named_and_not_left_out() -> None:
    text = about_text(make_plot(area_mu=None, steam="yes"))

    _, unknown = text.split("**未核实**：")
    assert "用地面积" in unknown
    assert "蒸汽" not in unknown.split("\n")[0]


def test_the_source_stands_under_the_facts() -> None:
    text = about_text(make_plot(source="县自然资源局清单", source_date="2026-05"))

    assert "来源：县自然资源局清单" in text


def test_a_contact_is_never_in_the_panel() -> None:
    plot = make_plot(contact="13800001234", note="另有说明")

    assert "13800001234" not in heading_text(plot) + about_text(plot)


def test_a_sample_is_marked_as_no_real_plot() -> None:
    assert "示例，非真实地块" in heading_text(make_plot(sample=True))
    assert "示例" not in heading_text(make_plot())


def test_a_hostile_name_breaks_out_of_no_table() -> None:
    text = about_text(make_plot(owner_unit=f"{HOSTILE}|[a](javascript:b)"))

    [row] = [line for line in text.splitlines() if "权属单位" in line]
    assert row.replace("\\|", "").count("|") == 3
    assert "[a](" not in row.replace("\\[", "").replace("\\(", "")


def test_every_gate_has_a_reason_and_what_fails_comes_first() -> None:
    need = need_of(load_catalog().chain("fluorine"), "fluoropolymer", area_mu=100)
    plot = make_plot(area_mu=10, red_lines_clear="yes", park="")

    found = match_one(need, plot, load_parks())

    rows = gate_rows(found.gates)
    assert found.verdict is Verdict.FAIL
    assert "**面积** 不通过：用地面积 10 亩" in rows[0]
    assert all(row.partition("：")[2] for row in rows)
