"""How much of a company its sheet tells: all there is room for, the same in every format."""

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。;；]")
MORE = "（后文未列，见系统）"


@dataclass(frozen=True, slots=True)
class Room:
    """篇幅: letters of one statement, and how many rows of each kind stand on the sheet."""

    letters: int
    whole: int = 1200  # letters of the leading sentence
    links: int = 3
    plots: int = 3
    found: int = 4  # ties, earlier visits, events
    questions: int = 8


ROOMS = (
    Room(600),
    Room(240, whole=400, found=3, questions=7),
    Room(120, whole=240, found=2, questions=6),
    Room(60, whole=140, links=2, plots=2, found=1, questions=5),
    Room(40, whole=80, links=1, plots=1, found=1, questions=4),
)
"""The widest first: the first in which a company stands on both sides of one sheet is taken."""


def cut(text: str, most: int) -> str:
    """Return `text`, or as many whole sentences as there is room for, and that there is more."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[:most])]
    return f"{text[: ends[-1] if ends else most].rstrip('；;')}{MORE}"


def left_out(count: int, what: str) -> str:
    """Say how many there was no room for; nothing if there was."""
    return f"另有 {count} {what}未列，见系统" if count > 0 else ""
