"""强链、补链、延链、建链: the kind of a gap, read off its neighbours (docs/methods.md 2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx

from chains.gaps.measures import HERE
from chains.model import Presence


class GapKind(StrEnum):
    """缺口类型; the values are the words of the action plan (measures 1 and 8)."""

    STRENGTHEN = "强链"
    MEND_BREAK = "补链（断点）"
    MEND_INPUT = "补链（缺配套）"
    EXTEND = "延链"
    FOUND = "建链"
    STEADY = "稳链"
    TO_CHECK = "待核实"


HALF = 0.5  # "some input (output) present" and 稳链 both begin here
HELD = frozenset({Presence.STRONG, Presence.PRESENT})
BY_NEIGHBOURS: Mapping[tuple[bool, bool], GapKind] = {
    (True, True): GapKind.MEND_BREAK,
    (False, True): GapKind.MEND_INPUT,
    (True, False): GapKind.EXTEND,
    (False, False): GapKind.FOUND,
}


@dataclass(frozen=True, slots=True)
class KindReading:
    """One kind, or every kind still possible, with the sides (上游, 下游) that leave it open."""

    kinds: tuple[GapKind, ...]
    open_sides: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reading as shown: "补链（断点）" or "补链（断点）或延链，下游未核实"."""
        kinds = "或".join(self.kinds)
        return f"{kinds}，{'、'.join(self.open_sides)}未核实" if self.open_sides else kinds

    @property
    def brief(self) -> str:
        """The reading for a sentence: of a kind still open only what has to be looked at."""
        sides = "、".join(self.open_sides)
        return f"类型待定（{sides}未核实）" if sides else "或".join(self.kinds)


def kind_of_missing(
    graph: "nx.DiGraph[str]", link_id: str, presence: Mapping[str, Presence]
) -> KindReading:
    """Read the kind of a link that is missing, or of a wanted link that is not yet here.

    Kinds come in the order of the table: where an unknown neighbour decides, all that it may
    decide for are given, never one of them silently.
    """
    inputs = _some_here(presence[m] for m in graph.pred[link_id])
    outputs = _some_here(presence[m] for m in graph.succ[link_id])
    kinds = tuple(
        kind
        for (i, o), kind in BY_NEIGHBOURS.items()
        if inputs in {i, None} and outputs in {o, None}
    )
    sides = ((inputs, "上游"), (outputs, "下游"))
    return KindReading(kinds, tuple(word for known, word in sides if known is None))


def _some_here(neighbours: Iterable[Presence]) -> bool | None:
    """Whether some neighbour is here (here ≥ ½); None if only an unknown one could be."""
    ends = [HERE[presence] for presence in neighbours]
    if any(low >= HALF for low, _ in ends):
        return True
    return None if any(high >= HALF for _, high in ends) else False
