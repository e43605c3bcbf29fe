"""Garbage of a process that does one thing and ends (`front.garbage` looks after the server's).

Reading a long list makes millions of objects that stay to its end. Looking through them again and
again finds nothing: a fifth of the CPU of an import went there.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 50_000, 20, 20  # Python's own: 700, 10, 10


def collect_rarely() -> None:
    """Leave alone what stands, and look through what is new only now and then, from now on."""
    gc.freeze()
    gc.set_threshold(*RARELY)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Do so for one piece of work."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
