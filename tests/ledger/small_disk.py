"""A disk that can be filled and freed under an open ledger.

A real one of some megabytes where this user may mount one; elsewhere SQLite is told that its file
may grow no further, which to it is the same.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from tempfile import TemporaryDirectory
from typing import Protocol

from sqlalchemy import event

from ledger.book.database import Ledger

SIZE = "12m"
MOST_PAGES = 4_294_967_294  # what SQLite allows by itself


class Disk(Protocol):
    """A disk with the office's folder on it."""

    folder: Path

    def fill(self, ledger: Ledger) -> None:
        """Leave no space."""

    def free(self, ledger: Ledger) -> None:
        """Give the space back."""


MakeDisk = Callable[[Path], AbstractContextManager[Disk]]


class RealDisk:
    """A file system of its own, in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, ledger: Ledger) -> None:  # noqa: ARG002  (the other disk needs it)
        """Write until nothing more goes in."""
        self.fill_up_to(0)

    def fill_up_to(self, leave: int) -> None:
        """Write until no more than so many bytes, in whole blocks, are left."""
        left = os.statvfs(self.folder)
        blocks = left.f_bavail - -(-leave // left.f_frsize)
        (self.folder / "full").write_bytes(bytes(blocks * left.f_frsize))

    def free(self, ledger: Ledger) -> None:  # noqa: ARG002
        """Take out what filled it."""
        (self.folder / "full").unlink()


class PageLimit:
    """A limit that SQLite keeps as it would keep to that of a disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, ledger: Ledger) -> None:
        """Let the file grow no further, whoever writes."""
        event.listen(ledger.engine, "checkout", _limit)

    def free(self, ledger: Ledger) -> None:
        """Let it grow again."""
        event.remove(ledger.engine, "checkout", _limit)
        event.listen(ledger.engine, "checkout", _lift)


def _limit(connection: Connection, *_: object) -> None:
    [pages] = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")


def _lift(connection: Connection, *_: object) -> None:
    connection.execute(f"PRAGMA max_page_count = {MOST_PAGES}")


@contextmanager
def real_disk(folder: Path) -> Iterator[RealDisk]:
    """Mount one at `folder`."""
    _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield RealDisk(folder)
    finally:
        _run("umount", "-l", str(folder))


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let the disk at `folder` be read only for a while."""
    _run("mount", "-o", "remount,ro", str(folder))
    try:
        yield
    finally:
        _run("mount", "-o", "remount,rw", str(folder))


@contextmanager
def page_limit(folder: Path) -> Iterator[Disk]:
    """Stand for one at `folder`."""
    yield PageLimit(folder)


@cache
def may_mount() -> bool:
    """Tell whether this user may mount a disk here."""
    try:
        with TemporaryDirectory() as folder, real_disk(Path(folder)):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def kinds_of_disk() -> list[MakeDisk]:
    """Return the kinds of disk that can be had here."""
    return [page_limit, real_disk] if may_mount() else [page_limit]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)
