"""Errors this product raises on purpose; a screen catches exactly `ProductError`.

ProductError
├── DataError      a data file cannot be used; it carries every problem found in it
└── NotFound       something asked for by id is not there (a link in an old address, say)
"""

import errno
from dataclasses import dataclass
from pathlib import Path

_REASONS = {
    errno.ENOENT: "文件不在了",
    errno.EISDIR: "这里是一个文件夹，不是文件",
    errno.EACCES: "没有读取的权限",
    errno.EPERM: "没有读取的权限",
    errno.ELOOP: "快捷方式绕成了圈",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只能读",
}


def reason(error: OSError) -> str:
    """Say in Chinese why the system could not read or write a file."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


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
        return f"{place}「{self.where}」：{self.text}" if self.where else f"{place}：{self.text}"


class DataError(ProductError):
    """One data file cannot be used; `problems` lists everything wrong with it, by line.

    `closes` says what is closed by that and what goes on, "" where nobody said.
    """

    def __init__(self, path: Path, problems: list[Problem], closes: str = "") -> None:
        self.path, self.closes = path, closes
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.where)))
        super().__init__(f"{path.name} " + "；".join(map(str, self.problems)))


class NotFound(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """What was asked for by id does not exist; the text says what to choose instead."""


def lines_of(error: ProductError) -> list[str]:
    """Return what a command prints of `error`: a line for each problem, with file and line."""
    if isinstance(error, DataError):
        return [f"{error.path} {problem}" for problem in error.problems]
    return [str(error)]
