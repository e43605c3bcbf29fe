"""What a file leaves open, and what a person answered; the same for plots and companies.

A question that is open is read with its likely answer, so that a person sees what it would
mean; nothing may be saved before it was answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FileQuestion:
    """问题: what a file leaves open. `what` is its name, `text` how a person is asked.

    `choices` are the answers, the likely one first where there is one; `likely` is "" if nothing
    speaks for any.
    """

    what: str
    text: str
    choices: tuple[str, ...]
    likely: str


@dataclass(slots=True)
class Interview:
    """问答: the answers a person gave about a file, and the questions that are still open."""

    answers: Mapping[str, str] = field(default_factory=dict)
    open: dict[str, FileQuestion] = field(default_factory=dict)

    def answer(self, what: str) -> str:
        """Return what a person answered, "" if nothing."""
        return self.answers.get(what, "").strip()

    def ask(self, what: str, text: str, choices: Sequence[str], likely: str = "") -> str:
        """Return the answer to a question; while there is none it is open and the likely counts."""
        given = self.answer(what)
        if given:
            return given
        first = [likely] if likely else []
        ordered = tuple(dict.fromkeys([*first, *choices]))
        self.open.setdefault(what, FileQuestion(what, text, ordered, likely))
        return self.open[what].likely
