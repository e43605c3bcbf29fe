"""Who stands above whom: few crossings, short lines, partners of one column close together.

Several fixed starting orders are swept by barycentres, the best are then sifted: each
slot tries every place in its column. All work is bounded by counts, so the same chain
always gives the same figure.
"""

import itertools
import zlib
from collections.abc import Mapping, Sequence
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
Place: TypeAlias = "Slot | str"
"""A slot by what stays when columns are added before it: a box by its link, a lane as it is."""

STARTS = 12
SIFTED = 6
SWEEPS = 8
SWEEPS_WHEN_MANY = 4
ROUNDS = 8
MANY_SLOTS = 300
LENGTH_COST = 3.0
PASSED_COST = 0.3
"""What an arc pays for a box between its ends, beside the lines of it that it crosses."""
GAIN = 1e-6


def order_slots(layers: Layers) -> Columns:
    """The columns of `layers`, each from top to bottom."""
    return best_order(layers.columns, tuple(layers.segments.items()), layers.arcs)


@lru_cache(maxsize=64)
def best_order(columns: Columns, segments: Segments, arcs: Arcs) -> Columns:
    """As `order_slots`; remembered, as checks change what is known of a link and not its place."""
    search = OrderSearch(columns, segments, arcs)
    return search.slots(search.from_nothing(STARTS, SIFTED))


@dataclass
class OrderSearch:
    """Weights between neighbouring columns, and the moves that use them.

    An order lists, per column, places in `columns[column]` from top to bottom.
    """

    columns: Columns
    segments: Segments
    pairs: Arcs
    right: list[Matrix] = field(init=False)
    arcs: list[dict[int, list[int]]] = field(init=False)
    leaving: list[list[float]] = field(init=False)

    def __post_init__(self) -> None:
        place = {slot: at for column in self.columns for at, slot in enumerate(column)}
        sizes = [len(column) for column in self.columns]
        self.right = [np.zeros((one, two)) for one, two in itertools.pairwise(sizes)]
        for (one, two), count in self.segments:
            self.right[one.column][place[one], place[two]] = count
        self.leaving = [weights.sum(axis=1).tolist() for weights in self.right]
        self.leaving.append([0.0] * sizes[-1] if sizes else [])
        self.arcs = [{} for _ in sizes]
        for one, two in self.pairs:
            self.arcs[one.column].setdefault(place[one], []).append(place[two])
            self.arcs[one.column].setdefault(place[two], []).append(place[one])

    @property
    def many(self) -> bool:
        """Whether the chart is so large that the search must be short."""
        return sum(map(len, self.columns)) > MANY_SLOTS

    def slots(self, orders: Orders) -> Columns:
        """`orders` as slots."""
        return tuple(
            tuple(column[place] for place in order)
            for column, order in zip(self.columns, orders, strict=True)
        )

    def heights(self, orders: Orders) -> dict[Place, float]:
        """How far down each slot stands, from 0 to 1."""
        return {
            slot.link if slot.is_box else slot: (at + 0.5) / len(order)
            for column, order in zip(self.columns, orders, strict=True)
            for at, slot in enumerate(column[place] for place in order)
        }

    def from_nothing(self, starts: int, sifted: int) -> Orders:
        """Sweep fixed orders and sift the best."""
        swept = [self.sweep(self._start(turn)) for turn in range(1 if self.many else starts)]
        swept.sort(key=self.cost)
        done = [self.sift(orders, 1 if self.many else ROUNDS) for orders in swept[:sifted]]
        return min(done, key=self.cost)

    def from_heights(self, heights: Mapping[Place, float]) -> Orders:
        """Keep who stood above whom, and put what is new near its partners."""
        wishes = self._wishes(heights)
        for _ in range(len(self.columns)):
            if not self._guess(wishes):
                break
        return [
            sorted(range(len(wish)), key=lambda at: (_or_middle(wish[at]), at)) for wish in wishes
        ]

    def without_height(self, heights: Mapping[Place, float]) -> list[list[int]]:
        """Per column, the slots that `heights` says nothing of."""
        wishes = self._wishes(heights)
        return [[at for at, wish in enumerate(column) if wish is None] for column in wishes]

    def _wishes(self, heights: Mapping[Place, float]) -> list[list[float | None]]:
        return [
            [heights.get(slot.link if slot.is_box else slot) for slot in column]
            for column in self.columns
        ]

    def _guess(self, wishes: Sequence[list[float | None]]) -> bool:
        """Give slots without a height the mean of their neighbours; whether any got one."""
        found = False
        for column, wish in enumerate(wishes):
            for at, height in enumerate(wish):
                if height is None:
                    near = self._near(wishes, column, at)
                    if near:
                        wish[at] = sum(near) / len(near)
                        found = True
        return found

    def _near(self, wishes: Sequence[Sequence[float | None]], column: int, at: int) -> list[float]:
        near = []
        if column > 0:
            before = np.flatnonzero(self.right[column - 1][:, at]).tolist()
            near += [wishes[column - 1][other] for other in before]
        if column < len(wishes) - 1:
            after = np.flatnonzero(self.right[column][at]).tolist()
            near += [wishes[column + 1][other] for other in after]
        return [height for height in near if height is not None]

    def _start(self, turn: int) -> Orders:
        """By id, backwards, then orders mixed by a checksum, which no hash seed changes."""
        ranges = [list(range(len(column))) for column in self.columns]
        if turn < 2:  # noqa: PLR2004 - the two plain starts
            return [order[:: 1 - 2 * turn] for order in ranges]
        return [
            sorted(order, key=lambda at: zlib.crc32(f"{turn}{column[at].link}".encode()))
            for order, column in zip(ranges, self.columns, strict=True)
        ]

    def _sides(self, orders: Orders, column: int) -> list[Matrix]:
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
        sides = self._sides(orders, column)
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
            moved = [self._sift_column(orders, at) for at in range(len(orders))]
            if not any(moved):
                break
        return orders

    def _sift_column(self, orders: Orders, column: int) -> bool:
        above, pull = self._prices(orders, column)
        arcs, leaving = self.arcs[column], self.leaving[column]
        moved = False
        for slot in range(len(orders[column])):
            order = orders[column]
            now = order.index(slot)
            rest = [*order[:now], *order[now + 1 :]]
            prices = insertion_prices(above, slot, rest, pull[slot])
            if arcs:
                _add_arcs(prices, arcs, leaving, slot, rest)
            least = min(prices)
            if least < prices[now] - GAIN:
                best = prices.index(least)
                orders[column] = [*rest[:best], slot, *rest[best:]]
                moved = True
        return moved

    def _prices(self, orders: Orders, column: int) -> tuple[list[list[float]], list[list[float]]]:
        """Crossings if one slot stands above another; line length of a slot at each place."""
        size = len(orders[column])
        above, pull = np.zeros((size, size)), np.zeros((size, size))
        for side in self._sides(orders, column):
            above += _product(side, np.cumsum(side, axis=1) - side)
            pull += _product(side, _away(size, side.shape[1]))
        return above.tolist(), pull.tolist()

    def cost(self, orders: Orders) -> float:
        """Crossings, lengths and arcs of the whole figure."""
        total = 0.0
        for column, order in enumerate(orders):
            total += _arcs_cost(self.arcs[column], self.leaving[column], order)
            if column < len(orders) - 1:
                total += _between(self.right[column][np.ix_(order, orders[column + 1])])
        return round(total, 6)


def _or_middle(height: float | None) -> float:
    return 0.5 if height is None else height


def _between(weights: Matrix) -> float:
    """Crossings and lengths of the lines between two columns in their order."""
    before = np.cumsum(weights, axis=1) - weights
    below_before = np.cumsum(before[::-1], axis=0)[::-1] - before
    return float((weights * below_before).sum() + (weights * _away(*weights.shape)).sum())


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Return `one` times `other` transposed, reckoned in this thread alone.

    The operator @ shares large ones out to threads of its own, which wait for each other: on a
    machine with other work the layout of a thousand links took up to four times as long.
    """
    product: Matrix = np.einsum("ij,kj->ik", one, other)
    return product


@lru_cache(maxsize=256)
def _places(size: int) -> Matrix:
    """Heights of `size` slots from 0 to 1; shared, so never to be written to."""
    return (np.arange(size) + 0.5) / max(size, 1)


@lru_cache(maxsize=256)
def _away(size: int, other: int) -> Matrix:
    """Price of the length of a line from each place of one column to each of the next; shared."""
    away: Matrix = LENGTH_COST * np.abs(_places(size)[:, None] - _places(other)[None, :])
    return away


def insertion_prices(
    above: Sequence[Sequence[float]], slot: int, rest: Sequence[int], wish: Sequence[float]
) -> list[float]:
    """Crossings of `slot` with `rest` and its wish, for each place it could take among them."""
    over = above[slot]
    crossed = sum([over[other] for other in rest])
    prices = [crossed + wish[0]]
    for other, pull in zip(rest, wish[1:], strict=True):
        crossed += above[other][slot] - over[other]
        prices.append(crossed + pull)
    return prices


def _add_arcs(
    prices: list[float],
    arcs: Mapping[int, Sequence[int]],
    leaving: Sequence[float],
    slot: int,
    rest: Sequence[int],
) -> None:
    """Add what arcs beside the column cross: the lines that leave the boxes between their ends."""
    passed = _summed(leaving, rest)
    place = {other: at for at, other in enumerate(rest)}
    for other in arcs.get(slot, ()):
        at = place[other]
        for mine in range(len(prices)):
            low, high = (mine, at) if mine <= at else (at + 1, mine)
            prices[mine] += passed[high] - passed[low]
    own = leaving[slot] + PASSED_COST
    for one, others in arcs.items():
        for other in others:
            if slot not in (one, other) and place[one] < place[other]:
                for mine in range(place[one] + 1, place[other] + 1):
                    prices[mine] += own


def _arcs_cost(
    arcs: Mapping[int, Sequence[int]], leaving: Sequence[float], order: Sequence[int]
) -> float:
    if not arcs:
        return 0.0
    passed = _summed(leaving, order)
    place = {slot: at for at, slot in enumerate(order)}
    return sum(
        passed[place[other]] - passed[place[one] + 1]
        for one, others in arcs.items()
        for other in others
        if place[one] < place[other]
    )


def _summed(leaving: Sequence[float], order: Sequence[int]) -> list[float]:
    """What an arc would cross down to each place."""
    return [0.0, *itertools.accumulate(leaving[slot] + PASSED_COST for slot in order)]
