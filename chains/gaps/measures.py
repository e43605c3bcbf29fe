"""What the chain graph says of a link: density, broken paths, unlock (docs/methods.md 3 to 5)."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import networkx as nx

from chains.model import Presence

Interval = tuple[float, float]  # low, high; equal where everything is known

HERE: Mapping[Presence, Interval] = {
    Presence.STRONG: (1.0, 1.0),
    Presence.PRESENT: (1.0, 1.0),
    Presence.WEAK: (0.5, 0.5),
    Presence.PLANNED: (0.0, 0.0),
    Presence.PLANNED_STALE: (0.0, 1.0),
    Presence.MISSING: (0.0, 0.0),
    Presence.UNKNOWN: (0.0, 1.0),
}


HALF_HERE = 0.5  # a link that is here in part counts as one that is here
DAMPING = 3  # a link's neighbourhood is read with the chain's mean as one more essential neighbour


@dataclass(frozen=True, slots=True)
class PathShare:
    """断路: of all source-to-sink paths of the chain, how many run through a link."""

    through: int
    total: int

    @property
    def share(self) -> float:
        """`through` of `total`, 0 where the chain has no path."""
        return self.through / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """上下游家数: how many links there are on one side of a link, and how many of them are here.

    `here` is an interval: a link that nobody knows is not here at the low end and here at the high.
    """

    total: int
    here: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unlock:
    """带动: the sum of density that filling a link gives to other sought links, and how many."""

    gain: float
    links: int


def neighbour_weights(graph: "nx.DiGraph[str]", link_id: str) -> dict[str, int]:
    """Return the links that `link_id` trades with, each with the weight of all flows between."""
    weights: dict[str, int] = {}
    for other, flow in [*graph.pred[link_id].items(), *graph.succ[link_id].items()]:
        weights[other] = weights.get(other, 0) + flow["weight"]
    return weights


def count_here(links: Iterable[str], presence: Mapping[str, Presence]) -> NeighbourCount:
    """Count links and those that are here: at least in part, as the kinds of gaps are read off."""
    ends = [HERE[presence[link]] for link in links]
    low, high = (sum(end[i] >= HALF_HERE for end in ends) for i in (0, 1))
    return NeighbourCount(len(ends), (low, high))


def density(
    graph: "nx.DiGraph[str]", link_id: str, presence: Mapping[str, Presence]
) -> Interval | None:
    """Return the share of the neighbourhood that is here, or None for a link with no neighbour.

    d(n) = sum of w·here over the neighbours, over the sum of w (Hidalgo et al. 2007, on our own
    graph). A neighbour of unknown presence counts 0 at the low end and 1 at the high end.
    """
    weights = neighbour_weights(graph, link_id)
    total = sum(weights.values())
    if not total:
        return None
    low = sum(w * HERE[presence[m]][0] for m, w in weights.items())
    high = sum(w * HERE[presence[m]][1] for m, w in weights.items())
    return (low / total, high / total)


def mean_here(graph: "nx.DiGraph[str]", presence: Mapping[str, Presence]) -> Interval | None:
    """Return the mean of here over both ends of every flow, or None for a graph without flows.

    Each end of the interval apart; a link counts as often as it has flows.
    """
    ends = [HERE[presence[end]] for flow in graph.edges for end in flow]
    if not ends:
        return None
    return (sum(low for low, _ in ends) / len(ends), sum(high for _, high in ends) / len(ends))


def damped_density(
    graph: "nx.DiGraph[str]",
    link_id: str,
    presence: Mapping[str, Presence],
    mean: Interval | None,
) -> Interval | None:
    """Return the density drawn towards the chain's `mean_here`, or None where there is no density.

    d'(n) = (sum of w·here + `DAMPING`·mean) / (sum of w + `DAMPING`), each end of the interval
    apart: a single neighbour that is here says little, and no longer makes a whole density.
    """
    plain = density(graph, link_id, presence)
    if plain is None or mean is None:
        return None
    weight = sum(neighbour_weights(graph, link_id).values())
    low, high = (
        (end * weight + average * DAMPING) / (weight + DAMPING)
        for end, average in zip(plain, mean, strict=True)
    )
    return (low, high)


def path_shares(acyclic: "nx.DiGraph[str]") -> dict[str, PathShare]:
    """Return the path share of every link of an acyclic graph, by dynamic programming.

    A path runs from a link that nothing feeds to a link that feeds nothing, over at least one
    flow. Counts are exact integers; paths are never enumerated.
    """
    order = list(nx.topological_sort(acyclic))
    arriving: dict[str, int] = {}
    leaving: dict[str, int] = {}
    for n in order:
        arriving[n] = sum(arriving[u] for u in acyclic.pred[n]) or 1
    for n in reversed(order):
        leaving[n] = sum(leaving[v] for v in acyclic.succ[n]) or 1
    total = sum(leaving[n] for n in order if not acyclic.pred[n])
    return {n: PathShare(arriving[n] * leaving[n], total) for n in order}


def unlocks(
    graph: "nx.DiGraph[str]",
    presence: Mapping[str, Presence],
    sought: AbstractSet[str],
    of: Iterable[str] | None = None,
) -> dict[str, Unlock]:
    """Return for every link what filling it adds to the density of the other `sought` links.

    Low ends only: filling raises a weak link from ½ to 1, a planned, missing or unknown one
    from 0 to 1, and changes nothing where the link is already here. With `of`, only for those.
    """
    weights = {n: neighbour_weights(graph, n) for n in (graph if of is None else of)}
    counting = {m for around in weights.values() for m in around if m in sought}
    totals = {m: sum(neighbour_weights(graph, m).values()) for m in counting}
    return {n: _unlock(around, presence[n], totals) for n, around in weights.items()}


def _unlock(weights: Mapping[str, int], presence: Presence, totals: Mapping[str, int]) -> Unlock:
    rise = 1.0 - HERE[presence][0]
    gains = [rise * w / totals[m] for m, w in sorted(weights.items()) if m in totals and rise]
    return Unlock(sum(gains, 0.0), len(gains))
