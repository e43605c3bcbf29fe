"""A chain as papers draw it: the very drawing of the screen."""

from chains.assessment import assess
from chains.catalog import load_catalog
from components.chain.payload import draw
from reports.chain_figure import chain_drawing
from reports.figure.model import PAPER


def test_papers_draw_a_chain_as_the_screen_does() -> None:
    for chain in load_catalog().chains.values():
        assessment = assess(chain)

        assert chain_drawing(assessment, PAPER) == draw(assessment, PAPER)
