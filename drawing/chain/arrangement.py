"""Put boxes and lanes in their places: every step of the layout, in order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from drawing.chain.bands import header_height
from drawing.chain.columns import Columns, assign_columns, columns_of_stage
from drawing.chain.layers import Layers, Slot, build_layers, joined_by_number
from drawing.chain.layouts.choice import find_layout
from drawing.chain.layouts.subject import Layout, subject_of
from drawing.chain.ordering import order_slots
from drawing.chain.placement import place_slots, spread
from drawing.chain.plan import Plan, is_extra
from drawing.chain.support import height_below, support_boxes
from drawing.chain.widths import (
    Spans,
    column_widths,
    least_channel,
    name_lines,
    space_columns,
    stretched,
)
from drawing.shapes.model import FIGURE, NARROW, SUPPORT, Box, FigureFlow, FigureLink, Geometry

ROOMY_CHANNEL = 8.0  # more than a channel's least, for a figure to be drawn narrow and large


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan, the stage of each column, the lanes of the shown flows, and the scale found."""

    plan: Plan
    stages: tuple[str, ...]
    stops: Mapping[int, tuple[Slot, ...]]
    geometry: Geometry


def arrange(
    links: Sequence[FigureLink],
    flows: Sequence[FigureFlow],
    geometry: Geometry,
    layout: Layout | None = None,
) -> Arrangement:
    """Lay out sorted links and flows; the result names flows by their place in `flows`.

    A chain has one layout for all geometries, `layout` if it is given. A geometry that is too low
    for it gets columns of its own.
    """
    given = _Given(
        {link.id: link for link in links if link.stage != SUPPORT},
        tuple(link for link in links if link.stage == SUPPORT),
        flows,
    )
    layout = layout or find_layout(subject_of(links, flows))
    if layout is not None:
        layers = build_layers(layout.columns.of, flows, given.shown, layout.joined)
        sizes = geometry if geometry.signed else _narrowed(given, layout)
        shared = _Raw.of(given, layout, layers, sizes)
        if geometry.signed or not geometry.height < shared.least_height <= FIGURE.height:
            return shared.drawn_for(geometry)
    columns = assign_columns(list(given.staged.values()), given.shown_flows, geometry)
    joined = joined_by_number(columns.of, given.shown_flows)
    layers = build_layers(columns.of, flows, given.shown, joined)
    own = _Raw.of(given, Layout(columns, order_slots(layers), joined), layers, geometry)
    return own.drawn_for(geometry)


@dataclass(frozen=True)
class _Given:
    """What is laid out: links by id, those of the support band, and all flows."""

    staged: Mapping[str, FigureLink]
    support: tuple[FigureLink, ...]
    flows: Sequence[FigureFlow]

    @cached_property
    def inner(self) -> dict[int, FigureFlow]:
        return {
            key: flow
            for key, flow in enumerate(self.flows)
            if flow.source in self.staged and flow.target in self.staged
        }

    @cached_property
    def shown(self) -> list[int]:
        return [key for key, flow in self.inner.items() if not is_extra(flow, frozenset())]

    @property
    def shown_flows(self) -> list[FigureFlow]:
        return [self.flows[key] for key in self.shown]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A layout with its least sizes, before it is fitted to a screen or a page."""

    given: _Given
    layout: Layout
    stops: Mapping[int, tuple[Slot, ...]]
    spans: Spans
    tall: Mapping[Slot, float]
    middle: Mapping[Slot, float]
    height: float
    top: float
    sizes: Geometry

    @classmethod
    def of(cls, given: _Given, layout: Layout, layers: Layers, geometry: Geometry) -> "_Raw":
        """Reckon widths and heights within `geometry`."""
        columns, order = layout.columns, layout.order
        load = _load(columns, layers.segments, given.inner)
        spans = _spans(order, given.staged, columns, load, geometry)
        top = _header(columns.stages, given.staged, spans, geometry)
        tall = _tall(order, given.staged, spans, geometry)
        below = height_below(given.support, geometry.width, geometry)
        room = geometry.height - top - geometry.margin - below
        middle, height = place_slots(layers, order, tall, room, geometry)
        return cls(given, layout, layers.stops, spans, tall, middle, height, top, geometry)

    @property
    def least_height(self) -> float:
        """Height of the whole figure in layout units."""
        sizes = self.sizes if self.sizes.signed else FIGURE
        below = height_below(self.given.support, self.spans.width, sizes)
        return self.top + self.height + sizes.margin + below

    def drawn_for(self, geometry: Geometry) -> Arrangement:
        """Fill what `geometry` offers: first letters grow, then the boxes move apart."""
        wide, high = geometry.width * geometry.scale, geometry.height * geometry.scale
        scale = min(wide / self.spans.width, high / self.least_height)
        scale = max(geometry.scale, min(scale, geometry.largest or scale))
        units = replace(geometry, width=wide / scale, height=high / scale, scale=scale)
        spans = stretched(self.spans, units.width)
        below = height_below(self.given.support, spans.width, units)
        room = units.height - self.top - units.margin - below
        times = spread(self.height, room, units)
        middle = {slot: self.top + times * height for slot, height in self.middle.items()}
        plan = self._plan(spans, middle, self.top + times * self.height, units)
        return Arrangement(plan, self.layout.columns.stages, self.stops, units)

    def _plan(
        self, spans: Spans, middle: Mapping[Slot, float], bottom: float, geometry: Geometry
    ) -> Plan:
        boxes = {
            slot.link: _box(slot, spans, middle[slot], size) for slot, size in self.tall.items()
        }
        start = bottom + geometry.margin + geometry.band_gap + geometry.padding
        rows = support_boxes(self.given.support, spans.width, start, geometry)
        boxes.update({box.link: box for row in rows for box in row})
        names = tuple(tuple(box.link for box in row) for row in rows)
        return Plan(boxes, self.layout.order, middle, spans, self.top, bottom, names)


def _narrowed(given: _Given, layout: Layout) -> Geometry:
    """The geometry all outputs share: narrow where all names still stand in one line."""
    members = [
        [given.staged[slot.link] for slot in column if slot.is_box] for column in layout.order
    ]
    needed = sum(column_widths(members, float("inf"), FIGURE))
    stages = layout.columns.stages
    needed += sum(
        least_channel(at, stages, {len(stages): 1}, FIGURE) + ROOMY_CHANNEL
        for at in range(len(stages) + 1)
    )
    return replace(FIGURE, width=NARROW) if needed <= NARROW else FIGURE


def _load(
    columns: Columns,
    segments: Mapping[tuple[Slot, Slot], int],
    flows: Mapping[int, FigureFlow],
) -> dict[int, float]:
    """How many lines share each channel, counted from 0 left of the first column."""
    load: dict[int, float] = defaultdict(float)
    for _one, two in segments:
        load[two.column] += 1.0
    for flow in flows.values():
        if columns.of[flow.source] == columns.of[flow.target]:
            load[columns.of[flow.source] + 1] += 0.5
    return load


def _spans(
    order: Sequence[Sequence[Slot]],
    links: Mapping[str, FigureLink],
    columns: Columns,
    load: Mapping[int, float],
    geometry: Geometry,
) -> Spans:
    members = [[links[slot.link] for slot in column if slot.is_box] for column in order]
    count = len(members)
    channels = sum(least_channel(at, columns.stages, load, geometry) for at in range(count + 1))
    widths = column_widths(members, geometry.width - channels, geometry)
    return space_columns(widths, columns.stages, load, geometry)


def _tall(
    order: Sequence[Sequence[Slot]],
    links: Mapping[str, FigureLink],
    spans: Spans,
    geometry: Geometry,
) -> dict[Slot, float]:
    """Height of each box: more where the name takes a second line."""
    heights = {}
    for column, left, right in zip(order, spans.lefts, spans.rights, strict=True):
        for slot in column:
            if slot.is_box:
                lines = name_lines(links[slot.link], right - left, geometry)
                heights[slot] = geometry.box_height + (len(lines) - 1) * geometry.line_height
    return heights


def _box(slot: Slot, spans: Spans, middle: float, tall: float) -> Box:
    left, right = spans.lefts[slot.column], spans.rights[slot.column]
    return Box(slot.link, left, middle - tall / 2, right - left, tall)


def _header(
    stages: Sequence[str], links: Mapping[str, FigureLink], spans: Spans, geometry: Geometry
) -> float:
    """Height of the titles of the stages: the tallest counts for all."""
    heights = [
        header_height(
            stage,
            [link for link in links.values() if link.stage == stage],
            spans.rights[last] - spans.lefts[first],
            geometry,
        )
        for stage, first, last in columns_of_stage(stages)
    ]
    return max(heights, default=geometry.padding)
