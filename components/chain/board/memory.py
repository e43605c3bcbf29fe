"""Who decides what is chosen: the page that asks, or the user who clicked since."""

from collections.abc import Collection
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
class Report:
    """What the browser holds since the user's last click, and the request it had seen by then.

    The browser sends it again with every run, also when a later request has overtaken it.
    """

    view: View
    turn: int | None


@dataclass(frozen=True, slots=True)
class Memory:
    """What one board remembers from run to run.

    `pushed` is the view last asked of the browser, `turn` counts these requests, and
    `returned` is what the page was told in the last run.
    """

    pushed: View
    turn: int
    returned: View

    def push(self) -> dict[str, object]:
        """Return the request as sent to the browser; constant while the user clicks around."""
        hidden = list(self.pushed.hidden)
        return {"turn": self.turn, "selected": self.pushed.selected, "hidden": hidden}


def read_report(state: object) -> Report | None:
    """Read what the browser sent; None if it has sent nothing, or nothing of the agreed form.

    A report without a turn counts as an answer to the latest request.
    """
    match state:
        case {"view": {"selected": str() | None as selected, "hidden": list(keys), **rest}}:
            turn = rest.get("turn")
            hidden = tuple(key for key in keys if isinstance(key, str))
            return Report(View(selected, hidden), turn if isinstance(turn, int) else None)
        case _:
            return None


def settle(
    selected: str | None,
    hidden: tuple[str, ...] | None,
    report: Report | None,
    memory: Memory | None,
    links: Collection[str],
) -> Memory:
    """Return the memory after this run; its `returned` is the view that holds now.

    A click since the last run wins. Without one, a page that asks for anything but what it was
    told last has a wish of its own (a jump from another screen, the back button), and the
    browser is asked anew. `hidden` None leaves the filter to the user.
    """
    if memory is None:
        view = View(selected, hidden or ()).within(links)
        return Memory(view, 1, view)
    clicked = _clicked(report, memory)
    current = clicked or memory.returned
    asked = View(selected, current.hidden if hidden is None else hidden)
    # A click can still name a link that went with the chain before; then it has to be unsaid.
    wanted = (clicked or asked).within(links)
    if wanted == current:
        return replace(memory, returned=current)
    return Memory(wanted, memory.turn + 1, wanted)


def _clicked(report: Report | None, memory: Memory) -> View | None:
    is_current = report is not None and report.turn in (None, memory.turn)
    return report.view if report and is_current and report.view != memory.returned else None
