"""全市的矩阵: the low ends of all priorities under many answers at once (docs/methods.md 6).

A world gives every link one answer. Rows are worlds, columns are links in the order of `CityLinks`;
what `chains.gaps.priority` says of one state, `low_ends` says of all worlds together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from chains.gaps.assessment import Assessment, Flag
from chains.gaps.measures import DAMPING, HERE
from chains.model import Presence, Stage
from chains.settings import Weights

ANSWERS = (Presence.PRESENT, Presence.PLANNED, Presence.WEAK, Presence.MISSING)
"""What an answer may be; a link that is strong answers as one that is present, an old plan as a
plan: neither density nor flag tells them apart at the low end."""
UNKNOWN = len(ANSWERS)  # the code of a link that nobody has answered
_CODES: Mapping[Presence, int] = {
    **{presence: code for code, presence in enumerate(ANSWERS)},
    Presence.STRONG: ANSWERS.index(Presence.PRESENT),
    Presence.PLANNED_STALE: ANSWERS.index(Presence.PLANNED),
    Presence.UNKNOWN: UNKNOWN,
}
_HERE = np.array([HERE[presence][0] for presence in (*ANSWERS, Presence.UNKNOWN)])
_GAPS = np.array([presence in {Presence.WEAK, Presence.MISSING} for presence in ANSWERS] + [False])
_TIE = 1e-12  # parts low ends that are equal to nine places, and moves none past another
_NEVER = -1e9  # the low end of a link that stands in no list


@dataclass(frozen=True, slots=True)
class CityLinks:
    """全市环节: all links as equal content, chain after chain, that matrices are made of.

    `answers` are codes of `ANSWERS`, or `UNKNOWN`; `ties` the place of each link where low ends
    are equal. `chains` are the first and the last-but-one column of each chain, `flows` pairs of
    columns with their weight.
    """

    links: tuple[str, ...]
    stages: tuple[Stage, ...]
    answers: tuple[int, ...]
    wanted: tuple[bool, ...]
    named: tuple[float, ...]
    paths: tuple[float, ...]
    ties: tuple[int, ...]
    chains: tuple[tuple[int, int], ...]
    flows: tuple[tuple[int, int, int], ...]


def city_of(assessments: Iterable[Assessment]) -> CityLinks:
    """Return the links of these chains as assessed, by chain and link id."""
    every = sorted(assessments, key=lambda one: one.chain.id)
    found = [a.findings[i] for a in every for i in sorted(a.findings)]
    column = {finding.address: at for at, finding in enumerate(found)}
    ends = np.cumsum([len(a.findings) for a in every]).tolist()
    by_tie = sorted(range(len(found)), key=lambda at: found[at].tie)
    ties = {at: place for place, at in enumerate(by_tie)}
    return CityLinks(
        links=tuple(column),
        stages=tuple(f.link.stage for f in found),
        answers=tuple(_CODES[f.presence] for f in found),
        wanted=tuple(Flag.WANTED in f.flags for f in found),
        named=tuple(float(Flag.WANTED in f.flags) for f in found),
        paths=tuple(f.paths.share for f in found),
        ties=tuple(ties[at] for at in range(len(found))),
        chains=tuple(zip([0, *ends[:-1]], ends, strict=True)) if ends else (),
        flows=tuple(
            (column[f"{a.chain.id}.{u}"], column[f"{a.chain.id}.{v}"], flow["weight"])
            for a in every
            for u, v, flow in a.graph.edges(data=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Neighbourhood:
    """One chain's columns, the weights between its links, their sums, and flow ends by link.

    `pull`: by sought link and neighbour, the share of the density that hangs on the neighbour.
    """

    columns: slice
    weights: np.ndarray
    totals: np.ndarray
    ends: np.ndarray
    pull: np.ndarray


@lru_cache(maxsize=64)
def _neighbourhoods(
    chains: tuple[tuple[int, int], ...], flows: tuple[tuple[int, int, int], ...]
) -> tuple[_Neighbourhood, ...]:
    found = []
    for start, stop in chains:
        weights, ends = np.zeros((stop - start, stop - start)), np.zeros(stop - start)
        for u, v, weight in flows:
            if start <= u < stop:
                weights[u - start, v - start] += weight
                weights[v - start, u - start] += weight
                ends[[u - start, v - start]] += 1
        totals = weights.sum(axis=1)
        pull = weights / np.maximum(totals, 1)[:, None]
        found.append(_Neighbourhood(slice(start, stop), weights, totals, ends, pull))
    return tuple(found)


def low_ends(city: CityLinks, answers: np.ndarray, weights: Weights) -> np.ndarray:
    """Return the low end of every link's priority in every world, as docs/methods.md 6 has it.

    `answers` holds codes, worlds by links, and so is the result, 0 to 100.
    """
    here, sought = _HERE[answers], is_sought(city, answers)
    density = np.zeros(here.shape)
    for one in _neighbourhoods(city.chains, city.flows):
        density[:, one.columns] = _damped(one, here[:, one.columns])
    gains = (1 - here) * nearness(city, answers)
    most = np.where(sought, gains, 0.0).max(axis=1, initial=0.0, keepdims=True)
    unlock = np.divide(gains, most, out=np.zeros_like(gains), where=most > 0)
    parts = (density, np.array(city.paths), unlock, np.array(city.named))
    shares = weights.as_tuple()
    whole = sum(shares) or 1.0
    low: np.ndarray = sum(
        (share * part for share, part in zip(shares, parts, strict=True)), np.zeros(here.shape)
    )
    return 100 * low / whole


def _damped(one: _Neighbourhood, here: np.ndarray) -> np.ndarray:
    mean = here @ one.ends / max(one.ends.sum(), 1)
    drawn = (here @ one.weights + DAMPING * mean[:, None]) / (one.totals + DAMPING)
    return np.where(one.totals > 0, drawn, 0.0)


def is_sought(city: CityLinks, answers: np.ndarray) -> np.ndarray:
    """Say of every link in every world whether it is a gap or wanted."""
    found: np.ndarray = _GAPS[answers] | np.array(city.wanted, dtype=bool)
    return found


def first_ten(city: CityLinks, answers: np.ndarray, weights: Weights, most: int = 10) -> np.ndarray:
    """Say which links are the first `most` of gaps and wanted links together, world by world.

    By low end to nine places, then as the lists part equals; how far each is proven is left out,
    since no answer changes what a source says of a direction.
    """
    lows, sought = low_ends(city, answers, weights), is_sought(city, answers)
    if lows.shape[1] <= most:
        return sought
    near = np.flatnonzero(_may_be_among(lows, sought, most))
    keys = np.round(lows[:, near], 9) - _TIE * np.array(city.ties)[near]
    keys = np.where(sought[:, near], keys, _NEVER)
    chosen = near[np.argpartition(-keys, most - 1, axis=1)[:, :most]]
    inside = np.zeros(lows.shape, dtype=bool)
    np.put_along_axis(inside, chosen, values=True, axis=1)
    inside &= sought
    return inside


def _may_be_among(lows: np.ndarray, sought: np.ndarray, most: int) -> np.ndarray:
    """Say which links might be among the first: those not always below `most` others."""
    least = np.where(sought, lows, _NEVER).min(axis=0)
    bound = np.partition(least, -most)[-most]
    found: np.ndarray = lows.max(axis=0) >= bound - 1
    return found


def nearness(city: CityLinks, answers: np.ndarray) -> np.ndarray:
    """Return for every link, by world, how much of the density of sought links hangs on it.

    Σ over its neighbours m among gaps and wanted links of (weight between them) / (weight of m):
    the unlock of a link that is not here.
    """
    near, sought = np.zeros(answers.shape), is_sought(city, answers).astype(float)
    for one in _neighbourhoods(city.chains, city.flows):
        near[:, one.columns] = sought[:, one.columns] @ one.pull
    return near
