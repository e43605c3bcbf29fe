"""The shortest round trip from place 0 through all others: exact for few, near it for many."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import networkx as nx

EXACT = 10  # stops; beyond them the exact way takes too long
Distances = Sequence[Sequence[float]]


def shortest_tour(way: Distances) -> list[int]:
    """Return the order of the places 1, 2, … of a round trip from place 0.

    `way[a][b]` is the length from a to b, the same in both directions. Of a tour and its reverse
    the one that begins with the nearer place is given, so that the answer is always the same.
    """
    stops = len(way) - 1
    if stops < 2:  # noqa: PLR2004  (one stop, or none: nothing to choose)
        return list(range(1, stops + 1))
    tour = _exact(way) if stops <= EXACT else _improved(_greedy(way), way)
    first, last = ((way[0][end], end) for end in (tour[0], tour[-1]))
    return tour if first < last else tour[::-1]


def length(tour: Sequence[int], way: Distances) -> float:
    """Return how long the round trip is."""
    places = [0, *tour, 0]
    return sum(way[a][b] for a, b in pairwise(places))


def _exact(way: Distances) -> list[int]:
    """Held and Karp: the best way through every set of stops to each of them."""
    stops = range(1, len(way))
    best: dict[tuple[frozenset[int], int], tuple[float, int]] = {
        (frozenset({stop}), stop): (way[0][stop], 0) for stop in stops
    }
    for size in range(2, len(way)):
        for chosen in map(frozenset, combinations(stops, size)):
            for last in chosen:
                before = chosen - {last}
                best[chosen, last] = min((best[before, at][0] + way[at][last], at) for at in before)
    left = frozenset(stops)
    last = min(stops, key=lambda stop: (best[left, stop][0] + way[stop][0], stop))
    tour: list[int] = []
    while last:
        tour.append(last)
        left, last = left - {last}, best[left, last][1]
    return tour[::-1]


def _greedy(way: Distances) -> list[int]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from((a, b, way[a][b]) for a, b in combinations(range(len(way)), 2))
    tour: list[int] = nx.approximation.greedy_tsp(graph, source=0)
    return tour[1:-1]


def _improved(tour: list[int], way: Distances) -> list[int]:
    """Turn pieces of the tour round (2-opt) while that shortens it."""
    while True:
        shorter = next(_shorter(tour, way), None)
        if shorter is None:
            return tour
        tour = shorter


def _shorter(tour: list[int], way: Distances) -> Iterator[list[int]]:
    places = [0, *tour, 0]
    for first, last in combinations(range(1, len(places)), 2):
        a, b, c, d = places[first - 1], places[first], places[last - 1], places[last]
        if way[a][c] + way[b][d] < way[a][b] + way[c][d] - 1e-9:
            turned = [*places[:first], *reversed(places[first:last]), *places[last:]]
            yield turned[1:-1]
