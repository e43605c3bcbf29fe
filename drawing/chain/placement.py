"""Heights: every slot as near to its partners as the order of its column allows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from drawing.chain.layers import Layers, Slot
from drawing.chain.straighten import straighten
from drawing.shapes.model import Geometry

Heights: TypeAlias = Mapping[Slot, float]
Columns: TypeAlias = Sequence[Sequence[Slot]]
Partners: TypeAlias = Mapping[Slot, Sequence[tuple[Slot, float]]]

ROUNDS = 36
ROUNDS_WHEN_MANY = 8
MANY_SLOTS = 300
LANE_SPACE = 8.0
EASY = (1.0, 2.0, 6.0)
STRAIGHT = (1.0, 1.5, 40.0)
"""How strongly two boxes, a box and a lane, and two lanes of one long flow pull each other."""
SLACK = 1.06


def place_slots(
    layers: Layers, columns: Columns, tall: Heights, room: float, geometry: Geometry
) -> tuple[dict[Slot, float], float]:
    """The middle of each slot below the top of the boxes, and the height they take.

    `tall` are the heights of the boxes. Gaps are the geometry's least, but for a little slack
    where there is `room`; `spread` makes them wider. A crowded column makes the figure taller.
    """
    arcs = frozenset(layers.arcs)
    steps = [_steps(column, tall, arcs, geometry) for column in columns]
    needed = max(map(_extent, columns, steps, [tall] * len(columns)), default=0.0)
    height = max(needed, min(room, needed * SLACK))
    middle = _settle(layers, columns, steps, tall, height)
    straighten(layers, columns, steps, middle)
    return middle, height


def spread(height: float, room: float, geometry: Geometry) -> float:
    """How many times as far apart slots `height` high stand, so that they fill `room`.

    All move in proportion: a box stands at the same share of the height wherever its chain is
    drawn. Gaps grow to about `widest_gap` at most.
    """
    most = (geometry.box_height + geometry.widest_gap) / (geometry.box_height + geometry.gap)
    return max(1.0, min(room / height, most)) if height else 1.0


def least_extent(
    column: Sequence[Slot], arcs: frozenset[tuple[Slot, Slot]], geometry: Geometry
) -> float:
    """Height a column needs at least, every name in one line."""
    tall = {slot: geometry.box_height for slot in column if slot.is_box}
    return _extent(column, _steps(column, tall, arcs, geometry), tall)


def _steps(
    column: Sequence[Slot],
    tall: Heights,
    arcs: frozenset[tuple[Slot, Slot]],
    geometry: Geometry,
) -> list[float]:
    """Least distance of each slot from the top of the column to its middle."""
    steps: list[float] = []
    for at, slot in enumerate(column):
        half = tall.get(slot, 0.0) / 2
        if at == 0:
            steps.append(half)
            continue
        above = column[at - 1]
        space = _space(above, slot, geometry.gap)
        if (min(above, slot), max(above, slot)) in arcs:
            space = max(space, geometry.roomy_gap)  # a short arrow stands between them
        steps.append(steps[-1] + tall.get(above, 0.0) / 2 + space + half)
    return steps


def _space(above: Slot, below: Slot, gap: float) -> float:
    if above.is_box and below.is_box:
        return gap
    return LANE_SPACE if above.is_box or below.is_box else LANE_SPACE - 1


def _extent(column: Sequence[Slot], steps: Sequence[float], tall: Heights) -> float:
    return steps[-1] + tall.get(column[-1], 0.0) / 2


def _settle(
    layers: Layers,
    columns: Columns,
    steps: Sequence[Sequence[float]],
    tall: Heights,
    height: float,
) -> dict[Slot, float]:
    """Pull the slots of each column to their partners in turn, keeping order and distances."""
    easy, straight = _partners(layers, EASY), _partners(layers, STRAIGHT)
    middle: dict[Slot, float] = {}
    for column, offsets in zip(columns, steps, strict=True):
        slack = height - _extent(column, offsets, tall)
        for at, slot in enumerate(column):
            middle[slot] = offsets[at] + slack * (at + 0.5) / len(column)
    rounds = ROUNDS_WHEN_MANY if len(middle) > MANY_SLOTS else ROUNDS
    for turn in range(rounds):
        partners = straight if turn >= rounds * 2 // 3 else easy
        for at in range(len(columns))[:: 1 - 2 * (turn % 2)]:
            slack = height - _extent(columns[at], steps[at], tall)
            wishes = [_wish(slot, middle, partners[slot]) for slot in columns[at]]
            middle.update(zip(columns[at], _monotone(wishes, steps[at], slack), strict=True))
    return middle


def _partners(layers: Layers, pulls: Sequence[float]) -> Partners:
    """Per slot the slots it should be level with, pulled by how many of both are lanes."""
    partners: dict[Slot, list[tuple[Slot, float]]] = defaultdict(list)
    for (one, two), count in layers.segments.items():
        weight = count * pulls[(not one.is_box) + (not two.is_box)]
        partners[one].append((two, weight))
        partners[two].append((one, weight))
    return partners


def _wish(
    slot: Slot, middle: Heights, partners: Sequence[tuple[Slot, float]]
) -> tuple[float, float]:
    """The height a slot would like and how strongly; without partners it stays where it is."""
    weight = sum(pull for _other, pull in partners)
    if not weight:
        return middle[slot], 0.2
    return sum(middle[other] * pull for other, pull in partners) / weight, weight


def _monotone(
    wishes: Sequence[tuple[float, float]], steps: Sequence[float], slack: float
) -> list[float]:
    """Closest heights to the wishes at least `steps` apart (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []
    for (wish, weight), step in zip(wishes, steps, strict=True):
        block = (wish - step, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, mass, count = blocks.pop()
            both = mass + block[1]
            block = ((mean * mass + block[0] * block[1]) / both, both, count + block[2])
        blocks.append(block)
    shifts = [min(max(mean, 0.0), slack) for mean, _mass, count in blocks for _ in range(count)]
    return [shift + step for shift, step in zip(shifts, steps, strict=True)]
