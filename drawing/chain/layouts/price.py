"""What a layout costs: lines that cross, turn back, run beside a column, and room it has not."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from random import Random

from drawing.chain.columns import Columns
from drawing.chain.layers import Ends, build_layers, joined_by_number
from drawing.chain.layouts.lines import Apart, LineOrder, apart
from drawing.chain.layouts.subject import Layout, LayoutSubject
from drawing.chain.ordering import Orders, OrderSearch, Place
from drawing.chain.placement import least_extent
from drawing.chain.support import height_below
from drawing.chain.widths import box_width
from drawing.shapes.model import Geometry

BACK = 1.5  # a line against the reading direction
BESIDE = 1.0  # a line beside its column
LANE = 0.15  # fewer where lines share one
CROWD = 0.02  # per pair of boxes in one column
NO_ROOM = 3.0  # for a figure that is too wide, and for each column that is too high
UNITS_TOO_WIDE, UNITS_TOO_HIGH = 5.0, 4.0  # cost as much as one crossing more
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
    joined: frozenset[Ends]
    search: OrderSearch
    lines: LineOrder
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
        return Layout(self.columns, self.search.slots(self.orders), self.joined)


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

    @cached_property
    def _apart(self) -> Apart:
        return apart(self.subject.flows)

    def of(
        self,
        columns: Columns,
        heights: Mapping[Place, float] | None = None,
        joined: frozenset[Ends] | None = None,
    ) -> PricedLayout:
        """Find an order for `columns` and price it; what has `heights` keeps its place.

        `joined` are flows in the lane to their target, by default those that are more there.
        """
        flows, shown = self.subject.flows, self.subject.shown
        if joined is None:
            joined = joined_by_number(columns.of, flows)
        layers = build_layers(columns.of, flows, shown, joined)
        search = OrderSearch(layers.columns, tuple(layers.segments.items()), layers.arcs)
        lines = LineOrder(layers, self._apart)
        if heights is None:
            orders, movable = search.from_nothing(STARTS, SIFTED), None
        else:
            orders = search.from_heights(heights)
            movable = search.without_height(heights)
        orders = lines.sift(orders, ROUNDS, movable)
        return self._priced(PricedLayout(0, 0, columns, joined, search, lines, orders))

    def stirred(
        self, layout: PricedLayout, column: int, heat: float, random: Random
    ) -> PricedLayout:
        """The layout with the slots of one column moved, the likelier the cheaper."""
        orders, lines = list(layout.orders), layout.lines
        if not lines.stir(orders, column, range(len(orders[column])), heat, random):
            return layout
        moved = replace(layout, orders=orders)
        over = self._too_high(moved, column) - self._too_high(layout, column)
        dearer = lines.cost_at(orders, column) - lines.cost_at(layout.orders, column)
        price, over = layout.price + dearer + over, layout.over + over
        return replace(moved, price=round(price, 6), over=round(over, 6))

    def _priced(self, layout: PricedLayout) -> PricedLayout:
        over = _for_room(self._too_wide(layout.columns) / UNITS_TOO_WIDE)
        over += sum(self._too_high(layout, column) for column in range(len(layout.orders)))
        price = layout.lines.cost(layout.orders) + self._shape(layout) + over
        return replace(layout, price=round(price, 6), over=round(over, 6))

    def _shape(self, layout: PricedLayout) -> float:
        """What columns and lanes cost in any order."""
        of = layout.columns.of
        total = sum(CROWD * count * count for count in Counter(of.values()).values())
        total += LANE * (sum(map(len, layout.orders)) - len(of))
        for flow in self.subject.flows:
            span = of[flow.target] - of[flow.source]
            total += BACK if span < 0 else BESIDE if span == 0 else 0.0
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

    def _too_high(self, layout: PricedLayout, column: int) -> float:
        """What a column pays for the units that it needs beyond the height."""
        layers = layout.lines.layers
        slots = [layers.columns[column][at] for at in layout.orders[column]]
        extent = least_extent(slots, frozenset(layers.arcs), self.geometry)
        return _for_room(max(0.0, extent - self._room) / UNITS_TOO_HIGH)


def _for_room(missing: float) -> float:
    return missing + NO_ROOM if missing else 0.0
