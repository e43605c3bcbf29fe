"""A PostgreSQL that hangs: it takes connections and answers none, so a query would wait for ever.

A network that is cut is found out by its silence (`LOST_NETWORK` in `ledger.book.engines`); a
server whose processes stand still goes on taking what is sent. So a query that hears nothing for a
while asks whether the server answers anybody at all: it is busy if it does, and away if not.
"""

from collections.abc import Generator, Mapping, Sequence
from time import monotonic
from typing import Any, TypeVar

import psycopg
from psycopg.errors import ConnectionTimeout

HUNG_S = 4.0  # of silence after which it is asked, and twice as long each time after that
SILENT = "timeout expired: the server takes connections and does not answer"
T = TypeVar("T")
Waiting = Generator[Any, Any, T]  # what psycopg waits with: it is given 0 while nothing comes


class WatchedConnection(psycopg.Connection[Any]):
    """有人看着的连接: it gives up once its server answers nobody."""

    way: tuple[Sequence[Any], Mapping[str, Any]]

    def wait(self, gen: Waiting[T], *how: Any, **named: Any) -> T:  # noqa: ANN401
        """Wait as psycopg does, and look now and then whether anybody is there."""
        return super().wait(self._watched(gen), *how, **named)

    def _watched(self, gen: Waiting[T]) -> Waiting[T]:
        pause, since = HUNG_S, monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    since = monotonic()
                elif monotonic() - since > pause:
                    self._require_an_answer()
                    pause, since = 2 * pause, monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            result: T = end.value
            return result

    def _require_an_answer(self) -> None:
        """Return if the server answers anybody, were it with a refusal.

        Raises:
            OperationalError: it answers nobody; the connection is given up.
        """
        arguments, named = self.way
        try:
            psycopg.connect(*arguments, **named).close()
        except ConnectionTimeout:
            self.pgconn.finish()
            raise psycopg.OperationalError(SILENT) from None
        except psycopg.Error:
            return


def connect_watched(arguments: Sequence[Any], named: Mapping[str, Any]) -> WatchedConnection:
    """Connect as `psycopg.connect` does, with a connection that gives up a server that hangs."""
    connection = WatchedConnection.connect(*arguments, **named)
    connection.way = (arguments, named)
    if _is_pooled(connection):
        connection.prepare_threshold = None  # what is prepared stays with the server's process
    return connection


def _is_pooled(connection: WatchedConnection) -> bool:
    """Tell whether a pool (pgbouncer) stands before the server: it gives itself another number."""
    [process] = connection.execute("SELECT pg_backend_pid()").fetchone() or [0]
    connection.rollback()
    return bool(process != connection.info.backend_pid)
