"""Look long for the layout of a chain, and choose among the best by drawing them."""

from collections.abc import Iterator, Sequence

from bench.layout.count import count
from drawing.chain.drawing import draw_chain
from drawing.chain.layouts.choice import find_layout
from drawing.chain.layouts.price import LayoutPrice
from drawing.chain.layouts.search import anneal, starts
from drawing.chain.layouts.subject import Layout, LayoutSubject, subject_of
from drawing.shapes.model import FIGURE, PRESENT, SUPPORT, FigureFlow, FigureLink

SEEDS = 2
DRAWN = 8  # of each search
BESIDE_COST, BACK_COST, BROKEN_COST = 0.6, 1.0, 100.0
LENGTH_OF_A_CROSSING = 4000.0
SLIDE = 880.0  # a presented figure is not higher, at letters of 20


def long_search(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], moves: int
) -> tuple[LayoutSubject, Layout]:
    """Return the subject of sorted links and flows, and the best layout found for it.

    The one that the chain has now is compared as well, so no search makes it worse.
    """
    subject = subject_of(links, flows)
    found = (layout for layout in _found(subject, moves))
    return subject, min(found, key=lambda layout: judged(links, flows, layout))


def judged(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], layout: Layout
) -> tuple[bool, float]:
    """How bad a layout is as drawn: whether a slide is too low for it, then crossings."""
    drawing = draw_chain("", links, flows, PRESENT, layout)
    figures = count(drawing, frozenset(link.id for link in links if link.stage == SUPPORT))
    price = figures.crossings + figures.length / LENGTH_OF_A_CROSSING
    price += BESIDE_COST * figures.beside + BACK_COST * figures.back
    return drawing.height > SLIDE, price + BROKEN_COST * figures.broken


def _found(subject: LayoutSubject, moves: int) -> Iterator[Layout]:
    now = find_layout(subject)
    if now is None:
        return
    yield now
    price = LayoutPrice(subject, FIGURE)
    first = starts(price)
    for seed in range(SEEDS):
        trials = anneal(price, first[seed % len(first)], moves, seed)
        yield from (trial.layout for trial in trials[:DRAWN])
