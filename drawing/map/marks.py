"""How each kind of place is marked: letter, shape and colour, the same on screen and on paper."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from drawing.shapes.colours import ACCENT
from geodata.matching.verdict import Verdict
from geodata.model import KIND_NAMES, PlotKind

PARK = "park"
MarkCorner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """图例: `corners` run around a circle of radius 1, y downwards; without any it is a circle."""

    name: str
    letter: str
    colour: str
    corners: tuple[MarkCorner, ...]


def _polygon(sides: int, *, turn: float = 0.0, size: float = 1.1) -> tuple[MarkCorner, ...]:
    """Corners of a regular polygon, the first at the top turned by `turn` sides."""
    steps = [2 * math.pi * (at + turn) / sides for at in range(sides)]
    return tuple((round(size * math.sin(a), 3), round(-size * math.cos(a), 3)) for a in steps)


_SQUARE = _polygon(4, turn=0.5, size=1.25)
_HOUSE = ((0.0, -1.25), (1.1, -0.35), (0.9, 1.0), (-0.9, 1.0), (-1.1, -0.35))
_WIDE = ((-1.2, -0.8), (1.2, -0.8), (1.2, 0.8), (-1.2, 0.8))
_TRIANGLE = ((0.0, -1.35), (1.3, 0.95), (-1.3, 0.95))

# Shape and letter tell the kinds apart; colour only helps.
MARKS: Mapping[str, Mark] = {
    kind.value: Mark(KIND_NAMES[kind], letter, colour, corners)
    for kind, letter, colour, corners in (
        (PlotKind.IDLE_LAND, "地", "#2E7D4F", _SQUARE),
        (PlotKind.IDLE_PLANT, "房", "#2F5FA8", _HOUSE),
        (PlotKind.IDLE_ASSET, "资", "#6A4C93", _polygon(4, size=1.35)),
        (PlotKind.DISTRESSED, "不", "#8A4B2A", _polygon(8, turn=0.5)),
        (PlotKind.STALLED, "尾", "#B03A2E", _TRIANGLE),
        (PlotKind.UNSUPPLIED, "批", "#0F766E", _polygon(6)),
        (PlotKind.STANDARD_FACTORY, "标", ACCENT, _WIDE),
    )
} | {PARK: Mark("园区", "园", "#3D4852", ())}

VERDICT_COLOURS: Mapping[str, str] = {
    Verdict.PASS: "#1E6F4C",
    Verdict.UNVERIFIED: "#B7791F",
    Verdict.FAIL: "#8A97A3",
}
VERDICT_LETTERS: Mapping[str, str] = {Verdict.PASS: "✓", Verdict.UNVERIFIED: "?", Verdict.FAIL: "✕"}
