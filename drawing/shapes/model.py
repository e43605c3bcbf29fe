"""What the figure is given and what it gives back; no layout in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from chains.gaps import wording
from chains.model import Stage

SUPPORT = Stage.SUPPORT.value
STAGES = tuple(stage.value for stage in Stage if stage is not Stage.SUPPORT)
STAGE_TITLES = {stage.value: word for stage, word in wording.STAGES.items()}
STATE_TITLES = {presence.value: word for presence, word in wording.PRESENCES.items()}

Node: TypeAlias = "tuple[str, Mapping[str, str | float], tuple[Node, ...] | str]"
"""Tag, attributes, and either children or one string of text."""


@dataclass(frozen=True, slots=True)
class FigureLink:
    """环节: one box of the figure; every string may come from outside and is only ever text.

    `corner` is empty or one character: 缺 (missing), 弱 (weak), 招 (wanted), ? (unknown).
    `sign` is the letter of the state, for figures whose boxes have no status line.
    `flags` become further css classes, `label` is what a screen reader says.
    """

    id: str
    name: str
    stage: str
    state: str
    status: str
    corner: str
    flags: tuple[str, ...]
    label: str
    sign: str = ""

    @property
    def badge(self) -> str:
        """The corner, if it says more than the sign does."""
        return "" if self.corner == self.sign else self.corner


@dataclass(frozen=True, slots=True)
class FigureFlow:
    """流向: `source` feeds `target`; weight 3 necessary, 2 usual, 1 possible."""

    source: str
    target: str
    weight: int
    loop: bool
    what: str
    basis: str

    @property
    def classes(self) -> str:
        """Css classes of the line, without what depends on where its ends stand."""
        marks = ("loop" * self.loop, "common" * (self.basis == "common"))
        return " ".join(("flow", f"w{self.weight}", *(mark for mark in marks if mark)))


@dataclass(frozen=True, slots=True)
class Geometry:
    """Sizes in layout units; a unit is `scale` css px, so fonts and lines grow together.

    `width` and `height` are what the figure should fit into, `rows` is how many boxes
    a column may hold before another column is preferred. A figure with room to spare is drawn
    larger, up to `largest`, and its boxes stand further apart. `proportion` is width to height
    of the framed page, 0 for a page as high as its content.

    In a `signed` figure, which is drawn for the far end of a room, each box has its sign in a cell
    of `corner` width at its left, a badge in another at its right, and no status. It keeps the
    columns of its chain, but its boxes are as wide and as high as these cells and names ask for.
    """

    width: float
    height: float
    scale: float
    columns: int
    name_font: float = 13
    status_font: float = 12
    title_font: float = 15
    padding: float = 8
    box_height: float = 40
    line_height: float = 15
    corner: float = 17
    gap: float = 10
    roomy_gap: float = 18
    lane: float = 8
    channel: float = 30
    widest_channel: float = 120
    margin: float = 14
    band_gap: float = 8
    widest_gap: float = 40
    largest: float = 0
    proportion: float = 0
    signed: bool = False

    @property
    def rows(self) -> int:
        """Boxes that fit under each other beside a support band of one row."""
        return int((self.height - 130) / (self.box_height + self.gap + 2))


# Where links stand is found once, for the least of all outputs; they draw it larger.
FIGURE = Geometry(width=1000, height=528, scale=1, columns=7, channel=27)
NARROW = 867.0  # of a figure whose names are drawn at 15 px where others have 13

SCREEN = Geometry(width=1000, height=600, scale=1, columns=6, largest=15 / 13)
PRESENT = Geometry(width=1128, height=528, scale=5 / 3, columns=7)
PAPER = Geometry(
    width=1128, height=690, scale=5 / 3, columns=7, widest_gap=60, proportion=2**0.5
)  # A3 and A0 alike


@dataclass(frozen=True, slots=True)
class Box:
    """Where a link stands: upper left corner and size, in the units of the drawing."""

    link: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished figure: `width` x `height` css px, and the tree that draws it.

    `scale` is css px per layout unit, the unit of the fonts in figure.css.

    `boxes` are ordered as in the tree (column by column, top down, support last).
    """

    title: str
    width: float
    height: float
    scale: float
    tree: Node
    boxes: tuple[Box, ...]
    proportion: float = 0
