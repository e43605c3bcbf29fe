"""How much work something is, as every machine counts it: for limits that no clock can keep.

A clock tells how busy the machine is as well; functions entered are the same number every time.
What happens within one function of C counts as one.
"""

import sys
from collections.abc import Callable
from types import FrameType


def steps(work: Callable[[], object]) -> int:
    """Return how many functions are entered while `work` is done, by this thread."""
    entered = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal entered
        entered += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return entered
