"""核实的价值: how much the answer of a check is expected to settle (docs/methods.md 6).

Worlds are drawn in which every link that nobody knows gets an answer; what the answers of one
link tell of the first ten, over all worlds, is what checking it is worth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_256

import numpy as np

from chains.gaps.assessment import Assessment
from chains.gaps.worlds import ANSWERS, UNKNOWN, CityLinks, city_of, first_ten, nearness
from chains.model import Presence, Stage
from chains.settings import Settings, Weights

WORLDS = 400
FIRST = 10  # of gaps and wanted links: what a meeting reads
PRIOR: Mapping[Presence, float] = {
    Presence.PRESENT: 0.5,
    Presence.PLANNED: 0.3,
    Presence.WEAK: 0.1,
    Presence.MISSING: 0.1,
}
PRIOR_WEIGHT = 4  # the shares above count as so many links of the stage
CHANCE = 2  # what explains less than so many times what chance explains, explains nothing
_BYTES = 8


@dataclass(frozen=True, slots=True)
class CheckValue:
    """核实一个环节的价值.

    `settled`: of the `open` places in which the first ten of two worlds differ on average, how
    many fewer differ once the answer is known. `near` is what of the density of gaps and wanted
    links hangs on it, `undecided` how often somebody looked and could not tell.
    """

    settled: float
    near: float
    undecided: int = 0
    open: float = 0.0

    @property
    def key(self) -> tuple[float, float]:
        """Smallest first: by what is settled, then by nearness, each shared by the tries."""
        tries = 1 + self.undecided
        return (-round(self.settled / tries, 9), -round(self.near / tries, 9))


def values_of_checking(
    assessments: Iterable[Assessment], settings: Settings, weights: Weights | None = None
) -> dict[str, CheckValue]:
    """Return what checking is worth of every link that nobody knows, by chain.link."""
    every = list(assessments)
    city = city_of(every)
    undecided = {f.address: f.undecided for a in every for f in a.findings.values()}
    drawn = _drawn(city, weights or settings.weights, settings.stability.seed)
    return {
        link: CheckValue(settled, near, undecided[link], drawn.open)
        for link, settled, near in drawn.rows
    }


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What sampling gave, the same for the same content: link, settled, near; open places."""

    rows: tuple[tuple[str, float, float], ...]
    open: float


@lru_cache(maxsize=32)
def _drawn(city: CityLinks, weights: Weights, seed: int) -> _Drawn:
    answers = np.array(city.answers, dtype=np.int8)
    unknown = np.flatnonzero(answers == UNKNOWN)
    if not len(unknown):
        return _Drawn((), 0.0)
    settled, left = settle(city, answers, unknown, weights, seed)
    near = nearness(city, answers[None])[0]
    rows = [(city.links[at], settled[n], float(near[at])) for n, at in enumerate(unknown.tolist())]
    return _Drawn(tuple(rows), left)


def settle(
    city: CityLinks, answers: np.ndarray, asked: np.ndarray, weights: Weights, seed: int
) -> tuple[list[float], float]:
    """Return what the answer of each of the `asked` links settles, and how much is open.

    `answers` are the codes known so far; `asked` the columns of the links that get an answer in
    each world, the others stay as they are.
    """
    worlds = _worlds(city, answers, asked, seed)
    inside = first_ten(city, worlds, weights, FIRST)
    counts = inside.sum(axis=0)
    moving = inside[:, (counts > 0) & (counts < WORLDS)].astype(np.float32)
    mean = moving.mean(axis=0, dtype=np.float64)
    spread = float((mean * (1 - mean)).sum())
    explained, groups = _explained(worlds[:, asked], moving, mean)
    chance = (groups - 1) / (WORLDS - 1) * spread
    settled = np.where(explained < CHANCE * chance, 0.0, explained - chance)
    return [max(round(value, 9), 0.0) for value in settled.tolist()], spread


def _explained(
    answers: np.ndarray, inside: np.ndarray, mean: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return by asked link how much of the variance its answers explain, and how many it gave."""
    explained, groups = np.zeros(answers.shape[1]), np.zeros(answers.shape[1])
    for code in range(len(ANSWERS)):
        given = (answers == code).astype(np.float32)
        worlds = given.sum(axis=0, dtype=np.float64)
        counts = (given.T @ inside).astype(np.float64)  # whole numbers: exact
        shares = counts / np.maximum(worlds, 1)[:, None]
        explained += worlds / WORLDS * ((shares - mean) ** 2).sum(axis=1)
        groups += worlds > 0
    return explained, groups


def _worlds(city: CityLinks, answers: np.ndarray, asked: np.ndarray, seed: int) -> np.ndarray:
    """Draw an answer for every asked link in every world, by the shares of its stage."""
    shares = answer_shares(city.stages, answers)
    bounds = np.array([shares[city.stages[at]][:-1] for at in asked.tolist()]).cumsum(axis=1)
    drawn = _draws(city.links, seed)[:, asked]
    given = np.zeros(drawn.shape, dtype=np.int8)
    for bound in bounds.T:
        given += drawn >= bound
    worlds = np.repeat(answers[None], WORLDS, axis=0)
    worlds[:, asked] = given
    return worlds


def answer_shares(stages: Sequence[Stage], answers: np.ndarray) -> dict[Stage, list[float]]:
    """Return by stage how likely each of `ANSWERS` is, from what is known so far.

    (links of the stage with that answer + `PRIOR_WEIGHT` · prior) / (known links of the stage +
    `PRIOR_WEIGHT`).
    """
    known: dict[Stage, list[int]] = {stage: [0] * len(ANSWERS) for stage in stages}
    for stage, code in zip(stages, answers.tolist(), strict=True):
        if code != UNKNOWN:
            known[stage][code] += 1
    return {
        stage: [
            (count + PRIOR_WEIGHT * PRIOR[presence]) / (sum(counts) + PRIOR_WEIGHT)
            for count, presence in zip(counts, ANSWERS, strict=True)
        ]
        for stage, counts in known.items()
    }


@lru_cache(maxsize=4)
def _draws(links: tuple[str, ...], seed: int) -> np.ndarray:
    """Return for every link where each world stands in its own order of worlds, within 0 to 1.

    World w of a link draws the whole number in bytes 8w to 8w + 8 of SHAKE256("seed chain.link"),
    the great byte first; the world with the n-th smallest number, n from 0, gets
    (n + ½) / `WORLDS`. So each answer comes in exactly its share of the worlds, and what one link
    draws does not hang on which others are still open.
    """
    drawn = np.empty((WORLDS, len(links)))
    places = (np.arange(WORLDS) + 0.5) / WORLDS
    for column, link in enumerate(links):
        stream = shake_256(f"{seed} {link}".encode()).digest(_BYTES * WORLDS)
        order = np.argsort(np.frombuffer(stream, ">u8"), kind="stable")
        drawn[order, column] = places
    drawn.flags.writeable = False
    return drawn
