"""Who stands above whom, with each line for itself: what a ruler counts on the drawing.

Two lines cross between two columns if they change places there. Lines with a common end are not
counted against each other, but cost a little where they do. A line beside its column crosses what
leaves the column between its ends, and another such line if only one end of it lies between its
own.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from random import Random
from typing import TypeAlias

import numpy as np

from drawing.chain.layers import Layers
from drawing.chain.ordering import GAIN, Matrix, Orders, insertion_prices
from drawing.shapes.model import FigureFlow

AKIN = 0.25  # what lines with a common end pay for a crossing
LENGTH = 0.8  # of a line as high as the figure, in crossings
PASSED = 0.1  # per box or lane that a line beside its column passes


Ranks: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
"""How far down each slot of a column stands, counted from the top."""
Apart: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.bool_]]"


@dataclass(frozen=True, slots=True)
class Channel:
    """列间: the lines between two columns, by their slots, and which count with which."""

    left: Ranks
    right: Ranks
    from_left: Matrix
    from_right: Matrix
    weight: Matrix


@dataclass(frozen=True, slots=True)
class BesideLine:
    """列旁线: a line beside its column, and how many lines it crosses at each slot it passes."""

    ends: tuple[int, int]
    crossed: Sequence[int]


def apart(flows: Sequence[FigureFlow]) -> Apart:
    """Whether two flows have no common end, for each two."""
    ends = np.array([(flow.source, flow.target) for flow in flows]).reshape(-1, 2)
    shared = ends[:, None, :, None] == ends[None, :, None, :]
    found: Apart = ~shared.any(axis=(2, 3))
    return found


@dataclass
class LineOrder:
    """The lines of `layers`, and the moves that make them cross less.

    `apart` says of each two flows whether they count. Orders are as in `OrderSearch`.
    """

    layers: Layers
    apart: Apart
    channels: list[Channel] = field(init=False)
    beside: list[list[BesideLine]] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.layers.columns
        place = {slot: at for column in columns for at, slot in enumerate(column)}
        lines: list[list[tuple[int, int, int]]] = [[] for _ in columns]
        arcs: list[list[tuple[int, int, int]]] = [[] for _ in columns]
        for flow, stops in self.layers.stops.items():
            for one, two in pairwise(stops):
                low, high = (one, two) if one.column <= two.column else (two, one)
                if one.column != two.column:
                    lines[low.column].append((flow, place[low], place[high]))
                elif one != two:
                    arcs[one.column].append((flow, place[one], place[two]))
        sizes = [len(column) for column in columns]
        self.channels = [
            self._channel(found, one, two)
            for found, (one, two) in zip(lines, pairwise(sizes), strict=False)
        ]
        self.beside = [
            [self._beside(arc, found, size) for arc in own]
            for own, found, size in zip(arcs, lines, sizes, strict=True)
        ]

    def _channel(self, lines: Sequence[tuple[int, int, int]], one: int, two: int) -> Channel:
        flows, left, right = np.array(lines, dtype=np.int64).reshape(-1, 3).T
        weight = np.where(self.apart[flows[:, None], flows], 1.0, AKIN)
        return Channel(left, right, np.eye(one)[left].T, np.eye(two)[right].T, weight)

    def _beside(
        self, arc: tuple[int, int, int], leaving: Sequence[tuple[int, int, int]], size: int
    ) -> BesideLine:
        flow, one, other = arc
        crossed = [0] * size
        for line, slot, _end in leaving:
            crossed[slot] += int(self.apart[flow, line])
        return BesideLine((one, other), crossed)

    def crossings(self, orders: Orders) -> int:
        """Pairs of lines that meet; those that meet twice are counted twice."""
        ranks = [np.argsort(order) for order in orders]
        between = sum(self._changed(at, *two) for at, two in enumerate(pairwise(ranks)))
        return between + sum(map(_crossed_beside, self.beside, ranks))

    def cost(self, orders: Orders) -> float:
        """Crossings, a little for length, and for what lines beside a column pass."""
        ranks = [np.argsort(order) for order in orders]
        between = sum(self._between(at, *two) for at, two in enumerate(pairwise(ranks)))
        return between + sum(map(_beside_cost, self.beside, ranks))

    def cost_at(self, orders: Orders, column: int) -> float:
        """The part of the cost that the order of one column changes."""
        first = max(0, column - 1)
        ranks = [np.argsort(order) for order in orders[first : column + 2]]
        between = sum(self._between(first + at, *two) for at, two in enumerate(pairwise(ranks)))
        return between + _beside_cost(self.beside[column], ranks[column - first])

    def _changed(self, at: int, one: Ranks, two: Ranks) -> int:
        """Pairs of lines that change places in a channel."""
        channel = self.channels[at]
        left, right = one[channel.left], two[channel.right]
        changed = (left[:, None] < left) & (right[:, None] > right)
        return int((changed & (channel.weight == 1)).sum())

    def _between(self, at: int, one: Ranks, two: Ranks) -> float:
        channel = self.channels[at]
        left, right = one[channel.left], two[channel.right]
        changed = (left[:, None] < left) & (right[:, None] > right)
        away = (left + 0.5) / len(one) - (right + 0.5) / len(two)
        return float((changed * channel.weight).sum()) + LENGTH * float(np.abs(away).sum())

    def sift(
        self, orders: Orders, rounds: int, movable: Sequence[Collection[int]] | None
    ) -> Orders:
        """Move single slots to the cheapest place of their column until nothing gains."""
        orders = [list(order) for order in orders]
        free = movable or [range(len(order)) for order in orders]
        for _ in range(rounds):
            moved = [self.stir(orders, at, slots, 0, None) for at, slots in enumerate(free)]
            if not any(moved):
                break
        return orders

    def stir(
        self,
        orders: Orders,
        column: int,
        slots: Collection[int],
        heat: float,
        random: Random | None,
    ) -> bool:
        """Move each of `slots` within its column, in place, and say whether any moved.

        Without `heat` to the cheapest place; else to any, the likelier the cheaper.
        """
        if not slots:
            return False
        above, pull = self._prices(orders, column)
        arcs = self.beside[column]
        moved = False
        for slot in slots:
            order = orders[column]
            now = order.index(slot)
            rest = [*order[:now], *order[now + 1 :]]
            prices = insertion_prices(above, slot, rest, pull[slot])
            if arcs:
                _add_beside(prices, arcs, slot, rest)
            best = _chosen(prices, now, heat, random)
            if best != now:
                orders[column] = [*rest[:best], slot, *rest[best:]]
                moved = True
        return moved

    def _prices(self, orders: Orders, column: int) -> tuple[list[list[float]], list[list[float]]]:
        """Crossings if one slot stands above another; line length of a slot at each place."""
        size = len(orders[column])
        above, pull = np.zeros((size, size)), np.zeros((size, size))
        places = (np.arange(size) + 0.5) / size
        sides = []
        if column > 0:
            channel = self.channels[column - 1]
            sides.append((channel, channel.from_right, channel.left, orders[column - 1]))
        if column < len(orders) - 1:
            channel = self.channels[column]
            sides.append((channel, channel.from_left, channel.right, orders[column + 1]))
        for channel, mine, theirs, order in sides:
            end = np.argsort(order)[theirs]
            lower = (end[:, None] > end) * channel.weight
            above += mine @ lower @ mine.T
            away = np.abs((end[:, None] + 0.5) / max(len(order), 1) - places)
            pull += mine @ away
        return above.tolist(), (LENGTH * pull).tolist()


def _chosen(prices: Sequence[float], now: int, heat: float, random: Random | None) -> int:
    least = min(prices)
    if random is None or heat <= 0:
        return prices.index(least) if least < prices[now] - GAIN else now
    weights = [math.exp((least - price) / heat) for price in prices]
    return random.choices(range(len(prices)), weights)[0]


def _add_beside(
    prices: list[float], arcs: Sequence[BesideLine], slot: int, rest: Sequence[int]
) -> None:
    """Add what lines beside the column cross, for each place that `slot` could take."""
    place = {other: at for at, other in enumerate(rest)}
    for arc in arcs:
        if slot not in arc.ends:
            low, high = sorted(place[end] for end in arc.ends)
            for mine in range(low + 1, high + 1):
                prices[mine] += arc.crossed[slot] + PASSED
            continue
        [at] = (place[end] for end in arc.ends if end != slot)
        passed = [0.0, *accumulate(arc.crossed[other] + PASSED for other in rest)]
        others = [
            sorted(place[end] for end in other.ends)
            for other in arcs
            if not {*other.ends} & {*arc.ends}
        ]
        for mine in range(len(prices)):
            low, high = (mine, at) if mine <= at else (at + 1, mine)
            prices[mine] += passed[high] - passed[low]
            prices[mine] += sum((one < mine <= two) != (one < at < two) for one, two in others)


def _beside_cost(arcs: Sequence[BesideLine], ranks: Ranks) -> float:
    if not arcs:
        return 0.0
    passed = sum(abs(int(ranks[arc.ends[0]]) - int(ranks[arc.ends[1]])) - 1 for arc in arcs)
    return _crossed_beside(arcs, ranks) + PASSED * passed


def _crossed_beside(arcs: Sequence[BesideLine], ranks: Ranks) -> int:
    """What the lines beside a column cross: lines that leave it, and each other."""
    if not arcs:
        return 0
    rank = ranks.tolist()
    spans = [sorted(rank[end] for end in arc.ends) for arc in arcs]
    crossed = 0
    for at, (arc, (low, high)) in enumerate(zip(arcs, spans, strict=True)):
        crossed += sum(arc.crossed[slot] for slot, mine in enumerate(rank) if low < mine < high)
        crossed += sum(_interlocked((low, high), other) for other in spans[:at])
    return crossed


def _interlocked(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether just one end of a line lies between the ends of another; none is a common end."""
    inside = [one[0] < end < one[1] for end in other]
    return not {*one} & {*other} and inside[0] != inside[1]
