"""A chain as papers draw it: the very drawing of the screen."""

from chains.catalog import load_catalog
from components.chain.payload import draw
from drawing.chain.from_assessment import chain_drawing
from drawing.shapes.model import PAPER
from tests.builders import assess


def test_papers_draw_a_chain_as_the_screen_does() -> None:
    for chain in load_catalog().chains.values():
        assessment = assess(chain)

        assert chain_drawing(assessment, PAPER) == draw(assessment, PAPER)
