"""A chain as papers draw it: the very drawing of the screen."""

from datetime import date

from chains.catalog import load_catalog
from components.chain.payload import draw
from drawing.chain.from_assessment import NOT_RECENT, chain_drawing, figure_link
from drawing.shapes.model import PAPER
from tests.builders import assess, make_chain


def test_papers_draw_a_chain_as_the_screen_does() -> None:
    for chain in load_catalog().chains.values():
        assessment = assess(chain)

        assert chain_drawing(assessment, PAPER) == draw(assessment, PAPER)


def test_a_box_tells_the_year_of_evidence_that_is_not_of_the_last_three() -> None:
    chain = make_chain(acid="present", gas="unknown")

    fresh = assess(chain).findings
    old = assess(chain, today=date(2030, 1, 1)).findings

    assert figure_link(fresh["acid"]).status == "有基础 · 企业未列名"
    assert figure_link(old["acid"]).status == "有基础 · 2025年"
    assert figure_link(old["gas"]).status == "未核实"
    assert [NOT_RECENT in figure_link(f[i]).flags for f in (fresh, old) for i in f] == [
        False,
        True,
        True,
        True,
    ]
