"""Open a database the way the ledger needs it: SQLite in a file, or PostgreSQL.

Writers take turns in both, from their first statement on: each sees all that was saved before
it, and the audit chain has one end. Readers never wait for them.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from ledger.book.errors import LedgerUnavailable
from ledger.book.opening.file_state import is_there
from ledger.book.opening.held_files import Node, hold, let_go

WAIT_S = 30  # how long a writer waits for its turn before it is told so
READ_WAIT_S = 3  # readers wait for nobody but who holds the whole file
CONNECT_S = 3
WRITER_LOCK = 350400  # any fixed number; Sanming's adcode
PORTS = 65_536
WRITING = "ledger_writing"  # execution option of a connection that may change something
# A network that is cut says nothing: after these seconds it counts as gone.
LOST_NETWORK = {
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
}


class FileConnection(sqlite3.Connection):
    """文件连接: a connection to one file, which may be taken away or exchanged under it.

    `is_frozen`: the folder takes nothing, not even the file that SQLite keeps count of readers
    in; the file is read as if nobody could change it.
    """

    node: Node = (0, 0)
    is_frozen = False
    held: Node | None = None

    def close(self) -> None:
        """Close it, and say that the file is held by one less."""
        super().close()
        held, self.held = self.held, None
        let_go(held)


def sqlite_url(file: Path) -> URL:
    """Return the address of a SQLite file."""
    return URL.create("sqlite", database=str(file))


def file_of(url: URL) -> Path | None:
    """Return the file of a SQLite address, None for another database."""
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)) if is_file else None


def given_url(given: str) -> URL:
    """Read DATABASE_URL; both spellings of PostgreSQL's name are in use.

    Raises:
        LedgerUnavailable: it is no database address, or one of a kind that we do not support.
    """
    try:
        url = make_url(given)
    except ArgumentError:
        raise LedgerUnavailable(_unsupported("写法不对")) from None  # the cause repeats the address
    except ValueError:
        raise LedgerUnavailable(_unsupported("里的端口不是数字")) from None
    if url.port is not None and not 0 < url.port < PORTS:
        raise LedgerUnavailable(_unsupported(f"里的端口 {url.port} 不在 1~65535 之内"))
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database:
        return url
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    raise LedgerUnavailable(_unsupported(f"不支持 {kind}"))


def _unsupported(why: str) -> str:
    # The address may hold a password: it is not repeated.
    example = "postgresql://用户：密码@主机/库名"
    return f"DATABASE_URL {why}，应写成 {example}；不设置时使用 SANMING_DATA 下的 ledger.sqlite。"


def make_engine(url: URL, *, as_it_is: bool = False) -> Engine:
    """Return an engine for `url`; nothing is opened yet.

    A file is looked at before each connection, unless it is to be opened `as_it_is`: empty (a new
    one) or damaged (a copy of a backup).

    Raises:
        LedgerUnavailable: the driver for PostgreSQL is not installed.
    """
    file = file_of(url)
    if file is not None:
        return _sqlite_engine(url, file, as_it_is=as_it_is)
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=WAIT_S,
            max_overflow=40,
            isolation_level="READ COMMITTED",
            connect_args={
                "connect_timeout": CONNECT_S,
                "client_encoding": "utf8",
                **LOST_NETWORK,
            },
        )
    except ModuleNotFoundError as error:
        text_ = "使用 PostgreSQL 还需要安装驱动：.venv/bin/python -m pip install 'psycopg[binary]'"
        raise LedgerUnavailable(text_) from error
    event.listen(engine, "do_connect", _connect_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _connect_postgresql(
    _dialect: object, _record: object, arguments: list[Any], named: dict[str, Any]
) -> object:
    from ledger.book.opening.hung import connect_watched  # noqa: PLC0415  (the driver may be missing)

    return connect_watched(arguments, named)


def _sqlite_engine(url: URL, file: Path, *, as_it_is: bool) -> Engine:
    def connect() -> FileConnection:
        if not as_it_is and not is_there(file):
            raise LedgerUnavailable(_gone(file))
        return _connect(file)

    def checkout(connection: FileConnection, *_: object) -> None:
        _require_same_file(connection, file)

    engine = create_engine(url, creator=connect, pool_timeout=WAIT_S, max_overflow=60)
    event.listen(engine, "checkout", checkout)
    event.listen(engine, "checkin", _let_go_if_frozen)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _gone(file: Path) -> str:
    return f"台账文件 {file.name} 不在了（被移走、改名，或所在的盘断开了）。请把它放回原处。"


def _require_same_file(connection: FileConnection, file: Path) -> None:
    """Refuse a connection to a file that lies there no more: what it writes would be lost."""
    try:
        found = file.stat()
    except OSError as error:
        raise LedgerUnavailable(_gone(file)) from error
    if (found.st_dev, found.st_ino) != connection.node:
        raise DisconnectionError


def _let_go_if_frozen(connection: FileConnection, entry: ConnectionPoolEntry) -> None:
    if connection is not None and connection.is_frozen:
        entry.invalidate(soft=True)


def _connect(file: Path) -> FileConnection:
    """Connect, for reading only where the folder or its disk takes nothing."""
    try:
        return _opened(file, "mode=rw", writable=True)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise
        try:
            return _opened(file, "mode=ro", writable=False)
        except sqlite3.OperationalError:
            if _is_written_ahead(file):
                raise error from None
        try:
            return _opened(file, "mode=ro&immutable=1", writable=False)
        except sqlite3.OperationalError:
            raise error from None


def _is_written_ahead(file: Path) -> bool:
    """Tell whether a part of the ledger is still in the file beside it."""
    beside = file.with_name(f"{file.name}-wal")
    return beside.exists() and beside.stat().st_size > 0


def _opened(file: Path, how: str, *, writable: bool) -> FileConnection:
    """Open a file of SQLite. It is never made: an empty ledger would hide the lost one."""
    held = hold(file)
    try:
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?{how}",
            uri=True,
            timeout=READ_WAIT_S,
            check_same_thread=False,  # the pool hands it to one thread after the other
            isolation_level=None,  # Python's own BEGIN comes too late; ours is in _begin
            factory=FileConnection,
        )
    except sqlite3.Error:
        let_go(held)
        raise
    connection.held = held
    try:
        _set_up(connection, writable=writable)
    except sqlite3.Error:
        connection.close()
        raise
    found = file.stat()
    connection.node = (found.st_dev, found.st_ino)
    connection.is_frozen = "immutable" in how
    return connection


def _set_up(connection: FileConnection, *, writable: bool) -> None:
    [tables, ours] = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE name = 'audit_entry') FROM sqlite_master"
    ).fetchone()
    if writable and (ours or not tables):  # the file of another program stays as it is
        connection.execute("PRAGMA journal_mode = WAL").close()
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    wait_s = WAIT_S if writing else READ_WAIT_S
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(wait_s * 1000)}")
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    # IMMEDIATE takes the turn at once: a transaction that reads first and writes later would fail.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # For this transaction alone: behind a pool (pgbouncer) the connection is somebody else's next.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_S}s'")
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def make_whole(engine: Engine) -> None:
    """Bring all that SQLite wrote ahead into the one file of a ledger that nobody else has open."""
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
