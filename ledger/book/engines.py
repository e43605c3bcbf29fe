"""Open a database the way the ledger needs it: SQLite in a file, or PostgreSQL.

Writers take turns in both, from their first statement on: each sees all that was saved before
it, and the audit chain has one end. Readers never wait for them.
"""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from ledger.book.errors import LedgerUnavailable

WAIT_S = 30  # how long a writer waits for its turn before it is told so
CONNECT_S = 3
WRITER_LOCK = 350400  # any fixed number; Sanming's adcode
WRITING = "ledger_writing"  # execution option of a connection that may change something


def sqlite_url(file: Path) -> URL:
    """Return the address of a SQLite file."""
    return URL.create("sqlite", database=str(file))


def given_url(given: str) -> URL:
    """Read DATABASE_URL; both spellings of PostgreSQL's name are in use.

    Raises:
        LedgerUnavailable: it is no database address, or one of a kind that we do not support.
    """
    try:
        url = make_url(given)
    except ArgumentError as error:
        raise LedgerUnavailable(_unsupported("写法不对")) from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return url
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerUnavailable(_unsupported(f"不支持 {kind}"))


def _unsupported(why: str) -> str:
    # The address may hold a password: it is not repeated.
    example = "postgresql://用户:密码@主机/库名"
    return f"DATABASE_URL {why},应写成 {example};不设置时使用 SANMING_DATA 下的 ledger.sqlite。"


def make_engine(url: URL) -> Engine:
    """Return an engine for `url`; nothing is opened yet.

    Raises:
        LedgerUnavailable: the driver for PostgreSQL is not installed.
    """
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    settings = f"-c lock_timeout={WAIT_S}s -c client_encoding=utf8"
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=WAIT_S,
            max_overflow=40,
            isolation_level="READ COMMITTED",
            connect_args={"connect_timeout": CONNECT_S, "options": settings},
        )
    except ModuleNotFoundError as error:
        text_ = "使用 PostgreSQL 还需要安装驱动:.venv/bin/python -m pip install 'psycopg[binary]'"
        raise LedgerUnavailable(text_) from error
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url, pool_timeout=WAIT_S, max_overflow=60, connect_args={"timeout": WAIT_S}
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # Python's own BEGIN comes too late; ours is in _begin
    for pragma in (
        f"busy_timeout = {WAIT_S * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    # IMMEDIATE takes the turn at once: a transaction that reads first and writes later would fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
