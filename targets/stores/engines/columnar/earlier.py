"""Read a columnar file of an earlier program, which lacks columns that came later.

Such a file stays as it is until somebody rebuilds it: what it lacks stands behind everything that
is known, and nothing else of it changes.
"""

from typing import Any

from targets.scoring.classes import UNCLASSED
from targets.stores.tables import CODES, COMPANY, LINKS

CAME_LATER = {
    COMPANY.name: {name: str(UNCLASSED) for name in CODES}
    | {"tie_order": "province || chr(10) || name"},
    LINKS.name: {name: str(UNCLASSED) for name in CODES},
}
"""By table, the columns an earlier file may lack, and what stands in their place."""


def show_as_now(raw: Any, _record: object = None) -> None:  # noqa: ANN401 - a driver's connection
    """Give the tables of an open earlier file the columns of today, for this connection alone.

    The file is named where a view reads from it: a view of the same name would else read itself.
    """
    for table, columns in lacking(raw, "current_database()").items():
        given = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        (file,) = raw.execute("SELECT current_database()").fetchone()
        stored = f'"{file.replace(chr(34), chr(34) * 2)}".main.{table}'
        raw.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS SELECT *, {given} FROM {stored}")  # noqa: S608


def lacking(raw: Any, database: str) -> dict[str, dict[str, str]]:  # noqa: ANN401
    """Return by table what a database (an SQL expression) lacks of `CAME_LATER`."""
    query = (
        "SELECT table_name, column_name FROM duckdb_columns() "  # noqa: S608 - names of ours
        f"WHERE database_name = {database} AND schema_name = 'main'"
    )
    there = set(map(tuple, raw.execute(query).fetchall()))
    found = {
        table: {name: value for name, value in columns.items() if (table, name) not in there}
        for table, columns in CAME_LATER.items()
        if any(name == table for name, _ in there)
    }
    return {table: columns for table, columns in found.items() if columns}
