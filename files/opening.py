"""Open data files one by one, so that one that is broken closes only what rests on it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

from files.errors import DataError

T = TypeVar("T")
FileStamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class DataFile:
    """数据文件: one file as its strict reader opens it, and what is closed while it does not.

    `closes` says in Chinese what is missing from screens and papers then, and what goes on.
    `beside` are other files that the same reader opens.
    """

    path: Path
    closes: str
    read: Callable[[], object]
    beside: tuple[Path, ...] = ()


def failures(files: Iterable[DataFile]) -> tuple[DataError, ...]:
    """Open every file; return what is wrong, in the order given, each with what it closes."""
    found: list[DataError] = []
    for file in files:
        try:
            file.read()
        except DataError as error:
            found.append(DataError(error.path, list(error.problems), file.closes))
    return tuple(found)


def opened_or(fallback: T, read: Callable[[], T]) -> T:
    """Return what `read` returns, or `fallback` while its file does not open.

    Only for files that `failures` is asked about as well: nothing goes missing in silence.
    """
    try:
        return read()
    except DataError:
        return fallback


def content_of(path: Path) -> bytes:
    """Return the bytes of a file for a digest; what cannot be read counts as empty there."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def changed_at(path: Path) -> datetime | None:
    """Return when the file was last changed, or its folder if it is gone; None if neither is there.

    The moment is in UTC.
    """
    for place in (path, path.parent):
        try:
            return datetime.fromtimestamp(place.stat().st_mtime, UTC)
        except OSError:
            continue
    return None


def stamp(path: Path | str) -> FileStamp:
    """Return name, time and size of a file; a file that is not there has time and size -1."""
    try:
        status = os.stat(path)  # noqa: PTH116  (many are asked at each run of a screen)
    except OSError:
        return (str(path), -1, -1)
    return (str(path), status.st_mtime_ns, status.st_size)


def stamps(folder: Path, pattern: str = "*") -> tuple[FileStamp, ...]:
    """Return the stamps of all files of a folder, in the order of their names.

    A screen asks this of some seventy files at each run: paths as text cost a sixth of objects.
    """
    try:
        with os.scandir(folder) as entries:
            found = sorted(entry.path for entry in entries if fnmatch(entry.name, pattern))
    except OSError:
        return ()
    return tuple(map(stamp, found))
