"""Take small steps out of long lines: what is nearly level becomes level."""

from collections.abc import Mapping, MutableMapping, Sequence

from drawing.chain.layers import Layers, Slot

NEARLY = 9.0
PASSES = 2


def straighten(
    layers: Layers,
    columns: Sequence[Sequence[Slot]],
    steps: Sequence[Sequence[float]],
    middle: MutableMapping[Slot, float],
) -> None:
    """Move lanes in `middle` to the height of the next slot of their flow where there is room.

    Boxes stay; `steps` are the least distances from the top of a column, as in placement.
    """
    room = _rooms(columns, steps)
    for _ in range(PASSES):
        for one, two in layers.segments:
            for lane, other in ((two, one), (one, two)):
                near = 0 < abs(middle[lane] - middle[other]) < NEARLY
                if near and not lane.is_box and _fits(lane, middle[other], room, middle):
                    middle[lane] = middle[other]
                    break


Rooms = Mapping[Slot, tuple[tuple[Slot, float] | None, tuple[Slot, float] | None]]


def _rooms(columns: Sequence[Sequence[Slot]], steps: Sequence[Sequence[float]]) -> Rooms:
    """Per slot the one above and the one below it, each with the least distance to it."""
    rooms: dict[Slot, tuple[tuple[Slot, float] | None, tuple[Slot, float] | None]] = {}
    for column, offsets in zip(columns, steps, strict=True):
        for at, slot in enumerate(column):
            above = (column[at - 1], offsets[at] - offsets[at - 1]) if at else None
            last = at == len(column) - 1
            below = None if last else (column[at + 1], offsets[at + 1] - offsets[at])
            rooms[slot] = above, below
    return rooms


def _fits(slot: Slot, height: float, rooms: Rooms, middle: Mapping[Slot, float]) -> bool:
    above, below = rooms[slot]
    under = above is None or height - middle[above[0]] >= above[1]
    over = below is None or middle[below[0]] - height >= below[1]
    return under and over
