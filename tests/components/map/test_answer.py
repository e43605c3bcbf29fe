"""What the panel beside the map says while nothing on the map is chosen."""

from briefings.state.plot_matches import judge_all
from chains.catalog import load_catalog
from components.map.answer import answer_text
from geodata.matching.need import Need, need_of
from tests.components.map.map_builders import make_places, make_plot


def _need() -> Need:
    return need_of(load_catalog().chain("fluorine"), "fluoropolymer", area_mu=100)


def test_the_answer_names_the_first_plots_and_what_is_still_open() -> None:
    plots = [make_plot(f"A{n}", name=f"地块{n}", area_mu=120 + n) for n in range(5)]

    text = answer_text(judge_all(make_places(*plots, version="answer"), _need()), _need())

    assert "通过 0 处、待核实 5 处、不通过 0 处" in text
    assert [text.count(plot.name) for plot in plots] == [1, 1, 1, 0, 0]
    assert "待核实 化工园区、" in text


def test_a_plot_that_fails_is_never_among_the_first() -> None:
    places = make_places(make_plot("A1", name="太小的地块", area_mu=1), version="fails")

    text = answer_text(judge_all(places, _need()), _need())

    assert "太小的地块" not in text
    assert "没有通过或待核实的地块" in text


def test_the_parks_that_lost_their_status_are_named_first() -> None:
    text = answer_text(judge_all(make_places(version="none"), _need()), _need())

    [refused] = [line for line in text.splitlines() if line.startswith("**不得推荐**")]
    assert [part for part in ("宁化县城南", "尤溪县", "青州") if part not in refused] == []


def test_a_hostile_name_is_written_literally() -> None:
    places = make_places(make_plot("A1", name="[a](javascript:alert(1))"), version="hostile")

    text = answer_text(judge_all(places, _need()), _need())

    assert "[a](javascript" not in text


def test_a_sample_is_marked_and_counted_apart() -> None:
    places = make_places(make_plot("A1", name="地块", sample=True), version="sample")

    text = answer_text(judge_all(places, _need()), _need())

    assert "地块（示例）" in text
    assert "待核实 0 处 + 示例 1 处" in text
