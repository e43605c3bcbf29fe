"""The priority of a gap: parts, an interval, a rank and how sure the rank is (methods 6)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chains.gaps.measures import Interval
from chains.settings import Stability, Weights

TieBreak = tuple[str, int, str, str]  # what decides between equal priorities, smallest first
Class = tuple[int, ...]  # what decides before any priority does, smallest first
WHOLE: Interval = (0.0, 1.0)  # of a part that nobody has looked into


@dataclass(frozen=True, slots=True)
class Parts:
    """优先度的组成: each part as an interval within 0 to 1, in the order of the weights."""

    density: Interval
    broken_paths: Interval
    unlock: Interval
    policy: Interval

    def as_tuple(self) -> tuple[Interval, ...]:
        """Return the four intervals in the order of `Weights.as_tuple`."""
        return (self.density, self.broken_paths, self.unlock, self.policy)


def priority(parts: Parts, weights: Weights) -> Interval:
    """Return 100 · Σ weight · part, low and high; weights are first brought to a sum of 1.

    With all weights 0 nothing can be preferred and the priority is (0, 0).
    """
    shares = weights.as_tuple()
    whole = sum(shares)
    if not whole:
        return (0.0, 0.0)
    rows = list(zip(shares, parts.as_tuple(), strict=True))
    low = sum(weight * part[0] for weight, part in rows)
    high = sum(weight * part[1] for weight, part in rows)
    return (100 * low / whole, 100 * high / whole)


def places(
    parts: Sequence[Parts],
    weights: Weights,
    ties: Sequence[TieBreak],
    classes: Sequence[Class],
) -> list[int]:
    """Return for each row its place (1 is first): by class, the low end, then by `ties`."""
    lows = [round(priority(p, weights)[0], 9) for p in parts]
    order = sorted(range(len(parts)), key=lambda i: (classes[i], -lows[i], ties[i]))
    place = [0] * len(parts)
    for position, i in enumerate(order, start=1):
        place[i] = position
    return place


def holds_among_first(
    parts: Sequence[Parts],
    weights: Weights,
    ties: Sequence[TieBreak],
    classes: Sequence[Class],
    rule: Stability,
) -> list[float]:
    """Return for each row the share of seeded draws in which it is among the first `rule.first`.

    Every draw multiplies each weight by a factor within 1 ± `rule.variation`; the classes stay.
    """
    if not parts:
        return []
    lows = np.array([[part[0] for part in p.as_tuple()] for p in parts])
    tie_order = np.argsort(np.array(sorted(range(len(parts)), key=lambda i: ties[i])))
    class_order = np.array([sorted(set(classes)).index(one) for one in classes])
    inside = np.zeros(len(parts))
    for draw in _draws(weights, rule):
        scores = np.round(lows @ draw, 9)
        first = np.lexsort((tie_order, -scores, class_order))[: rule.first]
        inside[first] += 1
    return [float(share) for share in inside / rule.draws]


def _draws(weights: Weights, rule: Stability) -> np.ndarray:
    generator = random.Random(rule.seed)  # noqa: S311  (repeatable, not secret)
    low, high = 1 - rule.variation, 1 + rule.variation
    shaken = [
        [weight * generator.uniform(low, high) for weight in weights.as_tuple()]
        for _ in range(rule.draws)
    ]
    return np.array(shaken)
