"""The hash over what the ledger holds: no column of any table can change unseen."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Column, Connection, Table, select, update

from ledger.book.audit import append
from ledger.book.content import content_hash, plots_hash
from ledger.book.database import Ledger
from ledger.book.switches import switch_samples
from ledger.links.checks import record_check
from ledger.plots.edits import edit_plot
from ledger.plots.imports import save_import
from ledger.schema.tables import Base
from tests.ledger.builders import ADMIN, make_check, make_plot, make_plots, make_position

GUARDED = "audit_entry"  # the database refuses to change it; its chain has tests of its own


def fill(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        record_check(session, ADMIN, make_check("found_weak", companies=["海斯"]))
        switch_samples(session, ADMIN, on=False)
        plots = make_plots(2, area_mu=3.5, contact="13812345678", position=make_position())
        save_import(session, ADMIN, plots, "地块.xlsx", "县")
        edit_plot(session, ADMIN, make_plot("P1", area_mu=4.5), 1)
        append(session, ADMIN, ("test", "write", "件"), {})


def another(value: object) -> object:
    """Return a value of the same type and no longer that is not `value`."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, date | datetime):
        return value + timedelta(days=1)
    if isinstance(value, str):
        return value[:-1] + ("y" if value.endswith("x") else "x")
    return value + 1  # type: ignore[operator]


def changes_unseen(connection: Connection, table: Table) -> list[str]:
    """Return the columns of the first row of `table` that can change without the hash."""
    row = connection.execute(select(table).limit(1)).first()
    unseen = []
    for column in table.columns if row else ():
        if not changeable(column) or row is None or row._mapping[column] is None:  # noqa: SLF001
            continue
        before = content_hash(connection)
        with connection.begin_nested() as tried:
            value = another(row._mapping[column])  # noqa: SLF001
            connection.execute(update(table).values({column: value}))
            if content_hash(connection) == before:
                unseen.append(f"{table.name}.{column.name}")
            tried.rollback()
    return unseen


def changeable(column: Column[object]) -> bool:
    return not column.primary_key and not column.foreign_keys


def test_no_column_of_any_table_changes_without_the_hash(ledger: Ledger) -> None:
    fill(ledger)
    tables = [table for table in Base.metadata.tables.values() if table.name != GUARDED]

    with ledger.writing(ADMIN) as session:
        connection = session.connection()
        unseen = [name for table in tables for name in changes_unseen(connection, table)]

    assert unseen == []


@pytest.mark.parametrize(
    "fields", [{"name": "别名"}, {"contact": "13800000000"}, {"area_mu": 9.5}, {"note": "注"}]
)
def test_the_hash_of_the_plots_follows_what_is_said_and_whom_to_call(
    ledger: Ledger, fields: dict[str, object]
) -> None:
    hashes = []
    for version, given in enumerate(({}, fields, {})):
        with ledger.writing(ADMIN) as session:
            plot = make_plot("P1", **{"contact": "13812345678"} | given)
            if version:
                edit_plot(session, ADMIN, plot, version)
            else:
                save_import(session, ADMIN, [plot], "地块.xlsx", "县")
            hashes.append(plots_hash(session.connection()))

    assert hashes[0] == hashes[2] != hashes[1]
