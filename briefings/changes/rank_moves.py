"""Who moved in a list: the few that overtook others or fell behind, not all who were passed."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
STEADY = 1000  # how much rather one stays whose own priority is what it was


def moved(before: Sequence[T], after: Sequence[T], changed: Collection[T]) -> list[T]:
    """Return the fewest entries of `after` that, taken out, leave the others in their old order.

    Both lists hold the same entries. Where there is a choice, those in `changed` are said to have
    moved: the others were only passed.
    """
    was = {entry: at for at, entry in enumerate(before)}
    first, last = 0, len(after)
    while first < last and was[after[first]] == first:
        first += 1
    while last > first and was[after[last - 1]] == last - 1:
        last -= 1
    span = after[first:last]
    staying = _heaviest_rise([was[entry] for entry in span], [_weight(e, changed) for e in span])
    return [entry for at, entry in enumerate(span) if at not in staying]


def _weight(entry: T, changed: Collection[T]) -> int:
    return 1 if entry in changed else STEADY


def _heaviest_rise(places: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Return the positions of the rising subsequence of `places` with the largest weight."""
    best: list[int] = []
    came: list[int | None] = []
    for at, place in enumerate(places):
        before = [i for i in range(at) if places[i] < place]
        step = max(before, key=best.__getitem__, default=None)
        best.append(weights[at] + (best[step] if step is not None else 0))
        came.append(step)
    last: int | None = max(range(len(best)), key=best.__getitem__, default=None)
    kept = set()
    while last is not None:
        kept.add(last)
        last = came[last]
    return kept
