"""The band of supporting links at the bottom, and the lines that lead up from it."""

from collections.abc import Mapping, Sequence
from itertools import count

from drawing.chain.plan import Plan
from drawing.chain.widths import box_width, name_lines
from drawing.shapes.model import Box, FigureFlow, FigureLink, Geometry
from drawing.shapes.strokes import Point, corners, head

TITLE_WIDTH = 112.0
TEXT_HEIGHT = 36.0
LANES = 3
LANE_STEP = 3.5
TRACKS = 4
TOUCH = 1.0
FOOT_STEP = 8.0
GUTTER = 9.0
NARROW_EMS = 9.0


def support_boxes(
    links: Sequence[FigureLink], width: float, top: float, geometry: Geometry
) -> tuple[tuple[Box, ...], ...]:
    """Rows of boxes of one size from left to right, in the order given, within `width`.

    Boxes stand on a grid, so that the gutters between them go through all rows.
    """
    if not links:
        return ()
    wide = _width(links, width, geometry)
    lines = max(len(name_lines(link, wide, geometry)) for link in links)
    tall = geometry.box_height + (lines - 1) * geometry.line_height
    step = wide + geometry.roomy_gap
    left = geometry.margin + TITLE_WIDTH
    per_row = max(1, int((width - left - geometry.margin + geometry.roomy_gap) // step))
    rows = [links[at : at + per_row] for at in range(0, len(links), per_row)]
    pitch = tall + geometry.roomy_gap
    return tuple(
        tuple(
            Box(link.id, left + place * step, top + row * pitch, wide, tall)
            for place, link in enumerate(members)
        )
        for row, members in enumerate(rows)
    )


def height_below(links: Sequence[FigureLink], width: float, geometry: Geometry) -> float:
    """Height of the band with the lanes above it; none without links."""
    band = support_boxes(links, width, 0, geometry)
    return band_end(band) + 3 * geometry.padding if band else 0.0


def band_end(band: Sequence[Sequence[Box]]) -> float:
    """Where the last row ends, or the two lines of text beside the first."""
    return max(band[-1][0].y + band[-1][0].height, band[0][0].y + TEXT_HEIGHT)


def _width(links: Sequence[FigureLink], width: float, geometry: Geometry) -> float:
    """Width of every box: names in one line if all boxes then still stand in one row."""
    room = width - TITLE_WIDTH - 2 * geometry.margin + geometry.roomy_gap
    widest = max(box_width(link, width, geometry) for link in links)
    if len(links) * (widest + geometry.roomy_gap) <= room:
        return widest
    return max(box_width(link, NARROW_EMS * geometry.status_font, geometry) for link in links)


def route_support(
    plan: Plan, flows: Mapping[int, FigureFlow], geometry: Geometry
) -> dict[int, str]:
    """Path data of the flows that touch a supporting link, by place in the list of flows.

    They leave by the top, run along the lane above the band, and climb in a channel.
    """
    below = {link for row in plan.support for link in row}
    result = {}
    for turn, (key, flow) in zip(count(), sorted(flows.items()), strict=False):
        lane = plan.bottom + geometry.margin / 2 + (turn % LANES) * LANE_STEP
        source = _way(plan, flow.source, lane, turn, leaving=True)
        target = _way(plan, flow.target, lane, turn, leaving=False)
        tip = target[0]
        toward = (0.0, 1.0) if flow.target in below else (1.0, 0.0)
        result[key] = corners([*source, *reversed(target)]) + head(tip, toward)
    return result


def _way(plan: Plan, link: str, lane: float, turn: int, *, leaving: bool) -> list[Point]:
    """Points from a box to the lane; the box end comes first."""
    if any(link in row for row in plan.support):
        return _up_to_lane(plan, link, lane, turn, leaving=leaving)
    box, column = plan.boxes[link], plan.column(link)
    left, right = plan.channel(column + 1 if leaving else column)
    track = left + (right - left) * (0.25 + 0.5 * (turn % TRACKS) / TRACKS)
    edge = box.x + box.width if leaving else box.x - TOUCH
    height = plan.center(link) + (turn % TRACKS - TRACKS / 2) * LANE_STEP
    return [(edge, height), (track, height), (track, lane)]


def _up_to_lane(plan: Plan, link: str, lane: float, turn: int, *, leaving: bool) -> list[Point]:
    box = plan.boxes[link]
    side = -1 if leaving else 1
    foot = box.x + box.width / 2 + side * FOOT_STEP * (1 + turn % TRACKS / 2)
    start = (foot, box.y if leaving else box.y - TOUCH)
    if link in plan.support[0]:
        return [start, (foot, lane)]
    gutter, shelf = box.x - GUTTER, box.y - GUTTER
    return [start, (foot, shelf), (gutter, shelf), (gutter, lane)]
