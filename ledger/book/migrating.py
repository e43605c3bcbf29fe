"""Bring a database to the tables this program works with, once, whoever starts first."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from ledger.book.copying import copy_to_file
from ledger.book.engines import WRITING
from ledger.book.errors import LedgerUnavailable
from ledger.book.opening.meanings import OTHER_SHAPE, UNCHANGED
from ledger.book.opening.row_rights import act_as
from ledger.book.policy import LOCAL
from ledger.book.steps import current_step, is_known, newest_step, upgrade

TOO_NEW = "台账是由更新版本的程序写的，本程序太旧，不能打开。台账没有改变；请先更新程序。"
NOT_OURS = (
    "这个数据库不是本程序的台账（里面是别的程序的表），没有改动它。请放回真的台账，或改正设置。"
)
OF_EVERY_LEDGER = "audit_entry"  # a table that each had from the first step on


def migrate(engine: Engine, backups: Path, now: datetime) -> None:
    """Make the tables, or bring older ones up to date; does nothing to a ledger that is.

    A ledger that has tables is first copied to a file in `backups`.

    Raises:
        LedgerUnavailable: a newer program wrote this ledger, or it is no ledger at all.
    """
    with engine.connect() as connection:
        found = current_step(connection)
        if found != newest_step():
            _require_ours(connection, found)
    if found == newest_step():
        return
    if found is not None:
        copy_to_file(engine, backups / f"before-migration-{now:%Y%m%d-%H%M%S-%f}.sqlite")
    # Another process may have been quicker: the steps are looked up again when it is our turn.
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        act_as(connection, LOCAL)  # a step may change rows too
        upgrade(connection)


def require_our_tables(connection: Connection) -> None:
    """Return if this database is a ledger as this program works with it.

    Raises:
        LedgerUnavailable: it is none, or of another version.
    """
    found = current_step(connection)
    if found != newest_step():
        _require_ours(connection, found)
        text = f"{OTHER_SHAPE}。{UNCHANGED}"
        raise LedgerUnavailable(text)


def _require_ours(connection: Connection, step: str | None) -> None:
    """Refuse the database of another program, or of a newer version of this one.

    In PostgreSQL the tables of others may stand beside ours.
    """
    tables = set(inspect(connection).get_table_names())
    is_file = connection.dialect.name == "sqlite"
    if OF_EVERY_LEDGER not in tables and (step is not None or (is_file and tables)):
        raise LedgerUnavailable(NOT_OURS)
    if step is not None and not is_known(step):
        raise LedgerUnavailable(TOO_NEW)
