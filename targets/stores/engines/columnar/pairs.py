"""The index of keywords in a columnar file: for each pair of characters, who has it.

Written in stretches of companies, each sorted by pair: a question reads a little of each, and
building one never needs more than a stretch in memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Integer, Text, column, select, table

from files.opening import FileStamp, stamp
from targets.stores.engines.columnar.planning import EVERYBODY, MOST_ROWS, MOST_SHARE

STRETCH = 500_000
COUNTED = table("company_pair", column("pair", Text), column("companies", Integer))


def index_pairs(connection: Connection) -> None:
    """Make the tables `company_bigram` (pair, company) and `company_pair` (pair, companies).

    The second tells how often a pair is before it is asked for, and by "" how many companies there
    are. Pairs across two lines are left out: no keyword has a line feed.
    """
    run = connection.exec_driver_sql
    run("CREATE TABLE company_bigram (pair VARCHAR, company INTEGER)")
    last = run("SELECT coalesce(max(number), 0) FROM company").scalar_one()
    for start in range(0, last + 1, STRETCH):
        run(
            "INSERT INTO company_bigram SELECT pair, number FROM ("  # noqa: S608 - numbers of ours
            "SELECT number, unnest(list_distinct(list_transform(range(1, length(search_text)), "
            "lambda place: substring(search_text, place, 2)))) AS pair FROM company "
            f"WHERE number >= {start} AND number < {start + STRETCH}) "
            "WHERE NOT contains(pair, chr(10)) ORDER BY pair, number"
        )
    run(
        "CREATE TABLE company_pair AS SELECT pair, count(*)::INTEGER AS companies "
        "FROM (SELECT pair FROM company_bigram UNION ALL SELECT '' FROM company) "
        "GROUP BY pair ORDER BY pair"
    )


@dataclass(frozen=True)
class _Asked:
    """Pairs asked of a file; a file never changes, so its stamp stands for what it answers."""

    stamp: FileStamp
    pairs: tuple[str, ...]
    connection: Connection = field(compare=False)


def how_often(connection: Connection, pairs: Iterable[str]) -> Mapping[str, int]:
    """Return how many companies have each pair, 0 for none; "" is had by all.

    A file of before they were counted says 1 of each.
    """
    file = Path(connection.engine.url.database or "")
    return _counted(_Asked(stamp(file), tuple(sorted(set(pairs))), connection))


@lru_cache(maxsize=500)
def _counted(asked: _Asked) -> Mapping[str, int]:
    if not has_table(asked.connection, COUNTED.name):
        return {**dict.fromkeys(asked.pairs, 1), EVERYBODY: MOST_ROWS * MOST_SHARE}
    query = select(COUNTED.c.pair, COUNTED.c.companies).where(COUNTED.c.pair.in_(asked.pairs))
    found = {row.pair: row.companies for row in asked.connection.execute(query)}
    return {pair: found.get(pair, 0) for pair in asked.pairs}


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a file has a table; one of before there was such a table has not."""
    return name in connection.exec_driver_sql("SELECT table_name FROM duckdb_tables()").scalars()
