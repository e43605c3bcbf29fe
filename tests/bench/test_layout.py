"""The ruler of the figures: it counts what it should, and hides nothing."""

from bench.layout.count import count
from drawing.chain.drawing import draw_chain
from drawing.shapes.model import FigureFlow
from tests.papers.figures import make_flow, make_link

LINKS = [
    *(make_link(f"up_{at}", "upstream") for at in range(3)),
    *(make_link(f"down_{at}", "downstream") for at in range(3)),
]
NONE: frozenset[str] = frozenset()


def counted(*flows: FigureFlow) -> tuple[int, int]:
    figures = count(draw_chain("链", LINKS, flows), NONE)
    return figures.lines, figures.crossings


def test_lines_that_nothing_forces_to_cross_do_not() -> None:
    assert counted(*(make_flow(f"up_{at}", f"down_{at}") for at in range(3))) == (3, 0)


def test_lines_with_a_common_end_are_never_counted_against_each_other() -> None:
    assert counted(*(make_flow("up_0", f"down_{at}") for at in range(3))) == (3, 0)


def test_every_pair_of_lines_that_meets_is_counted_once() -> None:
    every = [make_flow(f"up_{one}", f"down_{two}") for one in range(3) for two in range(3)]

    lines, crossings = counted(*every)

    assert lines == 9
    assert crossings >= 1  # three by three cannot be drawn without


def test_lines_back_and_beside_a_column_are_told_apart() -> None:
    figures = count(
        draw_chain("链", LINKS, [make_flow("down_0", "up_0"), make_flow("up_1", "up_2")]), NONE
    )

    assert (figures.back, figures.through) == (1, 0)
    assert figures.beside in {0, 1}


def test_possible_flows_and_those_of_support_are_not_shown_and_not_counted() -> None:
    links = [*LINKS, make_link("below", "support")]
    shown, possible = make_flow("up_1", "down_1"), make_flow("up_0", "down_0", 1)
    flows = [shown, possible, make_flow("below", "up_0")]

    assert count(draw_chain("链", links, flows), frozenset({"below"})).lines == 1
