"""For how many gaps the judgement of every plot is kept, so that it is not worked out again."""

from briefings.state.plot_matches import how_many_kept, judge_all
from chains.catalog import load_catalog
from geodata.matching.need import need_of
from tests.components.map.map_builders import make_places, make_plot


def test_of_more_plots_fewer_gaps_are_kept() -> None:
    assert [how_many_kept(plots) for plots in (0, 300, 10_000, 100_000)] == [128, 128, 20, 8]


def test_the_gaps_of_a_morning_are_judged_once() -> None:
    chain = load_catalog().chain("fluorine")
    places = make_places(make_plot("A1"), version="kept")
    needs = [need_of(chain, link.id) for link in chain.links][:20]
    first = [judge_all(places, need) for need in needs]

    again = [judge_all(places, need) for need in needs]

    assert len(needs) == 20
    assert all(one is other for one, other in zip(first, again, strict=True))
