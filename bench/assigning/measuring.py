"""Precision, recall and what else tells how good suggestions are, each with its 90 % interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.assigning.gold import ReadCompany
from targets.scoring.links import LinkKey

DRAWS = 1000
SEED = 7
FIFTH, NINETY_FIFTH = 0.05, 0.95

Suggest = Callable[[ReadCompany], Sequence[LinkKey]]


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """归链计数: what one company adds to each figure."""

    said: int
    judged: int  # without the arguable ones
    right: int
    known: int
    chains_judged: int
    chains_right: int
    chains_known: int
    first_judged: int
    first_right: int
    silent: int


@dataclass(frozen=True, slots=True)
class Rate:
    """比率: a share with its 90 % interval; None of all three where nothing could be judged."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Quality:
    """归链质量: the figures of one way of showing companies to the rules."""

    companies: int
    links: int
    suggestions: float
    precision: Rate
    recall: Rate
    first_right: Rate
    chain_precision: Rate
    chain_recall: Rate
    silent: Rate


def measure(known: Sequence[ReadCompany], suggest: Suggest) -> Quality:
    """Return how good `suggest` is on these companies.

    The intervals are those of drawing the companies again, with a fixed seed.
    """
    counts = [count(one, suggest(one)) for one in known]
    draws = _draws(counts)

    def rate(top: str, below: str | None) -> Rate:
        values = sorted(v for drawn in draws if (v := _share(drawn, top, below)) is not None)
        value = _share(counts, top, below)
        if value is None or not values:
            return Rate(None, None, None)
        last = len(values) - 1
        return Rate(value, values[round(FIFTH * last)], values[round(NINETY_FIFTH * last)])

    return Quality(
        companies=len(counts),
        links=sum(c.known for c in counts),
        suggestions=sum(c.said for c in counts) / max(1, len(counts)),
        precision=rate("right", "judged"),
        recall=rate("right", "known"),
        first_right=rate("first_right", "first_judged"),
        chain_precision=rate("chains_right", "chains_judged"),
        chain_recall=rate("chains_right", "chains_known"),
        silent=rate("silent", None),
    )


def count(one: ReadCompany, said: Sequence[LinkKey]) -> LinkCounts:
    """Return what this company adds, given the suggestions made, the strongest first."""
    judged = [key for key in said if key not in one.arguable]
    right = [key for key in judged if key in one.right]
    chains = {chain for chain, _ in one.right}
    arguable = {chain for chain, _ in one.arguable} - chains
    found = {chain for chain, _ in said} - arguable
    first = [key for key in said[:1] if key not in one.arguable]
    return LinkCounts(
        said=len(said),
        judged=len(judged),
        right=len(right),
        known=len(one.right),
        chains_judged=len(found),
        chains_right=len(found & chains),
        chains_known=len(chains),
        first_judged=len(first),
        first_right=sum(key in one.right for key in first),
        silent=int(not said),
    )


def _draws(counts: Sequence[LinkCounts]) -> list[list[LinkCounts]]:
    random = Random(SEED)  # noqa: S311  (repeatable, not secret)
    return [random.choices(counts, k=len(counts)) for _ in range(DRAWS)] if counts else []


def _share(counts: Sequence[LinkCounts], top: str, below: str | None) -> float | None:
    """Return a sum over another, or over the number of companies; None of nothing."""
    of = sum(getattr(c, below) for c in counts) if below else len(counts)
    return sum(getattr(c, top) for c in counts) / of if of else None
