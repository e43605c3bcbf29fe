"""A hash over what the ledger holds: equal in every database that holds the same."""

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, select

from files.personal.columns import as_kept
from ledger.book.canonical import canonical, digest
from ledger.schema.base import PlotRow
from ledger.schema.tables import Base
from targets.stores.tables import COMPANY, SHIPPED
from targets.stores.tables import TABLES as COMPANY_TABLES


def content_hash(connection: Connection) -> str:
    """Return the hash over every row of every table; a restored copy has the same."""
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    return digest(text for table in tables for text in _rows(connection, table))


def plots_hash(connection: Connection) -> str:
    """Return the hash over what the plots say now, whoever said it in which version."""
    query = select(PlotRow.id, PlotRow.content, PlotRow.contact).order_by(PlotRow.id)
    return digest(canonical(list(row)) for row in connection.execute(query))


def is_empty(connection: Connection) -> bool:
    """Tell whether nobody has written anything yet; what the program itself put in is nothing."""
    own = {table.name for table in COMPANY_TABLES}
    brought = select(COMPANY.c.number).where(COMPANY.c.origin != SHIPPED).limit(1)
    if connection.execute(brought).first() is not None:
        return False
    tables = [table for table in Base.metadata.tables.values() if table.name not in own]
    return all(connection.execute(select(table).limit(1)).first() is None for table in tables)


def forget_companies(connection: Connection) -> None:
    """Take out the companies that the program itself put in, before others are restored."""
    for table in reversed(COMPANY_TABLES):
        connection.execute(delete(table))


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    yield table.name
    query = select(*as_kept(table)).order_by(*table.primary_key.columns)
    # for this query only: set on the connection it would hold for all that come after
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield canonical(list(row))
