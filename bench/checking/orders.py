"""先后: the orders in which links may be checked, the product's own among them."""

from random import Random

import numpy as np

from bench.checking.exercise import Exercise, NextCheck, Revealed, company_pull
from chains.gaps.check_values import CheckValue, settle
from chains.gaps.worlds import ANSWERS, CityLinks, low_ends, nearness
from chains.model import Presence
from chains.settings import Weights

RENEWED = 10
MISSING = ANSWERS.index(Presence.MISSING)


def random_order(seed: int) -> NextCheck:
    """Any link that is left, at random."""
    luck = Random(seed)  # noqa: S311  (repeatable)
    return lambda _, known: luck.choice(known.left)


def alphabetical(_: Exercise, known: Revealed) -> int:
    """By chain and link id; what nobody could tell comes round again at the end."""
    return min(known.left, key=lambda at: (known.tries[at], at))


def by_priority_if_missing(exercise: Exercise, known: Revealed) -> int:
    """The former order: the priority that the link would have if it were missing, renewed."""
    lows = priority_if_missing(exercise.city, known.answers, known.left, exercise.weights)
    best = max(range(len(lows)), key=lambda n: (lows[n], -exercise.city.ties[known.left[n]]))
    return known.left[best]


def priority_if_missing(
    city: CityLinks, answers: np.ndarray, links: list[int], weights: Weights
) -> list[float]:
    """Return the low end of the priority of each of `links`, each assumed missing alone."""
    worlds = np.repeat(answers[None], len(links), axis=0)
    worlds[np.arange(len(links)), links] = MISSING
    lows = low_ends(city, worlds, weights)
    return [round(float(lows[n, at]), 9) for n, at in enumerate(links)]


def by_value(seed: int) -> NextCheck:
    """The product's order: what the answer settles, renewed after each check."""
    ranking = _Ranking(seed)
    return lambda exercise, known: ranking(exercise, known)[0]


def by_companies(exercise: Exercise, known: Revealed) -> int:
    """By the companies whose class hangs on it."""
    pull = company_pull(exercise, known) / (1 + known.tries)
    return max(known.left, key=lambda at: (round(pull[at], 9), -at))


def mixed(seed: int) -> NextCheck:
    """One list for both, in turn; what has nothing left to tell passes its turn on."""
    by_rank, turn = by_value(seed), [0]

    def choose(exercise: Exercise, known: Revealed) -> int:
        turn[0] += 1
        if turn[0] % 2 or not company_pull(exercise, known).any():
            return by_rank(exercise, known)
        return by_companies(exercise, known)

    return choose


class _Ranking:
    """The links left by what checking them is worth; worked out anew when an answer is new.

    Where no world differs from another, worlds are drawn again only after `RENEWED` answers.
    """

    def __init__(self, seed: int) -> None:
        self.seed, self.seen, self.idle = seed, b"", 0
        self.values: dict[int, CheckValue] = {}

    def __call__(self, exercise: Exercise, known: Revealed) -> list[int]:
        if known.answers.tobytes() != self.seen:
            self.seen = known.answers.tobytes()
            self.values = self._values(exercise, known)
        tries = known.tries
        values = {
            at: CheckValue(v.settled, v.near, int(tries[at])) for at, v in self.values.items()
        }
        return sorted(known.left, key=lambda at: (values[at].key, at))

    def _values(self, exercise: Exercise, known: Revealed) -> dict[int, CheckValue]:
        city, answers = exercise.city, known.answers
        settled = [0.0] * len(known.left)
        if self.idle % RENEWED == 0:
            asked = np.array(known.left)
            settled, spread = settle(city, answers, asked, exercise.weights, self.seed)
            self.idle = 0 if spread else 1
        else:
            self.idle += 1
        near = nearness(city, answers[None])[0]
        return {at: CheckValue(settled[n], float(near[at])) for n, at in enumerate(known.left)}
