"""Look for columns, lanes and order together: change little, keep what is cheaper.

The changes are drawn by a fixed seed and counted, so the same chain always gives the same layout.
A long search (`anneal`) also takes dearer ones at first, as metal is cooled slowly.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from drawing.chain.columns import Columns, compact, first_columns
from drawing.chain.layers import Ends, Slot
from drawing.chain.layouts.price import LayoutPrice, PricedLayout
from drawing.chain.layouts.subject import LayoutSubject
from drawing.chain.ordering import Place

HOT, COLD = 1.2, 0.2  # in crossings
SWAPS = 0.3  # share of the changes in which two links change places
LANES = 0.25  # share of those in which a flow takes its other lane
NEW_COLUMNS = 0.1
STIRRED = 2  # columns put in another order after each change
KEPT = 12
SPLITS = 5


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """换法: other columns or other lanes, and the links whose places are to be found anew."""

    columns: Columns
    joined: frozenset[Ends]
    moved: frozenset[str]


def starts(price: LayoutPrice) -> list[PricedLayout]:
    """The likeliest splits of the columns among the stages, the cheapest first."""
    subject, geometry = price.subject, price.geometry
    tried = first_columns(subject.staged, subject.flows, geometry)[:SPLITS]
    return sorted((price.of(columns) for columns in tried), key=_rank)


def anneal(
    price: LayoutPrice, first: PricedLayout, moves: int, seed: int, *, hot: float = HOT
) -> list[PricedLayout]:
    """Try `moves` changes from `first`; the cheapest layouts that fit, best first.

    `hot` 0 takes only what is cheaper.
    """
    random = Random(seed)  # noqa: S311  (repeatable, not secret)
    now = first
    found: dict[tuple[object, ...], PricedLayout] = {}
    for turn in range(moves):
        heat = hot * (COLD / HOT) ** (turn / moves)
        change = _change(now, price.subject, price.geometry.columns, random)
        if change is not None:
            trial = price.of(change.columns, _carried(now, change), change.joined)
            if _is_taken(trial.price - now.price, heat, random):
                now = trial
        for _ in range(STIRRED):
            column = random.randrange(len(now.orders))
            now = price.stirred(now, column, heat, random)
            name = _name(now)
            if now.fits and (name not in found or found[name].price > now.price):
                found[name] = now
    return sorted(found.values(), key=_rank)[:KEPT]


def _rank(layout: PricedLayout) -> tuple[float, tuple[object, ...]]:
    return layout.price, _name(layout)


def _name(layout: PricedLayout) -> tuple[object, ...]:
    return tuple(sorted(layout.columns.of.items())), tuple(sorted(layout.joined))


def _is_taken(dearer: float, heat: float, random: Random) -> bool:
    if dearer <= 0:
        return True
    return heat > 0 and random.random() < math.exp(-dearer / heat)


def _change(
    now: PricedLayout, subject: LayoutSubject, most: int, random: Random
) -> LayoutChange | None:
    """Another lane for a flow, another column for a link, or two that change theirs, if any."""
    columns, joined = now.columns, now.joined
    if subject.flows and random.random() < LANES:
        flow = random.choice(subject.flows)
        ends = flow.source, flow.target
        if abs(columns.of[flow.source] - columns.of[flow.target]) < 2:  # noqa: PLR2004 - no lane
            return None
        return LayoutChange(columns, joined ^ {ends}, frozenset())
    link = random.choice(sorted(columns.of))
    members = subject.groups[subject.stage_of[link]]
    here = columns.of[link]
    elsewhere = [other for other in members if columns.of[other] != here]
    if elsewhere and random.random() < SWAPS:
        other = random.choice(elsewhere)
        swapped = {link: columns.of[other], other: here}
        return LayoutChange(_changed(columns, swapped, subject), joined, frozenset(swapped))
    new = len(columns.stages) < most and random.random() < NEW_COLUMNS
    options = list(_options(columns, members, here, new=new))
    if not options:
        return None
    moved = _changed(columns, {link: random.choice(options)}, subject)
    return LayoutChange(moved, joined, frozenset({link}))


def _changed(columns: Columns, place: Mapping[str, float], subject: LayoutSubject) -> Columns:
    return compact({**columns.of, **place}, subject.stage_of)


def _options(columns: Columns, members: Sequence[str], here: int, *, new: bool) -> Iterator[float]:
    used = sorted({columns.of[member] for member in members})
    if new:
        yield used[0] - 0.5
        yield from (at + 0.5 for at in used)
    else:
        yield from (float(at) for at in used if at != here)


def _carried(before: PricedLayout, change: LayoutChange) -> Mapping[Place, float]:
    """The heights that stay; lanes keep theirs while the columns keep their numbers."""
    same = len(change.columns.stages) == len(before.columns.stages)
    return {
        place: height
        for place, height in before.heights.items()
        if not _is_moved(place, change.moved) and (same or not isinstance(place, Slot))
    }


def _is_moved(place: Place, moved: Collection[str]) -> bool:
    return (place.link if isinstance(place, Slot) else place) in moved
