"""Keep what was worked out, by what it was worked out from: the one cache of the screens.

A screen looks into it some thirty times at each run. Streamlit's own (`st.cache_resource`) takes
0.12 ms of CPU to find what it has, since it digests every argument; comparing them takes 0.002.
"""

import inspect
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock, RLock
from typing import Any, Generic, ParamSpec, TypeVar

import streamlit as st

P = ParamSpec("P")
T = TypeVar("T")
_forgetting: list[Callable[[], None]] = []


class _Place(Generic[T]):
    """Where one value is kept; who comes while it is being worked out waits for it."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.values: tuple[T, ...] = ()


class KeptWork(Generic[P, T]):
    """留存: a function that works a thing out once, as long as it is among the last `most` asked.

    All sessions share what it returned: treat it as read-only. An argument whose name begins with
    `_` does not count: whoever names the others says what it is. What raises is not kept.
    """

    def __init__(
        self, read: Callable[P, T], most: int, spinner: str, release: Callable[[T], object] | None
    ) -> None:
        """Keep `most` values of `read`; `spinner` is shown meanwhile, `release` gets what goes."""
        self._read, self._most, self._spinner, self._release = read, most, spinner, release
        names = enumerate(inspect.signature(read).parameters)
        self._counting = tuple(n for n, name in names if not name.startswith("_"))
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()
        self._lock = Lock()
        _forgetting.append(self.forget)

    def __call__(self, *given: P.args, **named: P.kwargs) -> T:
        """Return what the function returns for this; arguments by place only."""
        if named:
            msg = f"{self._read.__qualname__} takes its arguments by place: {sorted(named)}"
            raise TypeError(msg)
        place = self._place(tuple([given[n] for n in self._counting]))
        if not place.values:
            with place.lock:
                if not place.values:
                    place.values = (self._worked_out(*given, **named),)
        return place.values[0]

    def forget(self) -> None:
        """Let everything go."""
        with self._lock:
            gone = list(self._places.values())
            self._places.clear()
        self._let_go(gone)

    def _place(self, key: Hashable) -> _Place[T]:
        gone: list[_Place[T]] = []
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = _Place()
                while len(self._places) > self._most:
                    gone.append(self._places.popitem(last=False)[1])
            else:
                self._places.move_to_end(key)
        self._let_go(gone)
        return place

    def _worked_out(self, *given: P.args, **named: P.kwargs) -> T:
        if not self._spinner:
            return self._read(*given, **named)
        with st.spinner(self._spinner):
            return self._read(*given, **named)

    def _let_go(self, gone: Iterable[_Place[T]]) -> None:
        if self._release is not None:
            for value in [value for place in gone for value in place.values]:
                self._release(value)


def kept(
    most: int, spinner: str = "", release: Callable[[Any], object] | None = None
) -> Callable[[Callable[P, T]], KeptWork[P, T]]:
    """Keep the last `most` values of a function; see `KeptWork`."""
    return lambda read: KeptWork(read, most, spinner, release)


def forget_all() -> None:
    """Let go of everything that any function keeps: as if the process had just begun."""
    for forget in _forgetting:
        forget()
