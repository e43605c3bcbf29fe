"""Who decides what is chosen: the page that asks, or the user who clicked since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class View:
    """What is chosen and what is filtered out: a link id or None, and legend keys switched off."""

    selected: str | None = None
    hidden: tuple[str, ...] = ()

    def within(self, links: Collection[str]) -> "View":
        """Return the same view without a choice that is not among `links`."""
        return self if self.selected in links else replace(self, selected=None)


@dataclass(frozen=True, slots=True)
class Memory:
    """What one board remembers from run to run.

    `pushed` is the view last asked of the browser and `turn` counts these requests, so that
    asking twice for the same link is told apart from repeating the data; `returned` is what
    the page was told last, and `asked_hidden` the filter it last passed.
    """

    pushed: View
    turn: int
    returned: View
    asked_hidden: tuple[str, ...]

    def push(self) -> dict[str, object]:
        """Return the request as sent to the browser; constant while the user clicks around."""
        hidden = list(self.pushed.hidden)
        return {"turn": self.turn, "selected": self.pushed.selected, "hidden": hidden}


def read_report(report: Mapping[str, object] | None, last: View) -> View | None:
    """Read what the browser holds, or None when the board was not on the page in the last run.

    A field that the browser has not sent yet keeps its value of `last`; anything of another
    type than expected counts as not sent.
    """
    if report is None:
        return None
    selected, hidden = report.get("selected", last.selected), report.get("hidden")
    return View(
        selected=selected if isinstance(selected, str) else None,
        hidden=tuple(str(key) for key in hidden) if isinstance(hidden, list) else last.hidden,
    )


def settle(asked: View, reported: View | None, memory: Memory | None) -> Memory:
    """Return the memory after this run; its `returned` is the view that holds now.

    A page passes back what it was told in the run before, so only another value is a wish of
    its own (a jump from another screen, the back button). Then the browser is asked anew.
    """
    if memory is None:
        return Memory(asked, 1, asked, asked.hidden)
    if reported is None:  # mounted again: the browser starts empty, the filter was kept here
        hidden = _asked_or_kept(asked, memory, memory.returned)
        return _push(View(asked.selected, hidden), asked, memory)
    jumps = asked.selected not in (memory.returned.selected, reported.selected)
    selected = asked.selected if jumps else reported.selected
    wanted = View(selected, _asked_or_kept(asked, memory, reported))
    if wanted == reported:
        return replace(memory, returned=wanted, asked_hidden=asked.hidden)
    return _push(wanted, asked, memory)


def _asked_or_kept(asked: View, memory: Memory, current: View) -> tuple[str, ...]:
    # Most pages never pass a filter, so an unchanged argument is no wish to reset it.
    is_old = asked.hidden in (memory.asked_hidden, memory.returned.hidden)
    return current.hidden if is_old else asked.hidden


def _push(view: View, asked: View, memory: Memory) -> Memory:
    return Memory(view, memory.turn + 1, view, asked.hidden)
