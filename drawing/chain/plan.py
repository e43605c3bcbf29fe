"""The placed figure that the lines are drawn into, before there is any SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drawing.chain.layers import Slot
from drawing.chain.widths import Spans
from drawing.shapes.model import Box, FigureFlow

CLEARANCE = 4.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Boxes, lanes and free room, in layout units.

    `columns` hold the slots from top to bottom and `middle` their heights; `top` and
    `bottom` bound the boxes of the stages; `support` are the rows of the support band.
    """

    boxes: Mapping[str, Box]
    columns: Sequence[Sequence[Slot]]
    middle: Mapping[Slot, float]
    spans: Spans
    top: float
    bottom: float
    support: tuple[tuple[str, ...], ...]

    def column(self, link: str) -> int:
        """The column `link` stands in."""
        return self.spans.lefts.index(self.boxes[link].x)

    def center(self, link: str) -> float:
        """The height of the middle of a box."""
        box = self.boxes[link]
        return box.y + box.height / 2

    def channel(self, at: int) -> tuple[float, float]:
        """Left and right edge of the channel before column `at`; after the last, to the edge."""
        left = self.spans.rights[at - 1] if at else 0.0
        right = self.spans.lefts[at] if at < len(self.columns) else self.spans.width
        return left, right

    def next_to(self, one: str, other: str) -> bool:
        """Whether nothing, not even a lane, lies between two boxes of one column."""
        slots = [slot.link if slot.is_box else "" for slot in self.columns[self.column(one)]]
        return abs(slots.index(one) - slots.index(other)) == 1

    def opening(self, column: int, wish: float) -> float:
        """A height near `wish` at which a line crosses `column` without touching a box."""
        boxes = [self.boxes[slot.link] for slot in self.columns[column] if slot.is_box]
        tops = [box.y for box in boxes]
        ends = [box.y + box.height for box in boxes]
        starts = [self.top - 2 * CLEARANCE, *ends]
        stops = [*tops, self.bottom + 2 * CLEARANCE]
        options = [
            min(max(wish, low + CLEARANCE), max(high - CLEARANCE, (low + high) / 2))
            for low, high in zip(starts, stops, strict=True)
            if high - low >= CLEARANCE
        ]
        return min(options, key=lambda height: (abs(height - wish), height))


def is_extra(flow: FigureFlow, support: frozenset[str]) -> bool:
    """Whether a flow shows only around a chosen link: the possible ones, and all of support."""
    return flow.weight < 2 or flow.source in support or flow.target in support  # noqa: PLR2004
