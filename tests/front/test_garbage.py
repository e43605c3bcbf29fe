"""Garbage: what stays is set aside, and what is no longer used is given back all the same."""

import gc
from collections.abc import Callable, Iterator
from itertools import count
from weakref import ref

import pytest

from front.garbage import LONG_S, Collector


class Knot:
    """Something that only a collection gives back: it holds on to itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leave the garbage collector as it was, and let nothing else collect meanwhile."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


def looks_taking(seconds: float) -> Callable[[], float]:
    """A clock by which every look takes that long."""
    steps = count()
    return lambda: next(steps) * seconds


def test_what_outlives_a_long_look_is_not_looked_through_again() -> None:
    stays = [Knot()]

    Collector(looks_taking(LONG_S)).look()

    assert not any(thing is stays for thing in gc.get_objects())


def test_a_short_look_sets_nothing_aside() -> None:
    Collector(looks_taking(LONG_S / 2)).look()

    assert gc.get_freeze_count() == 0


def test_every_look_gives_back_what_is_new_and_no_longer_used() -> None:
    gone = ref(Knot())

    Collector(looks_taking(0)).look()

    assert gone() is None


def test_what_was_set_aside_and_is_no_longer_used_is_given_back_once_there_is_more() -> None:
    collector = Collector(looks_taking(LONG_S))
    used = [Knot()]
    knot = ref(used[0])
    collector.look()
    used.clear()

    collector.look()
    kept_for_now = knot() is not None
    collector.kept //= 2  # as if twice as much were there now
    collector.look()

    assert kept_for_now
    assert knot() is None
