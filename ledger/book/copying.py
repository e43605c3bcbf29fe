"""Copy a whole ledger: into one SQLite file, whatever database it lives in, or out of one."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, select
from sqlalchemy.exc import OperationalError

from files.errors import reason
from files.personal.columns import as_kept
from ledger.book.engines import WRITING, make_engine, sqlite_url
from ledger.book.errors import NotPossible
from ledger.book.opening.meanings import is_full_disk
from ledger.book.steps import current_step, upgrade
from ledger.schema import company_index
from ledger.schema.tables import INDEX_TABLES

CHUNK = 1000  # rows held in memory at a time
STEP_TABLE = "alembic_version"


def copy_to_file(engine: Engine, file: Path) -> None:
    """Write one consistent state of the ledger into the new file `file`, while others write on.

    The file appears whole or not at all, and only its owner may read it.

    Raises:
        NotPossible: there is such a file already, or the folder or its disk takes no more.
    """
    if file.exists():
        text = f"{file} 已经存在，没有覆盖。请换一个文件名。"
        raise NotPossible(text)
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(engine, part)
            _sync(part)
            part.replace(file)
            _sync(file.parent)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        text = f"备份没有写成：{file}（{reason(error)}）。台账没有改变；请换一个能写的文件夹。"
        raise NotPossible(text) from error
    except (OperationalError, sqlite3.OperationalError) as error:
        if not is_full_disk(error):
            raise
        text = f"备份没有写成：{file}（磁盘已满）。台账没有改变；请清出空间，或写到别的磁盘。"
        raise NotPossible(text) from error


def _fill(engine: Engine, part: Path) -> None:
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA query_only = OFF")
            # A copy of the file alone would miss what is still in the write-ahead log.
            raw.cursor().execute("VACUUM INTO ?", (str(part),))
        finally:
            raw.close()
        return
    copy = make_engine(sqlite_url(part), as_it_is=True)
    try:
        with (
            engine.connect() as source,
            copy.execution_options(**{WRITING: True}).begin() as target,
        ):
            upgrade(target, current_step(source) or "head")
            copy_rows(source, target, tables_of(target))
            if target.dialect.has_table(target, INDEX_TABLES):
                company_index.rebuild(target)
        raw = copy.raw_connection()
        raw.cursor().execute("PRAGMA journal_mode = DELETE")  # back into the one file
        raw.close()
    finally:
        copy.dispose()


def tables_of(connection: Connection) -> list[Table]:
    """Return our tables as they stand in this database, each after those it refers to."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith(INDEX_TABLES))
    tables = [table for table in found.sorted_tables if table.name != STEP_TABLE]
    for table in tables:
        for column in table.columns:
            column.type = column.type.as_generic()  # readable from another kind of database
    return tables


def copy_rows(source: Connection, target: Connection, tables: Sequence[Table]) -> None:
    """Copy every row of `tables`, which must be empty in `target`."""
    for table in tables:
        query = select(*as_kept(table)).execution_options(yield_per=CHUNK)
        rows = source.execute(query).mappings()
        for chunk in rows.partitions():
            target.execute(table.insert(), [dict(row) for row in chunk])


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot open a folder
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
