"""Look for columns and order together: move single links, keep what is cheaper.

The moves are drawn by a fixed seed and counted, so the same chain always gives the same layout.
A long search (`anneal`) also takes dearer moves at first, as metal is cooled slowly.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from drawing.chain.columns import Columns, compact, first_columns
from drawing.chain.layers import Slot
from drawing.chain.layouts.price import LayoutPrice, PricedLayout
from drawing.chain.layouts.subject import LayoutSubject
from drawing.chain.ordering import Place

HOT, COLD = 4.0, 0.3  # in crossings
SWAPS = 0.25  # share of the moves in which two links change places
NEW_COLUMNS = 0.3
KEPT = 12
SPLITS = 5


def starts(price: LayoutPrice) -> list[PricedLayout]:
    """The likeliest splits of the columns among the stages, the cheapest first."""
    subject, geometry = price.subject, price.geometry
    tried = first_columns(subject.staged, subject.flows, geometry)[:SPLITS]
    return sorted((price.of(columns) for columns in tried), key=_rank)


def anneal(
    price: LayoutPrice, first: PricedLayout, moves: int, seed: int, *, hot: float = HOT
) -> list[PricedLayout]:
    """Try `moves` moves from `first`; the cheapest layouts that fit, best first.

    `hot` 0 takes only what is cheaper.
    """
    random = Random(seed)  # noqa: S311  (repeatable, not secret)
    now, found = first, {}
    if first.fits:
        found[_name(first)] = first
    for turn in range(moves):
        columns = _moved(now.columns, price.subject, price.geometry.columns, random)
        if columns is None:
            continue
        trial = price.of(columns, _carried(now, columns))
        heat = hot * (COLD / HOT) ** (turn / moves)
        if not _is_taken(trial.price - now.price, heat, random):
            continue
        now = trial
        name = _name(now)
        if now.fits and (name not in found or found[name].price > now.price):
            found[name] = now
    return sorted(found.values(), key=_rank)[:KEPT]


def _rank(layout: PricedLayout) -> tuple[float, tuple[tuple[str, int], ...]]:
    return layout.price, _name(layout)


def _name(layout: PricedLayout) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(layout.columns.of.items()))


def _is_taken(dearer: float, heat: float, random: Random) -> bool:
    if dearer <= 0:
        return True
    return heat > 0 and random.random() < math.exp(-dearer / heat)


def _moved(columns: Columns, subject: LayoutSubject, most: int, random: Random) -> Columns | None:
    """Another place for one link, or two that change theirs; None if there is none."""
    link = random.choice(sorted(columns.of))
    members = subject.groups[subject.stage_of[link]]
    here = columns.of[link]
    elsewhere = [other for other in members if columns.of[other] != here]
    if elsewhere and random.random() < SWAPS:
        other = random.choice(elsewhere)
        changed: dict[str, float] = {link: columns.of[other], other: here}
    else:
        new = len(columns.stages) < most and random.random() < NEW_COLUMNS
        options = list(_options(columns, members, here, new=new))
        if not options:
            return None
        changed = {link: random.choice(options)}
    return compact({**columns.of, **changed}, subject.stage_of)


def _options(columns: Columns, members: Sequence[str], here: int, *, new: bool) -> Iterator[float]:
    used = sorted({columns.of[member] for member in members})
    if new:
        yield used[0] - 0.5
        yield from (at + 0.5 for at in used)
    else:
        yield from (float(at) for at in used if at != here)


def _carried(before: PricedLayout, columns: Columns) -> Mapping[Place, float]:
    """The heights to begin with; lanes keep theirs while the columns keep their numbers."""
    heights = before.heights
    if len(columns.stages) == len(before.columns.stages):
        return heights
    return {place: height for place, height in heights.items() if not isinstance(place, Slot)}
