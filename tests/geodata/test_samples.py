"""Sample plots: plausible, spread out, always the same, and never to be taken for real."""

from collections import Counter

from chains.allowed_words import COUNTIES
from geodata.layers.layer import county_of
from geodata.model import PlotKind
from geodata.samples import SOURCE, sample_plots


def test_there_are_sixty_in_all_counties_and_of_all_kinds() -> None:
    plots = sample_plots()

    by_county = Counter(plot.county for plot in plots)
    assert len(plots) == len({plot.id for plot in plots}) == 60
    assert set(by_county) == set(COUNTIES)
    assert min(by_county.values()) >= 5
    assert {plot.kind for plot in plots} == set(PlotKind)


def test_every_one_is_marked_in_three_ways() -> None:
    for plot in sample_plots():
        assert plot.sample
        assert plot.name.endswith("（示例）")
        assert plot.source == SOURCE == "示例数据，非真实地块"


def test_every_one_lies_in_its_county() -> None:
    for plot in sample_plots():
        assert plot.position is not None
        assert county_of(plot.position.longitude, plot.position.latitude) == plot.county


def test_none_names_a_real_park_owner_or_person() -> None:
    assert {(p.park, p.owner_unit, p.contact) for p in sample_plots()} == {("", "", "")}


def test_they_are_the_same_every_time_and_others_for_another_seed() -> None:
    first = sample_plots()

    assert sample_plots(len(first) + 1)[: len(first)] == first
    assert sample_plots(seed=1) != first


def test_more_samples_begin_with_the_same_ones() -> None:
    assert sample_plots(count=70)[:60] == sample_plots()
