"""The lists under the map and the judgement they share with it."""

import gc

import pytest

from briefings.state import plot_matches
from briefings.state.plot_matches import judge_all
from chains.catalog import load_catalog
from components.map.filter import MapFilter
from components.map.lists import (
    LISTED,
    county_counts,
    fitting_plots,
    judge_shown,
    match_frame,
    per_mu_sentences,
    plot_frame,
    reason_text,
    unplaced_frame,
    verdict_counts,
)
from components.map.placing import Placing, county_problem
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import Verdict
from geodata.model import Plot
from tests.components.map.map_builders import make_places, make_plot, make_position


def _need() -> Need:
    return need_of(load_catalog().chain("fluorine"), "fluoropolymer", area_mu=100)


def _passing(plot_id: str) -> Plot:
    """A plot that passes the gates a chemical link of 100 mu asks for, as far as they are known."""
    return make_plot(plot_id, area_mu=120, land_use="工业用地", occupancy="idle")


def test_every_plot_gets_a_verdict_and_unknown_is_never_a_pass() -> None:
    places = make_places(_passing("A1"), make_plot("A2", area_mu=1), version="verdicts")

    judgement = judge_all(places, _need())

    assert judgement.verdicts == {"A1": Verdict.UNVERIFIED, "A2": Verdict.FAIL}
    assert [found.plot.id for found in judgement.best] == ["A1", "A2"]


def test_samples_are_counted_apart() -> None:
    places = make_places(make_plot("A1"), make_plot("A2", sample=True), version="samples")

    text = verdict_counts(judge_all(places, _need()))

    assert "待核实 1 处 + 示例 1 处" in text


def test_the_best_are_the_same_whether_judged_at_once_or_in_portions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plots = [make_plot(f"A{n:02}", area_mu=50 + 5 * n) for n in range(30)]
    whole = judge_all(make_places(*plots, version="whole"), _need())

    monkeypatch.setattr(plot_matches, "AT_ONCE", 7)
    parts = judge_all(make_places(*plots, version="parts"), _need())

    assert [found.plot.id for found in parts.best] == [found.plot.id for found in whole.best]
    assert [found.order for found in parts.best] == list(range(1, 31))


def test_revoked_chemical_parks_are_listed_with_their_notice() -> None:
    refused = judge_all(make_places(version="refused"), _need()).refused

    named = " ".join(one.reason for one in refused)
    assert [part for part in ("宁化", "尤溪", "青州") if part not in named] == []
    assert all("通知" in one.reason for one in refused)


def test_a_reason_names_the_gates_that_decide() -> None:
    judgement = judge_all(make_places(make_plot(area_mu=1), version="reason"), _need())

    text = reason_text(judgement.best[0])

    assert "面积：用地面积 1 亩" in text
    assert "环境容量未核实" not in text


def test_tables_mark_samples_and_say_what_is_unknown() -> None:
    frame = plot_frame([make_plot("A1", name="地块一", sample=True, area_mu=None)])

    assert frame.loc[0, "名称"] == "地块一（示例）"
    assert frame.loc[0, "用地面积（亩）"] == "未核实"


def test_a_match_table_has_one_row_per_match() -> None:
    judgement = judge_all(make_places(make_plot("A1"), make_plot("A2"), version="rows"), _need())

    assert list(match_frame(judgement.best)["序"]) == ["1", "2"]


def test_what_is_not_placed_is_listed_and_counted_by_county() -> None:
    places = make_places(make_plot("A1", position=None, county="永安市"), make_plot("A2"))

    frame, ids = unplaced_frame(places)

    assert ("plot", "A1") in ids
    assert ("plot", "A2") not in ids
    assert len(frame) == len(places.parks.parks) + 1
    [yongan] = [text for text in county_counts(places) if text.startswith("永安市")]
    assert yongan.endswith("地块 1")


def test_a_click_outside_sanming_is_refused_and_another_county_is_asked_about() -> None:
    placing = Placing("A1", "地块", ("三元区",), None, 1, make_position())

    assert county_problem(placing, None)[0] is True
    assert county_problem(placing, "永安市") == (
        False,
        "这个点在永安市，登记的是三元区。县界约有 100 米误差，请核对。",
    )
    assert county_problem(placing, "三元区") == (False, "")


def test_the_demand_of_a_sample_is_marked_and_gives_way_to_real_ones() -> None:
    need = need_of(
        load_catalog().chain("fluorine"), "fluoropolymer", area_mu=100, investment_10k_yuan=50000
    )
    sample = make_plot("S1", sample=True, required_investment_10k_yuan_per_mu=150)
    real = make_plot("A1", required_investment_10k_yuan_per_mu=300)

    alone = per_mu_sentences(judge_all(make_places(sample, version="per-mu-1"), need), need)
    beside = per_mu_sentences(judge_all(make_places(sample, real, version="per-mu-2"), need), need)

    assert [sentence.startswith("（示例地块）") for sentence in alone] == [True]
    assert ["300" in sentence and "示例" not in sentence for sentence in beside] == [True]


def test_of_many_fitting_plots_all_are_counted_and_the_first_kept() -> None:
    plots = [make_plot(f"A{n:04}", sample=n % 2 == 1) for n in range(2 * LISTED)]

    fitting = fitting_plots(make_places(*plots, version="many"), MapFilter())

    assert (fitting.real, fitting.sample) == (LISTED, LISTED)
    assert [plot.id for plot in fitting.first] == [plot.id for plot in plots[:LISTED]]


def test_garbage_collection_passes_by_the_verdicts() -> None:
    # Else every click would cost more the more plots there are (bench/map_reruns.py).
    places = make_places(*(make_plot(f"A{n}") for n in range(50)), version="untracked")

    verdicts = judge_all(places, _need()).verdicts

    [texts] = [o for o in gc.get_referents(verdicts) if isinstance(o, dict)]
    assert len(texts) == 50
    assert not gc.is_tracked(texts)


def test_the_best_of_what_is_shown_need_not_be_among_the_best_of_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plot_matches, "LISTED", 2)
    plots = [_passing("A1"), _passing("A2"), make_plot("A3", county="宁化县", area_mu=1)]
    places = make_places(*plots, version="shown")

    judgement = judge_shown(places, MapFilter(counties=("宁化县",)), _need())

    assert [found.plot.id for found in judgement.best] == ["A3"]
    assert verdict_counts(judgement) == "通过 0 处、待核实 0 处、不通过 1 处"


def test_verdicts_that_the_legend_hides_are_not_listed() -> None:
    places = make_places(_passing("A1"), make_plot("A2", area_mu=1), version="hidden")

    judgement = judge_shown(places, MapFilter(hidden=("unverified",)), _need())

    assert [found.plot.id for found in judgement.best] == ["A2"]
