"""Draw one chain: from links and flows to a tree of SVG nodes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from drawing.chain.arrangement import Arrangement, arrange
from drawing.chain.bands import BandArea, stage_band, support_band
from drawing.chain.boxes import link_node
from drawing.chain.columns import columns_of_stage
from drawing.chain.layouts.subject import Layout
from drawing.chain.plan import Plan, is_extra
from drawing.chain.routes import route_flows
from drawing.chain.support import band_end, route_support
from drawing.shapes.model import (
    SCREEN,
    STAGES,
    SUPPORT,
    Box,
    Drawing,
    FigureFlow,
    FigureLink,
    Geometry,
    Node,
)
from drawing.shapes.strokes import number

HATCH: Node = (
    "defs",
    {},
    (
        (
            "pattern",
            {
                "id": "hatch",
                "width": 7,
                "height": 7,
                "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            },
            (
                ("rect", {"class": "hatch-ground", "width": 7, "height": 7}, ()),
                ("rect", {"class": "hatch-line", "width": 2, "height": 7}, ()),
            ),
        ),
    ),
)


def draw_chain(
    title: str,
    links: Sequence[FigureLink],
    flows: Sequence[FigureFlow],
    geometry: Geometry = SCREEN,
    layout: Layout | None = None,
) -> Drawing:
    """Draw a chain; the same links and flows in any order give the same bytes.

    `layout` is tried instead of the one that the chain has.

    Raises:
        ValueError: a link id appears twice, a stage is unknown, or a flow names no link.
    """
    _check(links, flows)
    links, flows = in_order(links, flows)
    placed = arrange(links, flows, geometry, layout)
    geometry = placed.geometry
    below = frozenset(link.id for link in links if link.stage == SUPPORT)
    lines = [_line(flow, path, below) for flow, path in _paths(placed, flows, below, geometry)]
    by_id = {link.id: link for link in links}
    boxes = [link_node(by_id[box.link], box, geometry) for box in _in_order(placed.plan)]
    width, height = _size(placed.plan, geometry)
    bands = _bands(placed, links, (width, height), geometry)
    return _drawing(title, placed.plan, (width, height), [*bands, *lines, *boxes], geometry)


def in_order(
    links: Sequence[FigureLink], flows: Sequence[FigureFlow]
) -> tuple[list[FigureLink], list[FigureFlow]]:
    """Links and flows in the one order that everything is worked out in."""
    return sorted(links, key=lambda link: link.id), sorted(flows, key=_flow_key)


def _flow_key(flow: FigureFlow) -> tuple[str, str, int, bool, str, str]:
    return flow.source, flow.target, -flow.weight, flow.loop, flow.basis, flow.what


def _check(links: Sequence[FigureLink], flows: Sequence[FigureFlow]) -> None:
    ids = Counter(link.id for link in links)
    problems = [f"link {link} appears {count} times" for link, count in ids.items() if count > 1]
    problems += [
        f"link {link.id}: unknown stage {link.stage!r}"
        for link in links
        if link.stage not in {*STAGES, SUPPORT}
    ]
    problems += [
        f"flow {flow.source} -> {flow.target}: no link {end!r}"
        for flow in flows
        for end in (flow.source, flow.target)
        if end not in ids
    ]
    if problems:
        raise ValueError("; ".join(problems))


def _paths(
    placed: Arrangement, flows: Sequence[FigureFlow], below: frozenset[str], geometry: Geometry
) -> list[tuple[FigureFlow, str]]:
    """Each flow with its path data; flows of the chosen link only come first, so lie below."""
    supporting = {key: flow for key, flow in enumerate(flows) if {flow.source, flow.target} & below}
    inner = {key: flow for key, flow in enumerate(flows) if key not in supporting}
    paths = route_flows(placed.plan, inner, placed.stops)
    paths.update(route_support(placed.plan, supporting, geometry))
    rank = sorted(paths, key=lambda key: (not is_extra(flows[key], below), flows[key].weight, key))
    return [(flows[key], paths[key]) for key in rank]


def _line(flow: FigureFlow, path: str, below: frozenset[str]) -> Node:
    extra = " extra" if is_extra(flow, below) else ""
    return (
        "path",
        {
            "class": flow.classes + extra,
            "data-from": flow.source,
            "data-to": flow.target,
            "d": path,
        },
        (),
    )


def _in_order(plan: Plan) -> list[Box]:
    """Column by column from top to bottom, then the support rows: the order of reading aloud."""
    links = [slot.link for column in plan.columns for slot in column if slot.is_box]
    return [plan.boxes[link] for link in (*links, *(link for row in plan.support for link in row))]


def _size(plan: Plan, geometry: Geometry) -> tuple[float, float]:
    """Width and height in layout units."""
    rights = [box.x + box.width + geometry.margin for box in plan.boxes.values()]
    if plan.support:
        band = [[plan.boxes[link] for link in row] for row in plan.support]
        return max(plan.spans.width, *rights), band_end(band) + geometry.padding
    return max((plan.spans.width, *rights)), plan.bottom + geometry.margin


def _bands(
    placed: Arrangement,
    links: Sequence[FigureLink],
    size: tuple[float, float],
    geometry: Geometry,
) -> list[Node]:
    plan = placed.plan
    bands = []
    for stage, first, last in columns_of_stage(placed.stages):
        area = _stage_area(plan, first, last, size[0], geometry)
        members = [link for link in links if link.stage == stage]
        bands.append(stage_band(stage, members, area, geometry))
    if plan.support:
        top = plan.boxes[plan.support[0][0]].y - geometry.padding
        area = BandArea(0, top, size[0], size[1] - top)
        members = [link for link in links if link.stage == SUPPORT]
        bands.append(support_band(SUPPORT, members, area, geometry))
    return bands


def _stage_area(plan: Plan, first: int, last: int, width: float, geometry: Geometry) -> BandArea:
    left = 0.0 if first == 0 else sum(plan.channel(first)) / 2 + geometry.band_gap / 2
    ends = last == len(plan.columns) - 1
    right = width if ends else sum(plan.channel(last + 1)) / 2 - geometry.band_gap / 2
    return BandArea(left, 0, right - left, plan.bottom + geometry.margin)


def _drawing(
    title: str,
    plan: Plan,
    size: tuple[float, float],
    nodes: Sequence[Node],
    geometry: Geometry,
) -> Drawing:
    scale = geometry.scale
    width, height = number(size[0] * scale), number(size[1] * scale)
    scaling: Mapping[str, str | float] = {"transform": f"scale({round(scale, 6)})"}
    root: Node = (
        "svg",
        {"viewBox": f"0 0 {width} {height}", "role": "group", "aria-label": title},
        (HATCH, ("g", {} if scale == 1 else scaling, tuple(nodes))),
    )
    boxes = tuple(
        Box(box.link, box.x * scale, box.y * scale, box.width * scale, box.height * scale)
        for box in _in_order(plan)
    )
    return Drawing(title, width, height, scale, root, boxes, geometry.proportion)
