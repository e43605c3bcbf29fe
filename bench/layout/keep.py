"""Look long for the layout of a chain, and choose among the best by drawing them."""

from collections.abc import Iterator, Sequence

from bench.layout.count import LayoutFigures, count
from drawing.chain.drawing import draw_chain
from drawing.chain.layouts.choice import find_layout
from drawing.chain.layouts.price import LayoutPrice, PricedLayout
from drawing.chain.layouts.search import anneal, starts
from drawing.chain.layouts.subject import Layout, LayoutSubject, heights_of, subject_of
from drawing.shapes.model import FIGURE, PRESENT, SUPPORT, FigureFlow, FigureLink

SEEDS = 3  # searches: one from the layout there is, the others from nothing
WARM = 0.5  # as hot as the first begins, in crossings
DRAWN = 8  # of each search
BESIDE_COST, BACK_COST, BROKEN_COST = 1.3, 4.0, 100.0
LENGTH_OF_A_CROSSING = 4000.0
SLIDE = 880.0  # a presented figure is not higher, at letters of 20


def long_search(links: Sequence[FigureLink], flows: Sequence[FigureFlow], moves: int) -> Layout:
    """Return the best layout found for sorted links and flows.

    The one that the chain has now is compared as well, and none is taken that crosses more.
    """
    subject = subject_of(links, flows)
    now, *found = [(_drawn(links, flows, layout), layout) for layout in _found(subject, moves)]
    most = now[0].crossings
    kept = [now, *(one for one in found if one[0].crossings <= most)]
    return min(kept, key=lambda one: judged(one[0]))[1]


def judged(figures: LayoutFigures) -> tuple[bool, float]:
    """How bad a layout is as drawn: whether a slide is too low for it, then crossings."""
    price = figures.crossings + figures.length / LENGTH_OF_A_CROSSING
    price += BESIDE_COST * figures.beside + BACK_COST * figures.back
    return figures.height > SLIDE, price + BROKEN_COST * figures.broken


def _drawn(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], layout: Layout
) -> LayoutFigures:
    drawing = draw_chain("", links, flows, PRESENT, layout)
    return count(drawing, frozenset(link.id for link in links if link.stage == SUPPORT))


def _found(subject: LayoutSubject, moves: int) -> Iterator[Layout]:
    now = find_layout(subject)
    if now is None:
        return
    yield now
    price = LayoutPrice(subject, FIGURE)
    again = price.of(now.columns, heights_of(now), now.joined)
    yield from _best(anneal(price, again, moves, 0, hot=WARM))
    for seed, first in zip(range(1, SEEDS), starts(price), strict=False):
        yield from _best(anneal(price, first, moves, seed))


def _best(trials: Sequence[PricedLayout]) -> Iterator[Layout]:
    return (trial.layout for trial in trials[:DRAWN])
