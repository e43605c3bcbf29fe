"""Slots: a column holds boxes and lanes, a lane being the room of a flow that passes by."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from drawing.shapes.model import FigureFlow

Ends: TypeAlias = tuple[str, str]
"""Source and target of a flow."""


class Slot(NamedTuple):
    """A place in a column: a box, or a lane shared by the flows `from` or `to` one link."""

    column: int
    kind: str
    link: str

    @property
    def is_box(self) -> bool:
        """Whether a link stands here."""
        return self.kind == "box"


@dataclass(frozen=True, slots=True)
class Layers:
    """Columns of slots and what joins them.

    `segments` join slots of neighbouring columns (left, right) and carry the number of
    flows; `arcs` join boxes of one column; `stops` are the slots each flow visits, by
    its place in the list of flows, source and target included.
    """

    columns: tuple[tuple[Slot, ...], ...]
    segments: Mapping[tuple[Slot, Slot], int]
    arcs: tuple[tuple[Slot, Slot], ...]
    stops: Mapping[int, tuple[Slot, ...]]


def build_layers(
    column_of: Mapping[str, int],
    flows: Sequence[FigureFlow],
    shown: Sequence[int],
    joined: Collection[Ends],
) -> Layers:
    """Lay the `shown` flows (places in `flows`) through the columns; slots sorted by id.

    A long flow takes the lane of those `from` its source, a `joined` one that of those `to` its
    target.
    """
    stops = {at: _stops(flows[at], column_of, joined) for at in shown}
    columns: list[set[Slot]] = [set() for _ in range(max(column_of.values(), default=-1) + 1)]
    for link, column in column_of.items():
        columns[column].add(Slot(column, "box", link))
    segments: dict[tuple[Slot, Slot], int] = defaultdict(int)
    for visited in stops.values():
        for slot in visited:
            columns[slot.column].add(slot)
        for one, other in itertools.pairwise(visited):
            segments[min(one, other), max(one, other)] += 1
    arcs = {pair for pair in segments if pair[0].column == pair[1].column}
    between = {pair: count for pair, count in sorted(segments.items()) if pair not in arcs}
    return Layers(
        tuple(tuple(sorted(column)) for column in columns),
        between,
        tuple(sorted(pair for pair in arcs if pair[0] != pair[1])),
        stops,
    )


def joined_by_number(column_of: Mapping[str, int], flows: Sequence[FigureFlow]) -> frozenset[Ends]:
    """The long flows of which more reach the same link than leave the same link."""
    long = [
        (flow.source, flow.target)
        for flow in flows
        if abs(column_of[flow.source] - column_of[flow.target]) > 1
    ]
    leaving = Counter(source for source, _target in long)
    reaching = Counter(target for _source, target in long)
    return frozenset(ends for ends in long if reaching[ends[1]] > leaving[ends[0]])


def _stops(
    flow: FigureFlow, column_of: Mapping[str, int], joined: Collection[Ends]
) -> tuple[Slot, ...]:
    start, end = column_of[flow.source], column_of[flow.target]
    way = 1 if end > start else -1
    joins = (flow.source, flow.target) in joined
    kind, link = ("to", flow.target) if joins else ("from", flow.source)
    lanes = (Slot(column, kind, link) for column in range(start + way, end, way))
    source, target = Slot(start, "box", flow.source), Slot(end, "box", flow.target)
    return (source, *lanes, target)
