"""The same companies for those who read other files: a ledger, a CSV, Datasette's database."""

import sqlite3
from pathlib import Path

import duckdb
from sqlalchemy import Engine

from ledger.book.database import FILE_NAME, open_ledger
from ledger.book.engines import WRITING, make_engine, sqlite_url
from ledger.schema import company_index
from targets.stores.tables import COMPANY, LINKS, LISTS

AT_ONCE = 20_000


def write_csv(file: Path, columns: tuple[str, ...]) -> Path:
    """Write the columns a page needs as CSV beside `file`."""
    csv = file.with_suffix(".csv")
    with duckdb.connect(str(file), read_only=True) as connection:
        given = ", ".join(columns)
        connection.execute(f"COPY (SELECT {given} FROM company) TO '{csv}' (HEADER)")  # noqa: S608
    return csv


def write_ledger(file: Path) -> None:
    """Put all companies of `file` into a new ledger in SQLite beside it."""
    open_ledger({"SANMING_DATA": str(file.parent)}).close()
    target = sqlite3.connect(file.with_name(FILE_NAME))
    with duckdb.connect(str(file), read_only=True) as source:
        for table in (COMPANY, LINKS, LISTS):
            names = [column.name for column in table.columns]
            marks = ", ".join("?" * len(names))
            rows = source.execute(f"SELECT {', '.join(names)} FROM {table.name}")  # noqa: S608
            while chunk := rows.fetchmany(AT_ONCE):
                into = f"{table.name} ({', '.join(names)})"
                target.executemany(f"INSERT INTO {into} VALUES ({marks})", chunk)  # noqa: S608
    target.commit()
    target.close()
    engine = ledger_of(file).execution_options(**{WRITING: True})
    with engine.begin() as connection:
        company_index.rebuild(connection)
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def ledger_of(file: Path) -> Engine:
    """Return an engine that reads the ledger written beside `file`."""
    return make_engine(sqlite_url(file.with_name(FILE_NAME)))


def write_datasette(file: Path) -> Path:
    """Write one table with JSON arrays and indexes, as Datasette likes it."""
    path = file.with_suffix(".db")
    target = sqlite3.connect(path)
    target.execute(
        "CREATE TABLE company (id TEXT PRIMARY KEY, name TEXT, province TEXT, city TEXT, "
        "desk TEXT, products TEXT, chains TEXT, links TEXT, lists TEXT, search_text TEXT, "
        "class_code INTEGER)"
    )
    array = "to_json(string_split(trim({0}, chr(10)), chr(10)))::VARCHAR"
    tags = ", ".join(array.format(f"{name}_tags") for name in ("chain", "link", "list"))
    with duckdb.connect(str(file), read_only=True) as source:
        rows = source.execute(
            f"SELECT id, name, province, city, desk, products, {tags}, search_text, "  # noqa: S608
            "class_code FROM company ORDER BY id"  # what is equal stands by id, as with us
        )
        while chunk := rows.fetchmany(AT_ONCE):
            target.executemany("INSERT INTO company VALUES (?,?,?,?,?,?,?,?,?,?,?)", chunk)
    target.execute("CREATE INDEX ix_desk ON company(desk, class_code)")
    target.execute("CREATE INDEX ix_city ON company(desk, city)")
    target.commit()
    target.execute("ANALYZE")
    target.close()
    return path
