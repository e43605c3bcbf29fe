"""Bring a database to the tables this program works with, once, whoever starts first."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from ledger.book.copying import copy_to_file
from ledger.book.engines import WRITING
from ledger.book.errors import LedgerUnavailable
from ledger.book.steps import current_step, is_known, newest_step, upgrade

TOO_NEW = "台账是由更新版本的程序写的,本程序太旧,不能打开。台账没有改变;请先更新程序。"


def migrate(engine: Engine, backups: Path, now: datetime) -> None:
    """Make the tables, or bring older ones up to date; does nothing to a ledger that is.

    A ledger that has tables is first copied to a file in `backups`.

    Raises:
        LedgerUnavailable: a newer program wrote this ledger.
    """
    with engine.connect() as connection:
        found = current_step(connection)
    if found == newest_step():
        return
    if found is not None:
        if not is_known(found):
            raise LedgerUnavailable(TOO_NEW)
        copy_to_file(engine, backups / f"before-migration-{now:%Y%m%d-%H%M%S-%f}.sqlite")
    # Another process may have been quicker: the steps are looked up again when it is our turn.
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        upgrade(connection)
