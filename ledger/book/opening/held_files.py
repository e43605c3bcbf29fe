"""Files that SQLite has open in this process: nobody else in it may open and close one of them.

When a process closes a file anywhere, the system takes away every lock it holds on that file,
SQLite's too. Another process that opens and closes the ledger then takes itself for the last one
and removes what was written ahead; what this process saves afterwards goes into a file without a
name, and is lost. So the first bytes of a held file are read through one handle that stays open
as long as SQLite has the file.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

Node = tuple[int, int]
CAN_HOLD = os.name == "posix"  # Windows keeps locks by handle, and moves no file that is open

_lock = Lock()


@dataclass(slots=True)
class _Held:
    handle: int
    times: int = 0


_held: dict[Node, _Held] = {}


def hold(file: Path) -> Node | None:
    """Say that SQLite is about to open `file`; give what comes back to `let_go` once it closed it.

    None where nothing is held: there is no such file, or locks are not lost here.
    """
    if not CAN_HOLD:
        return None
    with _lock, suppress(OSError):
        node = _node(file.stat())
        if node not in _held:
            handle = os.open(file, os.O_RDONLY)
            _held[_node(os.fstat(handle))] = _Held(handle)
        if node in _held:
            _held[node].times += 1
            return node
    return None


def let_go(node: Node | None) -> None:
    """Say that SQLite closed a file that was held."""
    with _lock:
        held = _held.get(node) if node else None
        if node is None or held is None:
            return
        held.times -= 1
        if held.times == 0:
            os.close(_held.pop(node).handle)


def read_start(file: Path, count: int) -> tuple[bytes, int]:
    """Return the first `count` bytes of a file and its size.

    Raises:
        OSError: it cannot be read.
    """
    with _lock:
        found = file.stat()
        held = _held.get(_node(found))
        if held is not None:
            return os.pread(held.handle, count, 0), found.st_size
        with file.open("rb") as opened:
            return opened.read(count), os.fstat(opened.fileno()).st_size


def _node(found: os.stat_result) -> Node:
    return found.st_dev, found.st_ino
