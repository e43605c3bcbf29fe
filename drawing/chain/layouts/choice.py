"""Which layout a chain is drawn by: the stored one, one that grew out of it, or one just found."""

from collections.abc import Mapping
from functools import lru_cache

from drawing.chain.columns import MANY_LINKS, compact
from drawing.chain.layers import build_layers
from drawing.chain.layouts.price import LayoutPrice, PricedLayout
from drawing.chain.layouts.search import anneal, starts
from drawing.chain.layouts.stored import stored_layouts
from drawing.chain.layouts.subject import Layout, LayoutSubject, heights_of
from drawing.chain.ordering import Place
from drawing.shapes.model import FIGURE, STAGES

MOVES = 60
ROW_OVER = 16.0  # a figure one box higher than a slide is shrunk, rather than laid out anew
KEPT_SHARE = 0.5  # of the links of a chain, for a stored layout to be one of the same chain


@lru_cache(maxsize=64)
def find_layout(subject: LayoutSubject) -> Layout | None:
    """The one layout for screen, slide and paper; None for a chain too large to search."""
    if not subject.staged or len(subject.staged) > MANY_LINKS:
        return None
    stored = stored_layouts()
    known = stored.get(subject.key)
    if known is not None and belongs(known, subject):
        return known
    near = _nearest(stored, subject)
    if near is not None:
        price = LayoutPrice(subject, FIGURE)
        grown = _grown(near, price)
        if grown.over <= ROW_OVER:
            return grown.layout
    return fresh_layout(subject)


def fresh_layout(subject: LayoutSubject) -> Layout:
    """A layout for a chain of which none is stored."""
    price = LayoutPrice(subject, FIGURE)
    first = starts(price)[0]
    return min((first, *anneal(price, first, MOVES, 0, hot=0)), key=_cheapest).layout


def _cheapest(layout: PricedLayout) -> tuple[bool, float]:
    return not layout.fits, layout.price


def belongs(layout: Layout, subject: LayoutSubject) -> bool:
    """Whether a stored layout holds just the links and lanes of `subject`, stages in order."""
    of, stages = layout.columns.of, layout.columns.stages
    if of.keys() != subject.stage_of.keys():
        return False
    if any(stages[at] != subject.stage_of[link] for link, at in of.items()):
        return False
    layers = build_layers(of, subject.flows, subject.shown, layout.joined)
    in_order = sorted(stages, key=STAGES.index) == list(stages)
    return in_order and [sorted(column) for column in layout.order] == list(
        map(list, layers.columns)
    )


def _nearest(stored: Mapping[str, Layout], subject: LayoutSubject) -> Layout | None:
    """The stored layout that shares most links, if it shares enough."""
    links = subject.stage_of.keys()

    def share(layout: Layout) -> float:
        both = len(links & layout.columns.of.keys())
        return both / max(len(links), len(layout.columns.of))

    best = max(stored.values(), key=share, default=None)
    return best if best is not None and share(best) >= KEPT_SHARE else None


def _grown(layout: Layout, price: LayoutPrice) -> PricedLayout:
    """Keep every link where it stands, and put each new one where it costs least."""
    stage_of, stages = price.subject.stage_of, layout.columns.stages
    heights: Mapping[Place, float] = heights_of(layout)
    place: dict[str, float] = {
        link: at for link, at in layout.columns.of.items() if stages[at] == stage_of.get(link)
    }
    new = sorted(stage_of.keys() - place.keys())
    for link in new:
        place[link] = _columns_for(link, place, stage_of)[0]
    for link in new:
        options = _columns_for(link, place, stage_of)
        trials = (compact({**place, link: at}, stage_of) for at in options)
        best = min((price.of(trial, heights, layout.joined) for trial in trials), key=_cheapest)
        place.update(best.columns.of)
        heights = best.heights
    return price.of(compact(place, stage_of), heights, layout.joined)


def _columns_for(link: str, place: Mapping[str, float], stage_of: Mapping[str, str]) -> list[float]:
    """The columns of the stage of `link`; a new one in its turn where there is none yet."""
    stage = stage_of[link]
    used = {at for other, at in place.items() if stage_of[other] == stage}
    if used:
        return sorted(used)
    before = STAGES[: STAGES.index(stage)]
    return [max((at for other, at in place.items() if stage_of[other] in before), default=-1) + 0.5]
