"""How long work tells how far it is: steps done, of how many."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
