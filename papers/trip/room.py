"""How much of a company its one page tells: all there is room for, the same in every format."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。;；]")


@dataclass(frozen=True, slots=True)
class Room:
    """篇幅: letters of one statement, and how many rows of each kind stand on the page."""

    letters: int
    whole: int = 400  # letters of the leading sentence and of a source
    links: int = 3
    plots: int = 3
    found: int = 4  # ties, earlier visits, events
    questions: int = 8
    warnings: int = 12


ROOMS = (
    Room(160),
    Room(110, whole=240, found=3, questions=6, warnings=8),
    Room(70, whole=140, links=2, found=2, questions=5, warnings=6),
    Room(50, whole=100, links=2, plots=2, found=1, questions=4, warnings=6),
)
"""The widest first: the first in which the page of a company stands on one sheet is taken."""


def cut(text: str, most: int) -> str:
    """Return `text`, or as many whole sentences of it as there is room for, and an ellipsis."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[: most - 1])]
    return text[: ends[-1] if ends and ends[-1] > most // 2 else most - 1] + "…"


def left_out(count: int, what: str) -> str:
    """Say how many there was no room for; nothing if there was."""
    return f"另有 {count} {what}未列" if count > 0 else ""
