"""Which engines there are: one line each. An address begins with the scheme of its engine."""

from pathlib import Path

from sqlalchemy import Connection

from targets.stores.engine import StoreEngine, StorePlace, Whole
from targets.stores.engines import postgresql, sqlite
from targets.stores.engines.columnar import store as columnar
from targets.stores.store import Companies, Store

ENGINES: tuple[StoreEngine, ...] = (
    sqlite.ENGINE,
    postgresql.ENGINE,
    columnar.ENGINE,
)
_BY_SCHEME = {engine.scheme: engine for engine in ENGINES}


def engine_of(connection: Connection) -> StoreEngine:
    """Return the engine behind an open connection.

    Raises:
        KeyError: there is no line for it.
    """
    return _BY_SCHEME[connection.engine.url.get_backend_name()]


def store_on(connection: Connection, hidden: tuple[int, ...] = ()) -> Store:
    """Return what asks a connection; `hidden` are the numbers of rows that do not count."""
    return engine_of(connection).store(connection, hidden)


def companies_on(connection: Connection) -> Companies:
    """Return the companies of one connection alone."""
    return Companies((store_on(connection),))


def behind(office: Path) -> tuple[StorePlace, Whole] | None:
    """Return the store that lies behind the ledger of an office: the first there is."""
    wholes = [engine.whole for engine in ENGINES if engine.whole]
    found = ((whole.place(office), whole) for whole in wholes)
    return next(((place, whole) for place, whole in found if place), None)
