"""Slots: a column holds boxes and lanes, a lane being the room of a flow that passes by."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from drawing.shapes.model import FigureFlow


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
    column_of: Mapping[str, int], flows: Sequence[FigureFlow], shown: Sequence[int]
) -> Layers:
    """Lay the `shown` flows (places in `flows`) through the columns; slots sorted by id."""
    trunks = _trunks(column_of, [flows[at] for at in shown])
    stops = {at: _stops(flows[at], column_of, trunks) for at in shown}
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
    joined = {pair: count for pair, count in sorted(segments.items()) if pair not in arcs}
    return Layers(
        tuple(tuple(sorted(column)) for column in columns),
        joined,
        tuple(sorted(pair for pair in arcs if pair[0] != pair[1])),
        stops,
    )


def _trunks(
    column_of: Mapping[str, int], flows: Sequence[FigureFlow]
) -> Mapping[tuple[str, str], int]:
    """How many long flows leave and reach each link: the larger bundle carries a flow."""
    counts: Counter[tuple[str, str]] = Counter()
    for flow in flows:
        if abs(column_of[flow.source] - column_of[flow.target]) > 1:
            counts["from", flow.source] += 1
            counts["to", flow.target] += 1
    return counts


def _stops(
    flow: FigureFlow, column_of: Mapping[str, int], trunks: Mapping[tuple[str, str], int]
) -> tuple[Slot, ...]:
    start, end = column_of[flow.source], column_of[flow.target]
    way = 1 if end > start else -1
    bundles = (("from", flow.source), ("to", flow.target))
    kind, link = max(bundles, key=lambda bundle: trunks.get(bundle, 0))
    lanes = (Slot(column, kind, link) for column in range(start + way, end, way))
    source, target = Slot(start, "box", flow.source), Slot(end, "box", flow.target)
    return (source, *lanes, target)
