"""What a paper says, piece by piece, in the order in which it is read."""

import hashlib
import re
from dataclasses import dataclass

from files.records import UNSEEN

LOOK = "look"  # the column of what shows or is carried beside the text
KEPT_GAP = "\ue000"  # of no language, and no blank to `split`
_GAP = re.compile(r"(?<=[0-9A-Za-z])\s+(?=[0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Passage:
    """文段: one piece of text and where it stands, as a reader would say it ("第 7 页").

    `column` is part of what a cell of a workbook is: the same number in another column says
    something else. What is no text, a picture, the target of a link, a hidden row, has `LOOK`
    there and is told in brackets. `digest` stands for the text of a record that must not keep it.
    """

    place: str
    text: str
    column: str = ""
    digest: str = ""

    @property
    def key(self) -> str:
        """What is compared: blank space and what nobody sees do not count."""
        return squeezed(self.text) + (f"\x1f{self.column}" if self.column else "")


def look(place: str, told: str) -> Passage:
    """Return the passage of something that shows beside the text."""
    return Passage(place, f"（{told}）", LOOK)


def picture_hash(content: bytes) -> str:
    """Return what stands for a picture: another picture has another."""
    return hashlib.sha256(content).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """读出的材料: the mark it carries ("" for none) and its passages."""

    mark: str
    passages: tuple[Passage, ...]


def squeezed(text: str) -> str:
    """Return `text` without blanks but for one between Latin letters or digits."""
    seen = UNSEEN.sub(" ", text)
    return "".join(_GAP.sub(KEPT_GAP, seen).split()).replace(KEPT_GAP, " ")


def only_said(passages: list[Passage]) -> tuple[Passage, ...]:
    """Leave out passages that say nothing."""
    return tuple(one for one in passages if squeezed(one.text))
