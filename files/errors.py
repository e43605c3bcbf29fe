"""Errors this product raises on purpose; a screen catches exactly `ProductError`.

ProductError
├── DataError      a data file cannot be used; it carries every problem found in it
└── NotFound       something asked for by id is not there (a link in an old address, say)
"""

from dataclasses import dataclass
from pathlib import Path


class ProductError(Exception):
    """Base of every error we raise on purpose; its text is Chinese and meant for the user."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one file: line (1-based, 0 if unknown), place and Chinese text."""

    line: int
    where: str
    text: str

    def __str__(self) -> str:
        place = f"第{self.line}行" if self.line else "整个文件"
        return f"{place}「{self.where}」:{self.text}" if self.where else f"{place}:{self.text}"


class DataError(ProductError):
    """One data file cannot be used; `problems` lists everything wrong with it, by line."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.where)))
        super().__init__(f"{path.name} " + ";".join(map(str, self.problems)))


class NotFound(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """What was asked for by id does not exist; the text says what to choose instead."""
