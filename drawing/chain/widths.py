"""Across: how wide each column of boxes is and how wide the channels between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drawing.shapes.lettering import ROUNDING_ERROR, halves, measure, widest
from drawing.shapes.model import FigureLink, Geometry

NARROWING = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
WIDEST_BOX_EMS = 11.5


@dataclass(frozen=True, slots=True)
class Spans:
    """Left and right edge of each column, and of the whole figure."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    width: float


def name_lines(link: FigureLink, width: float, geometry: Geometry) -> tuple[str, ...]:
    """The name in one line if it fits into a box of `width`, else in two."""
    if _one_line(link, geometry) <= width + ROUNDING_ERROR:
        return (link.name,)
    first, second = halves(link.name, geometry.name_font, _corner(link, geometry))
    return (first, second) if second else (first,)


def cells_width(link: FigureLink, geometry: Geometry) -> float:
    """Room that the cells of a signed box take from every line of its name."""
    return geometry.corner * (1 + bool(link.badge)) if geometry.signed else 0.0


def box_width(link: FigureLink, limit: float, geometry: Geometry) -> float:
    """Width `link` needs when names wider than `limit` are set in two lines."""
    needed = _one_line(link, geometry)
    if needed > limit:
        first, second = halves(link.name, geometry.name_font, _corner(link, geometry))
        longest = max(
            _name_width(first, geometry) + _corner(link, geometry),
            _name_width(second, geometry),
        )
        needed = longest + cells_width(link, geometry) + 2 * geometry.padding
    if geometry.signed:
        return needed
    status = measure(link.status, geometry.status_font) + 2 * geometry.padding
    widest = WIDEST_BOX_EMS * geometry.status_font + 2 * geometry.padding
    return min(max(needed, status), widest)


def _one_line(link: FigureLink, geometry: Geometry) -> float:
    name = _name_width(link.name, geometry)
    beside = _corner(link, geometry) + cells_width(link, geometry)
    return name + beside + 2 * geometry.padding


def _name_width(text: str, geometry: Geometry) -> float:
    """A signed figure goes to other offices, whose Latin letters may be wider, at one size."""
    return (widest if geometry.signed else measure)(text, geometry.name_font)


def _corner(link: FigureLink, geometry: Geometry) -> float:
    """Room the corner takes from the first line, beyond the padding."""
    takes = link.corner and not geometry.signed
    return (geometry.corner + 3 - geometry.padding) if takes else 0.0


def column_widths(
    columns: Sequence[Sequence[FigureLink]], room: float, geometry: Geometry
) -> list[float]:
    """Width per column; names go to two lines only as far as `room` demands."""
    widest = WIDEST_BOX_EMS * geometry.status_font + 2 * geometry.padding
    for share in NARROWING:
        widths = [
            max(box_width(link, widest * share, geometry) for link in column) for column in columns
        ]
        if sum(widths) <= room:
            break
    return widths


def space_columns(
    widths: Sequence[float],
    stages: Sequence[str],
    load: Mapping[int, float],
    geometry: Geometry,
) -> Spans:
    """Put the columns beside each other; `load` per channel (0 left of all) shares what is left.

    A channel between two stages also holds the edges of their bands. The last channel,
    right of all columns, is only as wide as its arcs need.
    """
    count = len(widths)
    least = [least_channel(at, stages, load, geometry) for at in range(count + 1)]
    inner = range(1, count)
    room = max(0.0, geometry.width - sum(widths) - sum(least))
    total = sum(1 + load.get(at, 0.0) for at in inner)
    channels = list(least)
    for at in inner:
        share = room * (1 + load.get(at, 0.0)) / total
        channels[at] = min(least[at] + share, max(geometry.widest_channel, least[at]))
    lefts, edge = [], 0.0
    for at, width in enumerate(widths):
        lefts.append(edge + channels[at])
        edge = lefts[-1] + width
    rights = [left + width for left, width in zip(lefts, widths, strict=True)]
    return Spans(tuple(lefts), tuple(rights), edge + channels[-1])


def stretched(spans: Spans, width: float) -> Spans:
    """The same columns in a figure of `width`: each keeps its width and its share of the way."""
    times = max(1.0, width / spans.width)
    moved = [
        (times * (left + right) / 2, (right - left) / 2)
        for left, right in zip(spans.lefts, spans.rights, strict=True)
    ]
    lefts = tuple(middle - half for middle, half in moved)
    rights = tuple(middle + half for middle, half in moved)
    return Spans(lefts, rights, times * spans.width)


def least_channel(
    at: int, stages: Sequence[str], load: Mapping[int, float], geometry: Geometry
) -> float:
    """Least width of the channel left of column `at`."""
    if at == 0:
        return geometry.margin
    if at == len(stages):
        return geometry.channel if load.get(at) else geometry.margin
    return geometry.channel + (geometry.band_gap if stages[at] != stages[at - 1] else 0)
