"""Where lines touch the sides of a box: spread a little, in the order of where they lead."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from drawing.chain.plan import Plan

STEP = 6.0
MARGIN = 7.0

Side: TypeAlias = tuple[str, str]
"""A link and `left` or `right`."""


@dataclass
class Ports:
    """Collects which lines touch which side, then tells each its height.

    Lines that share a `key` at a side share a port. Lines that always show get the
    middle of the side, extra ones stand above and below them.
    """

    plan: Plan
    _wishes: dict[Side, dict[Hashable, tuple[float, bool]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _heights: dict[tuple[Side, Hashable], float] = field(default_factory=dict)

    def claim(self, side: Side, key: Hashable, toward: float, *, extra: bool) -> None:
        """Ask for a port on `side` for a line that leads to height `toward`."""
        self._wishes[side].setdefault(key, (toward, extra))

    def settle(self) -> None:
        """Fix the height of every port asked for."""
        for side, wishes in self._wishes.items():
            middle = self.plan.center(side[0])
            half = self.plan.boxes[side[0]].height / 2 - MARGIN
            offsets = _offsets(wishes, middle, half)
            for key, offset in offsets.items():
                self._heights[side, key] = middle + offset

    def height(self, side: Side, key: Hashable) -> float:
        """The height of a port asked for before `settle`."""
        return self._heights[side, key]


def _offsets(
    wishes: Mapping[Hashable, tuple[float, bool]], middle: float, half: float
) -> dict[Hashable, float]:
    """Distance of each port from the middle of its side, at most `half`."""
    ranked = sorted(wishes, key=lambda key: (wishes[key][0], repr(key)))
    shown = [key for key in ranked if not wishes[key][1]]
    above = [key for key in ranked if wishes[key][1] and wishes[key][0] < middle]
    below = [key for key in ranked if wishes[key][1] and wishes[key][0] >= middle]
    line = [*above, *shown, *below]
    step = min(STEP, 2 * half / max(1, len(line) - 1))
    center = len(above) + (len(shown) - 1) / 2 if shown else (len(line) - 1) / 2
    return _inside({key: (place - center) * step for place, key in enumerate(line)}, half)


def _inside(offsets: dict[Hashable, float], half: float) -> dict[Hashable, float]:
    """Shift all ports together so that none leaves the side."""
    values: Sequence[float] = list(offsets.values())
    shift = max(0.0, -half - min(values)) - max(0.0, max(values) - half)
    return {key: offset + shift for key, offset in offsets.items()}
