"""What a layout costs: lines that cross, turn back, run beside a column, and room it has not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from drawing.chain.columns import Columns
from drawing.chain.layers import Layers, build_layers
from drawing.chain.layouts.subject import Layout, LayoutSubject
from drawing.chain.ordering import Orders, OrderSearch, Place
from drawing.chain.placement import least_extent
from drawing.chain.support import height_below
from drawing.chain.widths import box_width
from drawing.shapes.model import Geometry

BACK = 3.0  # a line against the reading direction
BESIDE = 2.4  # a line beside its column
PASSED = 0.15  # per column a line passes
OF_A_LOOP = 0.4  # a line of a loop may turn back
CROWD = 0.02  # per pair of boxes in one column
UNITS_TOO_WIDE, UNITS_TOO_HIGH = 10.0, 8.0  # cost as much as one crossing
TITLES = 42.0  # of the stages, when the note takes a second line
STARTS, SIFTED, ROUNDS = 4, 2, 2


@dataclass(frozen=True, slots=True)
class PricedLayout:
    """试排: columns with the best order found for them, and what both cost.

    `over` is the share of the price for room that the figure has not.
    """

    price: float
    over: float
    columns: Columns
    search: OrderSearch
    orders: Orders

    @property
    def fits(self) -> bool:
        """Whether the figure has room for it, every name in one line."""
        return self.over <= 0

    @property
    def heights(self) -> dict[Place, float]:
        """How far down each slot stands, from 0 to 1."""
        return self.search.heights(self.orders)

    @property
    def layout(self) -> Layout:
        """The layout without its price."""
        return Layout(self.columns, self.search.slots(self.orders))


@dataclass(frozen=True)
class LayoutPrice:
    """Prices layouts of one chain for one geometry, whose width and height they must keep to."""

    subject: LayoutSubject
    geometry: Geometry

    @cached_property
    def _widths(self) -> dict[str, float]:
        """What each link needs with its name in one line."""
        endless = float("inf")
        return {link.id: box_width(link, endless, self.geometry) for link in self.subject.staged}

    @cached_property
    def _room(self) -> float:
        """Height left for the boxes of the stages."""
        support = [link for link in self.subject.links if link.id not in self._widths]
        below = height_below(support, self.geometry.width, self.geometry)
        return self.geometry.height - TITLES - self.geometry.margin - below

    def of(
        self,
        columns: Columns,
        heights: Mapping[Place, float] | None = None,
        *,
        only_new: bool = False,
    ) -> PricedLayout:
        """Find an order for `columns`, beginning with `heights` if there are any, and price it.

        `only_new`: what has a height keeps its place.
        """
        layers = build_layers(columns.of, self.subject.flows, self.subject.shown)
        search = OrderSearch(layers.columns, tuple(layers.segments.items()), layers.arcs)
        if heights is None:
            orders = search.from_nothing(STARTS, SIFTED)
        else:
            orders = search.from_heights(heights, ROUNDS, only_new=only_new)
        over = self._too_wide(columns) / UNITS_TOO_WIDE
        over += self._too_high(layers, search, orders) / UNITS_TOO_HIGH
        price = search.cost(orders) + self._shape(columns) + over
        return PricedLayout(round(price, 6), over, columns, search, orders)

    def _shape(self, columns: Columns) -> float:
        """What the columns cost in any order."""
        total = sum(CROWD * count * count for count in Counter(columns.of.values()).values())
        for flow in self.subject.flows:
            span = columns.of[flow.target] - columns.of[flow.source]
            share = OF_A_LOOP if flow.loop else 1.0
            if span < 0:
                total += share * BACK
            elif span == 0:
                total += share * BESIDE
            else:
                total += PASSED * (span - 1)
        return total

    def _too_wide(self, columns: Columns) -> float:
        """Units that the columns need beyond the width, every name in one line."""
        geometry, count = self.geometry, len(columns.stages)
        widths = [0.0] * count
        for link, at in columns.of.items():
            widths[at] = max(widths[at], self._widths[link])
        steps = sum(one != two for one, two in pairwise(columns.stages))
        channels = (count - 1) * geometry.channel + steps * geometry.band_gap
        last = any(
            columns.of[flow.source] == columns.of[flow.target] == count - 1
            for flow in self.subject.flows
        )
        edges = geometry.margin + (geometry.channel if last else geometry.margin)
        return max(0.0, sum(widths) + channels + edges - geometry.width)

    def _too_high(self, layers: Layers, search: OrderSearch, orders: Orders) -> float:
        """Units that the columns need beyond the height, summed, as each may be mended alone."""
        arcs = frozenset(layers.arcs)
        extents: Sequence[float] = [
            least_extent(column, arcs, self.geometry) for column in search.slots(orders)
        ]
        return sum(max(0.0, extent - self._room) for extent in extents)
