"""When this process looks for garbage: the one place that decides it.

Streamlit's own way is to look after every run of a script, through every object there is. What
the screens share (chains, companies, plots, what was reckoned from them) is some hundred thousand
objects that stay, and walking through them took 72 % of the CPU of a busy server. So that setting
is off (`runner.postScriptGC`), and instead:

- every few seconds what is new is looked through, which costs as much as there is new;
- once that takes long, what is still there is set aside and not looked through again;
- once what was set aside has grown by a quarter, everything is looked through, since a part of it
  belonged to sessions that have ended or to a state of the data before the present one.

So memory stays within a quarter of what is in use, and the cost of a click does not depend on how
much is loaded.

Never count with `gc.get_objects()` here: it holds every object for a moment, and a tuple that
another thread is just making then fails to be made (SystemError).
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass

LONG_S = 0.02  # of CPU: about 40 000 objects
GROWN = 1.25


@dataclass(slots=True)
class Collector:
    """回收: keeps apart what stays. `kept` is how many objects the last thorough look left.

    `clock` gives the CPU seconds of this thread.
    """

    clock: Callable[[], float] = time.thread_time
    kept: int = 0

    def look(self) -> None:
        """Look through what is new, and through everything when it is time.

        From one thread only; what other threads do meanwhile does not matter.
        """
        start = self.clock()
        gc.collect()
        if self.clock() - start < LONG_S:
            return
        gc.freeze()
        if gc.get_freeze_count() > GROWN * self.kept:
            self.look_through_everything()

    def look_through_everything(self) -> None:
        """Give back what is no longer reached, whatever it belonged to: 0.2 s of CPU and more."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self.kept = gc.get_freeze_count()
