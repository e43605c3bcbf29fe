"""How well real plots carry a link; samples promise nothing."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from itertools import permutations, product
from typing import Any

import pytest

from briefings.state.places import Places
from briefings.targets.link_parts import best_carry, carries, one_of_each_sort
from chains.catalog import load_catalog
from geodata.matching.facts import PlotFacts, facts_of
from geodata.matching.gates import EXAMINED
from geodata.matching.need import Need, need_of
from geodata.matching.verdict import PlotGate, Ruling, Verdict
from geodata.model import Answer, Occupancy, Plot, PlotKind
from geodata.parks import load_parks
from targets.scoring.links import Carry
from tests.builders import assess, make_chain
from tests.geodata.plots import make_ideal, make_plot
from tests.ledger.builders import make_position

PARKS = load_parks()
NEEDS = {
    (need.chemical, need.utilities): need
    for chain in load_catalog().chains.values()
    for need in (need_of(chain, link.id) for link in chain.links)
}.values()
ANSWERED = (
    "red_lines_clear",
    "environment_capacity",
    "energy_capacity",
    "chemical_park",
    "steam",
    "gas",
    "wastewater",
    "exhaust",
    "regional_assessment",
    "net_land",
)
TOLD = (
    "name",
    "land_use",
    "chemical_park_notice",
    "chemical_park_date",
    "owner_unit",
    "contact",
    "source",
    "source_date",
    "note",
    "required_environment",
)
MEASURED = (
    "area_mu",
    "building_m2",
    "price_10k_yuan_per_mu",
    "rent_yuan_per_m2_month",
    "floor_load_t_per_m2",
    "clear_height_m",
    "power_kva",
    "water_t_per_day",
    "required_investment_10k_yuan_per_mu",
    "required_plot_ratio",
    "required_tax_10k_yuan_per_mu",
    "required_energy_tce_per_10k_yuan",
)
CHAIN = assess(make_chain("ore>acid:3", chain="fluorine", acid="missing", ore="strong"))


def carry(*plots: Plot) -> Carry | None:
    places = Places("v1", plots, load_parks(), {})
    return carries([CHAIN], places).get(("fluorine", "acid"))


def test_sample_plots_promise_nothing() -> None:
    assert carry(make_ideal(sample=True)) is None


def test_the_plot_that_meets_most_of_what_is_stated_carries_best() -> None:
    found = carry(make_plot("A-1"), make_ideal("A-2"), make_ideal("A-3", occupancy="unknown"))

    assert found is not None
    assert (found.plot_id, found.plot_name) == ("A-2", "A-2")
    assert found.share == (6 / 13, 1.0)  # what only a project could tell is open on every plot


def test_what_nobody_told_us_of_a_plot_counts_nothing_at_the_low_end() -> None:
    found = carry(make_plot())

    # only the first gate passes: this link needs no chemical park
    assert found == Carry((1 / 13, 1.0), "A-1", "A-1")


def test_a_plot_that_fails_a_gate_carries_nothing() -> None:
    assert carry(make_ideal(occupancy="let")) == Carry((0.0, 0.0))


def test_plots_that_nothing_can_use_leave_an_answer_and_not_a_gap() -> None:
    assert carry(make_ideal("A-1", red_lines_clear="no")) == Carry((0.0, 0.0))


def test_links_that_are_sought_by_nobody_are_not_judged() -> None:
    places = Places("v1", (make_ideal(),), load_parks(), {})

    assert set(carries([CHAIN], places)) == {("fluorine", "acid")}


TEXTS = ["", "工业用地", "商业用地"]
AMOUNTS = [None, 0.0, 1.2, 9000.0]
POSITION = make_position(117.6, 26.2)
RING = ((117.6, 26.2), (117.61, 26.2), (117.61, 26.21), (117.6, 26.2))
CHANGES: dict[str, Sequence[object]] = {
    **dict.fromkeys(ANSWERED, tuple(Answer)),
    **dict.fromkeys(TOLD, TEXTS),
    **dict.fromkeys(MEASURED, AMOUNTS),
    "kind": list(PlotKind),
    "occupancy": list(Occupancy),
    "county": ["三元区", "宁化县"],
    "park": ["", "三明市黄砂新材料循环经济产业园", "宁化县城南化工工业集中区"],
    "industries": [(), ("化工",)],
    "position": [None, POSITION],
    "boundary": [(), (RING,)],
    "checked_on": [None, date(2020, 1, 1), date(2026, 11, 1)],
    **dict.fromkeys(("start_by", "complete_by", "produce_by"), (None, date(2027, 1, 1))),
    "sample": [False, True],
}


def test_every_field_of_a_plot_is_among_those_a_gate_might_come_to_read() -> None:
    assert set(CHANGES) == set(Plot.model_fields) - {"id"}


@pytest.mark.parametrize("field", CHANGES)
def test_plots_that_a_gate_tells_apart_are_judged_each(field: str) -> None:
    # each value under the first id once: it is the first of a sort that is kept
    pairs = list(permutations(CHANGES[field], 2))
    for need, start, pair in product(NEEDS, (make_ideal(), make_plot()), pairs):
        plots = [
            start.model_copy(update={"id": f"A-{at}", field: value})
            for at, value in enumerate(pair)
        ]
        few = one_of_each_sort(plots, PARKS)
        assert best_carry(need, few, PARKS) == best_carry(need, plots, PARKS)


@pytest.mark.parametrize("turned", [False, True])
def test_of_plots_of_one_sort_the_first_by_id_is_kept(*, turned: bool) -> None:
    plots = [make_ideal("A-1"), make_ideal("A-2"), make_ideal("B-0", gas="no")]

    kept = one_of_each_sort(plots[:: -1 if turned else 1], PARKS)

    assert {plot.id for plot in kept} == {"A-1", "B-0"}


def test_many_plots_are_judged_as_few() -> None:
    many = [make_ideal(f"A-{n}", name=f"地块{n}", area_mu=n + 1.0) for n in range(500)]

    assert [plot.id for plot in one_of_each_sort(many, PARKS)] == ["A-0"]


def test_a_gate_that_reads_a_further_field_is_refused_at_its_first_plot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nosy(_: Need, plot: Any) -> Ruling:  # noqa: ANN401  (mypy would refuse it, too)
        return (Verdict.PASS if plot.note else Verdict.FAIL), "看备注"

    monkeypatch.setitem(EXAMINED, PlotGate.OCCUPANCY, nosy)

    with pytest.raises(AttributeError, match="note"):
        carry(make_ideal(note="好地"))


def test_a_fact_that_gates_are_given_tells_plots_apart() -> None:
    changed = {field.name for field in fields(PlotFacts)}

    apart = {
        field
        for field in changed
        if len({facts_of(make_ideal().model_copy(update={field: v})) for v in CHANGES[field]}) > 1
    }

    assert apart == changed
