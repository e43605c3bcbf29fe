"""Who stands above whom: few crossings, short lines, partners of one column close together.

Several fixed starting orders are swept by barycentres, the best are then sifted: each
slot tries every place in its column. All work is bounded by counts, so the same chain
always gives the same figure.
"""

import itertools
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from drawing.chain.layers import Layers, Slot

Matrix: TypeAlias = NDArray[np.float64]
Orders: TypeAlias = "list[list[int]]"
Columns: TypeAlias = tuple[tuple[Slot, ...], ...]
Arcs: TypeAlias = tuple[tuple[Slot, Slot], ...]
Segments: TypeAlias = tuple[tuple[tuple[Slot, Slot], int], ...]

STARTS = 12
SIFTED = 6
SWEEPS = 8
SWEEPS_WHEN_MANY = 4
ROUNDS = 8
MANY_SLOTS = 300
LENGTH_COST = 1.0
ARC_COST = 0.8
REACH = 6.0


def order_slots(layers: Layers) -> Columns:
    """The columns of `layers`, each from top to bottom."""
    return best_order(layers.columns, tuple(layers.segments.items()), layers.arcs)


@lru_cache(maxsize=64)
def best_order(columns: Columns, segments: Segments, arcs: Arcs) -> Columns:
    """As `order_slots`; remembered, as checks change what is known of a link and not its place."""
    search = _Search(columns, segments, arcs)
    starts = 1 if search.many else STARTS
    swept = [search.sweep(search.start(turn)) for turn in range(starts)]
    swept.sort(key=search.cost)
    sifted = [search.sift(orders, 1 if search.many else ROUNDS) for orders in swept[:SIFTED]]
    best = min(sifted, key=search.cost)
    return tuple(
        tuple(column[place] for place in order) for column, order in zip(columns, best, strict=True)
    )


@dataclass
class _Search:
    """Weights between neighbouring columns, and the moves that use them.

    An order lists, per column, places in `columns[column]`.
    """

    columns: Columns
    segments: Segments
    pairs: Arcs
    right: list[Matrix] = field(init=False)
    arcs: list[Matrix] = field(init=False)

    def __post_init__(self) -> None:
        columns = self.columns
        place = {slot: at for column in columns for at, slot in enumerate(column)}
        sizes = [len(column) for column in columns]
        self.right = [np.zeros((one, two)) for one, two in itertools.pairwise(sizes)]
        self.arcs = [np.zeros((size, size)) for size in sizes]
        for (one, two), count in self.segments:
            self.right[one.column][place[one], place[two]] = count
        for one, two in self.pairs:
            self.arcs[one.column][place[one], place[two]] = 1
            self.arcs[one.column][place[two], place[one]] = 1

    @property
    def many(self) -> bool:
        """Whether the chart is so large that the search must be short."""
        return sum(map(len, self.columns)) > MANY_SLOTS

    def start(self, turn: int) -> Orders:
        """By id, backwards, then orders mixed by a checksum, which no hash seed changes."""
        ranges = [list(range(len(column))) for column in self.columns]
        if turn < 2:  # noqa: PLR2004 - the two plain starts
            return [order[:: 1 - 2 * turn] for order in ranges]
        return [
            sorted(order, key=lambda at: zlib.crc32(f"{turn}{column[at].link}".encode()))
            for order, column in zip(ranges, self.columns, strict=True)
        ]

    def neighbours(self, orders: Orders, column: int) -> list[Matrix]:
        """Weights to the column before and after, their slots in the given order."""
        sides = []
        if column > 0:
            sides.append(self.right[column - 1].T[:, orders[column - 1]])
        if column < len(orders) - 1:
            sides.append(self.right[column][:, orders[column + 1]])
        return sides

    def sweep(self, orders: Orders) -> Orders:
        """Sort columns by the mean place of their neighbours, there and back; keep the best."""
        best, least = orders, self.cost(orders)
        for turn in range(SWEEPS_WHEN_MANY if self.many else SWEEPS):
            orders = [list(order) for order in orders]
            for column in range(len(orders))[:: 1 - 2 * (turn % 2)]:
                wish = self._means(orders, column, turn % 2)
                orders[column].sort(key=wish.__getitem__)
            cost = self.cost(orders)
            if cost < least:
                best, least = orders, cost
        return best

    def _means(self, orders: Orders, column: int, turn: int) -> list[float]:
        here = _places(len(orders[column]))[np.argsort(orders[column])]
        sides = self.neighbours(orders, column)
        ahead = sides[:1] if turn == 0 and column > 0 else sides[-1:]
        total, weight = here * 0.01, np.full(len(here), 0.01)
        for side in ahead:
            total = total + side @ _places(side.shape[1])
            weight = weight + side.sum(axis=1)
        return [round(float(mean), 9) for mean in total / weight]

    def sift(self, orders: Orders, rounds: int) -> Orders:
        """Move single slots to the cheapest place of their column until nothing gains."""
        orders = [list(order) for order in orders]
        for _ in range(rounds):
            moved = [self._sift_column(orders, column) for column in range(len(orders))]
            if not any(moved):
                break
        return orders

    def _sift_column(self, orders: Orders, column: int) -> bool:
        above, pull = self._prices(orders, column)
        moved = False
        for slot in range(len(orders[column])):
            order = orders[column]
            now = order.index(slot)
            rest = [other for other in order if other != slot]
            prices = _insertion(above, slot, rest) + pull[slot]
            prices += ARC_COST * _arc_lengths(self.arcs[column][slot][rest])
            best = int(np.argmin(prices))
            if prices[best] < prices[now] - 1e-6:
                orders[column] = [*rest[:best], slot, *rest[best:]]
                moved = True
        return moved

    def _prices(self, orders: Orders, column: int) -> tuple[Matrix, Matrix]:
        """Crossings if one slot stands above another; line length of a slot at each place."""
        size = len(orders[column])
        above, pull = np.zeros((size, size)), np.zeros((size, size))
        for side in self.neighbours(orders, column):
            above += _product(side, np.cumsum(side, axis=1) - side)
            away = np.abs(_places(size)[:, None] - _places(side.shape[1])[None, :])
            pull += LENGTH_COST * REACH * _product(side, away) / 2
        return above, pull

    def cost(self, orders: Orders) -> float:
        """Crossings, lengths and arcs of the whole figure."""
        total = 0.0
        for column, order in enumerate(orders):
            gaps = np.abs(np.subtract.outer(np.arange(len(order)), np.arange(len(order))))
            arcs = self.arcs[column][np.ix_(order, order)]
            total += ARC_COST * float((arcs * (gaps - 1).clip(0)).sum()) / 2
            if column < len(orders) - 1:
                total += _between(self.right[column][np.ix_(order, orders[column + 1])])
        return round(total, 6)


def _between(weights: Matrix) -> float:
    """Crossings and lengths of the lines between two columns in their order."""
    size, other = weights.shape
    before = np.cumsum(weights, axis=1) - weights
    below_before = np.cumsum(before[::-1], axis=0)[::-1] - before
    away = np.abs(_places(size)[:, None] - _places(other)[None, :])
    return float((weights * below_before).sum() + LENGTH_COST * REACH / 2 * (weights * away).sum())


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return `one` times `other` transposed, reckoned in this thread alone.

    The operator @ shares large ones out to threads of its own, which wait for each other: on a
    machine with other work the layout of a thousand links took up to four times as long.
    """
    product: Matrix = np.einsum("ij,kj->ik", one, other)
    return product


def _places(size: int) -> Matrix:
    """Heights of `size` slots from 0 to 1."""
    return (np.arange(size) + 0.5) / max(size, 1)


def _insertion(above: Matrix, slot: int, rest: Sequence[int]) -> Matrix:
    """Crossings of `slot` with `rest` for each place it could take among them."""
    over = np.concatenate(([0.0], np.cumsum(above[rest, slot])))
    under = np.concatenate((np.cumsum(above[slot, rest][::-1])[::-1], [0.0]))
    return over + under


def _arc_lengths(partners: Matrix) -> Matrix:
    """Boxes between a slot and its partners of the same column, for each place of the slot."""
    total = np.zeros(len(partners) + 1)
    for at in np.flatnonzero(partners):
        places = np.arange(len(partners) + 1)
        total += np.where(places <= at, at - places, places - at - 1)
    return total
