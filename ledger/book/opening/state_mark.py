"""A mark of the state of the ledger: as long as it is the same, nothing was saved by anybody.

Taking it costs some millionths of a second in SQLite and one round trip in PostgreSQL; a reading
session costs a hundred times as much. So whoever read before asks for the mark first.
"""

import sqlite3
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import PoolProxiedConnection

from ledger.book.errors import LedgerUnavailable
from ledger.book.opening.held_files import Node, hold, let_go

LedgerMark = Hashable


class _MarkTaker(Protocol):
    """What takes the mark of one kind of database; used by one thread at a time."""

    def take(self) -> LedgerMark | None:
        """Return the mark as it is now; None if it cannot be told."""

    def close(self) -> None:
        """Let go of what was opened."""


class StateMarks:
    """状态记号: gives the mark of one ledger to any thread; nothing is opened before the first."""

    def __init__(self, engine: Engine, file: Path | None) -> None:
        """Give those of `engine`; `file` is its file, None if it has none."""
        self._taker: _MarkTaker = _OfServer(engine) if file is None else _OfFile(file)
        self._lock = Lock()

    def take(self) -> LedgerMark | None:
        """Return the mark as it is now; None if it cannot be told, so that one has to read.

        A reading session opened afterwards sees the state of this mark or a later one.
        """
        with self._lock:
            return self._taker.take()

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            self._taker.close()


class _OfFile:
    """Of a file of SQLite: which file it is, its size and time, and SQLite's count of savings.

    Size and time are of the mark since another program can write into a file past SQLite. Nothing
    is ever written here, into whatever file lies there now.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._node = (0, 0)
        self._held: Node | None = None
        self._opened = 0

    def take(self) -> LedgerMark | None:
        try:
            return self._taken()
        except (OSError, sqlite3.Error):
            self.close()
            return None

    def _taken(self) -> LedgerMark:
        found = self._file.stat()
        node = (found.st_dev, found.st_ino)
        if self._connection is None or self._node != node:
            self.close()
            self._connection, self._node = self._open(), node
            self._opened += 1  # the count is of a connection
        [saved] = self._connection.execute("PRAGMA data_version").fetchone()
        return (*node, found.st_size, found.st_mtime_ns, self._opened, saved)

    def _open(self) -> sqlite3.Connection:
        address = f"{self._file.absolute().as_uri()}?mode=ro"
        self._held = hold(self._file)
        return sqlite3.connect(
            address, uri=True, timeout=0, check_same_thread=False, isolation_level=None
        )

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        let_go(self._held)
        self._held = None


class _OfServer:
    """Of PostgreSQL: which transactions a query sees; the same ones, the same state."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._failure: type[Exception] = engine.dialect.loaded_dbapi.Error
        self._connection: PoolProxiedConnection | None = None

    def take(self) -> LedgerMark | None:
        try:
            return self._taken()
        except (SQLAlchemyError, self._failure, LedgerUnavailable):
            self.close()
            return None

    def _taken(self) -> LedgerMark:
        if self._connection is None:
            self._connection = self._engine.raw_connection()
            self._connection.detach()  # kept for good, and in no transaction
            self._connection.dbapi_connection.autocommit = True  # type: ignore[union-attr]
        cursor = self._connection.cursor()
        try:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone())
        finally:
            cursor.close()

    def close(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError, self._failure):
                self._connection.close()
        self._connection = None
