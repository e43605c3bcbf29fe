"""How well real plots carry a link; samples promise nothing."""

from chains.assessment import assess
from geodata.model import Plot
from geodata.parks import load_parks
from reports.link_parts import carries
from reports.places import Places
from targets.link_parts import Carry
from tests.builders import make_chain
from tests.geodata.plots import make_ideal, make_plot

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
    assert 0.5 < found.share[0] <= found.share[1] == 1.0


def test_what_nobody_told_us_of_a_plot_counts_nothing_at_the_low_end() -> None:
    found = carry(make_plot())

    # only the first gate passes: this link needs no chemical park
    assert found == Carry((1 / 9, 1.0), "A-1", "A-1")


def test_a_plot_that_fails_a_gate_carries_nothing() -> None:
    assert carry(make_ideal(occupancy="let")) == Carry((0.0, 0.0))


def test_links_that_are_sought_by_nobody_are_not_judged() -> None:
    places = Places("v1", (make_ideal(),), load_parks(), {})

    assert set(carries([CHAIN], places)) == {("fluorine", "acid")}
