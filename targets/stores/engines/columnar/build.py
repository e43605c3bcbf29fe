"""Build a columnar file: rows as they come, then everything once more in its order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, insert
from sqlalchemy.schema import CreateTable

from targets.model import Company
from targets.scoring.score import NOBODY_LOOKED, Findings
from targets.spelling.lines import search_rules
from targets.stores.engines.columnar.earlier import lacking
from targets.stores.engines.columnar.files import (
    BUILT_WITH,
    SEARCHED_WITH,
    building,
    columnar_rules,
    current_file,
    part_file,
)
from targets.stores.engines.columnar.pairs import index_pairs
from targets.stores.engines.columnar.precounted import precount
from targets.stores.tables import COMPANY, LINKS, LISTS, STATE
from targets.stores.values import Measure, derived_values, link_values, list_values, stated_values

AT_ONCE = 5000
BUILT = (COMPANY, LINKS, LISTS)
GONE = Table("gone", MetaData(), Column("id", Text))
ORDERS = {
    "company": "desk, class_code, tie_order, id",
    "company_link": "chain, link, company",
    "company_list": "name, company",
}


@dataclass
class Builder:
    """建库: takes companies as they are read, and counts them; the last of one id stands."""

    connection: Connection
    rows: int = 0
    rules: str = field(default_factory=search_rules)  # by which the texts of all are looked for
    _last: int = field(default=0)

    def add(
        self,
        companies: Iterable[Company],
        origin: str,
        measure: Measure,
        findings: Mapping[str, Findings] | None = None,
    ) -> None:
        """Put companies in; `origin` names the import they come from."""
        rest, known = iter(companies), findings or {}
        while chunk := list(islice(rest, AT_ONCE)):
            self._add(chunk, origin, measure, known)

    def _add(
        self,
        chunk: Sequence[Company],
        origin: str,
        measure: Measure,
        known: Mapping[str, Findings],
    ) -> None:
        rows, links, lists = [], [], []
        for number, company in enumerate(chunk, start=self._last + 1):
            mine = {"company": number}
            rows.append(
                {
                    **stated_values(company),
                    **derived_values(company, measure, known.get(company.id, NOBODY_LOOKED)),
                    "number": number,
                    "origin": origin,
                    "version": 1,
                }
            )
            found = known.get(company.id, NOBODY_LOOKED)
            of_links = link_values(company, measure, found)
            links += [{**row, **mine, "decided_by": ""} for row in of_links]
            lists += [{**row, **mine} for row in list_values(company)]
        self._last += len(chunk)
        self.rows += len(chunk)
        for table, values in zip(BUILT, (rows, links, lists), strict=True):
            _append(self.connection, table, values)
        self.connection.commit()  # or all rows wait in memory; a part that breaks off is no loss

    def take_over(self, file: Path) -> None:
        """Begin with the companies of another columnar file; only before anything was added."""
        literal = str(file).replace("'", "''")
        run = self.connection.exec_driver_sql
        run(f"ATTACH '{literal}' AS former (READ_ONLY)")
        missing = lacking(_raw_of(self.connection), "'former'")
        for table in BUILT:
            name = table.name  # ours, never from outside
            given = "".join(f", {value} AS {n}" for n, value in missing.get(name, {}).items())
            run(f"INSERT INTO staged_{name} BY NAME SELECT *{given} FROM former.{name}")  # noqa: S608
        last = run("SELECT coalesce(max(number), 0), count(*) FROM former.company").one()
        run("DETACH former")
        self.rules = columnar_rules(file)
        self._last, self.rows = last

    def forget(self, ids: Iterable[str]) -> None:
        """Take companies out again, whoever put them in; their links and lists go at the end."""
        _append(self.connection, GONE, [{"id": company} for company in ids])
        run = self.connection.exec_driver_sql
        run("DELETE FROM staged_company WHERE id IN (SELECT id FROM staged_gone)")
        self.rows = run("SELECT count(*) FROM staged_company").scalar_one()
        run("DELETE FROM staged_gone")


@contextmanager
def new_columnar(office: Path, state: str = "", *, keep: bool = True) -> Iterator[Builder]:
    """Give a builder; the new file counts once the block ends without an error.

    `keep`: begin with what the file before holds. `state` says with which state of the data the
    scores were worked out; it is shown wherever the file is read from.

    Raises:
        BuildError: the folder cannot be written, or the disk is full.
    """
    former = current_file(office) if keep else None
    with part_file(office) as part, building(part) as connection:
        for table in (*BUILT, GONE):
            connection.execute(CreateTable(plain(table, f"staged_{table.name}")))
        builder = Builder(connection)
        if former is not None:
            builder.take_over(former)
        yield builder
        put_in_order(connection, state, builder.rules)


def put_in_order(connection: Connection, state: str, rules: str) -> None:
    """Make the tables that are read from those that were filled, and drop the latter.

    `state` says what the scores were worked out in, `rules` by what its texts are looked for.
    """
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE last AS SELECT max(number) AS number FROM staged_company GROUP BY id")
    for table in BUILT:
        key = "number" if table is COMPANY else "company"
        run(
            f"CREATE TABLE {table.name} AS SELECT * FROM staged_{table.name} "  # noqa: S608
            f"WHERE {key} IN (SELECT number FROM last) ORDER BY {ORDERS[table.name]}"
        )
        run(f"DROP TABLE staged_{table.name}")
    run("DROP TABLE IF EXISTS staged_gone")
    index_pairs(connection)
    precount(connection)
    connection.execute(CreateTable(plain(STATE, STATE.name)))
    told = {BUILT_WITH: state, SEARCHED_WITH: rules}
    connection.execute(insert(STATE), [{"name": n, "value": v} for n, v in told.items()])
    connection.commit()
    run("CHECKPOINT")


def plain(table: Table, name: str) -> Table:
    """Return the table under another name, without keys and indexes: they would only cost."""
    columns = (Column(c.name, c.type, nullable=bool(c.nullable)) for c in table.columns)
    return Table(name, MetaData(), *columns)


def _raw_of(connection: Connection) -> Any:  # noqa: ANN401 - a driver's connection
    """Return the connection as the driver knows it."""
    raw = connection.connection.driver_connection
    if raw is None:
        msg = "the connection is closed"
        raise RuntimeError(msg)
    return raw


def _append(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    if not values:
        return
    names = [column.name for column in table.columns]
    import pandas as pd  # noqa: PLC0415  (a third of the start of every command, for this line)

    frame = pd.DataFrame.from_records(list(values), columns=names)
    raw = _raw_of(connection)
    raw.register("incoming", frame)
    raw.execute(f"INSERT INTO staged_{table.name} BY NAME SELECT * FROM incoming")  # noqa: S608
    raw.unregister("incoming")
