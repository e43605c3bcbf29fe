"""Put boxes and lanes in their places: every step of the layout, in order."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drawing.chain.bands import header_height
from drawing.chain.columns import Columns, assign_columns, columns_of_stage
from drawing.chain.layers import Layers, Slot, build_layers
from drawing.chain.ordering import order_slots
from drawing.chain.placement import place_slots
from drawing.chain.plan import Plan, is_extra
from drawing.chain.support import support_boxes
from drawing.chain.widths import Spans, column_widths, least_channel, name_lines, space_columns
from drawing.shapes.model import SUPPORT, Box, FigureFlow, FigureLink, Geometry


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A plan, the stage of each column, and the lanes the shown flows run through."""

    plan: Plan
    stages: tuple[str, ...]
    stops: Mapping[int, tuple[Slot, ...]]


def arrange(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow], geometry: Geometry
) -> Arrangement:
    """Lay out sorted links and flows; the result names flows by their place in `flows`."""
    staged = {link.id: link for link in links if link.stage != SUPPORT}
    support = [link for link in links if link.stage == SUPPORT]
    inner = {
        key: flow
        for key, flow in enumerate(flows)
        if flow.source in staged and flow.target in staged
    }
    shown = [key for key, flow in inner.items() if not is_extra(flow, frozenset())]
    columns = assign_columns(list(staged.values()), [flows[key] for key in shown], geometry)
    layers = build_layers(columns.of, flows, shown)
    order = order_slots(layers)
    spans = _spans(order, staged, columns, _load(columns, layers, inner), geometry)
    plan = _place(layers, order, spans, staged, (columns.stages, support), geometry)
    return Arrangement(plan, columns.stages, layers.stops)


def _load(columns: Columns, layers: Layers, flows: Mapping[int, FigureFlow]) -> dict[int, float]:
    """How many lines share each channel, counted from 0 left of the first column."""
    load: dict[int, float] = defaultdict(float)
    for _one, two in layers.segments:
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


def _place(
    layers: Layers,
    order: Sequence[Sequence[Slot]],
    spans: Spans,
    links: Mapping[str, FigureLink],
    rest: tuple[tuple[str, ...], Sequence[FigureLink]],
    geometry: Geometry,
) -> Plan:
    stages, support = rest
    top = _header(stages, links, spans, geometry)
    band = support_boxes(support, max(spans.width, geometry.width), 0, geometry)
    below = band[-1][0].y + band[-1][0].height + 3 * geometry.padding if band else 0.0
    room = geometry.height - top - geometry.margin - below
    tall = _tall(order, links, spans, geometry)
    middle, height = place_slots(layers, order, tall, room, geometry)
    lowered = {slot: top + value for slot, value in middle.items()}
    boxes = {slot.link: _box(slot, spans, lowered[slot], size) for slot, size in tall.items()}
    bottom = top + height
    start = bottom + geometry.margin + geometry.band_gap + geometry.padding
    rows = support_boxes(support, max(spans.width, geometry.width), start, geometry)
    boxes.update({box.link: box for row in rows for box in row})
    names = tuple(tuple(box.link for box in row) for row in rows)
    return Plan(boxes, order, lowered, spans, top, bottom, names)


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
