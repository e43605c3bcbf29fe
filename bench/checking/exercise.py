"""练习: known answers are hidden and revealed one by one; when do the first ten come right?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from chains.gaps.check_values import FIRST
from chains.gaps.worlds import UNKNOWN, CityLinks, first_ten
from chains.settings import Weights

ENOUGH = FIRST - 2  # of the final first ten
IN_CLASS = 0.95  # of the companies
NO_GAP = 3  # the class of a company whose links are all here or planned


@dataclass(frozen=True, slots=True)
class Exercise:
    """One truth, which of its links are hidden at the start, and the links of companies.

    `truth` holds codes of `chains.gaps.worlds.ANSWERS`; `fills` the columns each company may fill.
    """

    city: CityLinks
    truth: np.ndarray
    hidden: np.ndarray
    fills: tuple[tuple[int, ...], ...] = ()
    weights: Weights = field(default_factory=Weights)


@dataclass(slots=True)
class Revealed:
    """What is known at one moment: answers, hidden links still left, how often each was tried."""

    answers: np.ndarray
    left: list[int]
    tries: np.ndarray


@dataclass(frozen=True, slots=True)
class Score:
    """How many checks until `ENOUGH` of the first ten, all of them and `IN_CLASS` of the companies
    are right for good; `wrong` is the mean share of the ten that is wrong, over all checks."""  # noqa: D205, D209

    enough: int
    equal: int
    wrong: float
    companies: int


NextCheck = Callable[[Exercise, Revealed], int]


def carry_out(exercise: Exercise, choose: NextCheck, *, unclear: float, seed: int) -> Score:
    """Reveal what `choose` names, one link a check, until nothing is left.

    With the probability `unclear` a check tells nothing and is spent all the same.
    """
    luck, columns = Random(seed), np.flatnonzero(exercise.hidden)  # noqa: S311  (repeatable)
    answers = exercise.truth.copy()
    answers[columns] = UNKNOWN
    known = Revealed(answers, columns.tolist(), np.zeros(len(answers), dtype=int))
    states = [answers.copy()]
    while known.left:
        at = choose(exercise, known)
        if luck.random() < unclear:
            known.tries[at] += 1
        else:
            known.answers[at] = exercise.truth[at]
            known.left.remove(at)
        states.append(known.answers.copy())
    return _score(exercise, np.array(states))


def _score(exercise: Exercise, states: np.ndarray) -> Score:
    inside = first_ten(exercise.city, states, exercise.weights, FIRST)
    right = (inside & inside[-1]).sum(axis=1)
    all_of_them = int(inside[-1].sum())
    enough = all_of_them - (FIRST - ENOUGH)
    return Score(
        enough=_for_good(right >= enough),
        equal=_for_good(right == all_of_them),
        wrong=float(1 - right.mean() / all_of_them),
        companies=_for_good(_share_in_class(exercise, states) >= IN_CLASS),
    )


def _for_good(right: np.ndarray) -> int:
    """Return the number of checks after which it is right and stays so; 0 from the start."""
    wrong = np.flatnonzero(~right)
    return int(wrong[-1]) + 1 if len(wrong) else 0


def link_classes(city: CityLinks, answers: np.ndarray) -> np.ndarray:
    """Return what filling each link is worth: gap 0, wanted 1, to check 2, else `NO_GAP`."""
    gaps = (answers == 2) | (answers == 3)  # noqa: PLR2004  (weak, missing)
    unknown = np.where(answers == UNKNOWN, 2, NO_GAP)
    return np.where(gaps, 0, np.where(np.array(city.wanted), 1, unknown))


def _share_in_class(exercise: Exercise, states: np.ndarray) -> np.ndarray:
    classes = link_classes(exercise.city, states)
    if not exercise.fills:
        return np.ones(len(states))
    best = np.array([classes[:, list(links)].min(axis=1) for links in exercise.fills])
    return np.asarray((best == best[:, -1:]).mean(axis=0))


def company_pull(exercise: Exercise, known: Revealed) -> np.ndarray:
    """Return for every link the companies whose class is open because of it, each shared.

    Σ over companies that fill no gap and no wanted link, but some that nobody knows, of
    1 / (number of their hidden links still open).
    """
    classes, pull = link_classes(exercise.city, known.answers), np.zeros(len(known.answers))
    left = set(known.left)
    for links in exercise.fills:
        open_links = [at for at in links if at in left]
        if open_links and classes[list(links)].min() == 2:  # noqa: PLR2004  (to check)
            pull[open_links] += 1 / len(open_links)
    return pull


def drawn_truth(exercise: Exercise, shares: Sequence[Sequence[float]], seed: int) -> np.ndarray:
    """Return a truth in which each hidden link has an answer drawn from the shares of its row."""
    luck, truth = Random(seed), exercise.truth.copy()  # noqa: S311  (repeatable)
    for at, of_link in zip(np.flatnonzero(exercise.hidden), shares, strict=True):
        truth[at] = luck.choices(range(len(of_link)), of_link)[0]
    return truth
