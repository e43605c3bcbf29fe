"""Change a table that is only ever added to, as only the database's own tools can."""

from sqlalchemy import text

from ledger.book.database import Ledger
from tests.ledger.builders import ADMIN

TURNING = ("DISABLE", "ENABLE")


def tamper(ledger: Ledger, table: str, statement: str) -> None:
    """Run `statement` with the guards of `table` lifted, on either kind of database."""
    before, after = (
        ([f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete"], [])
        if ledger.engine.dialect.name == "sqlite"
        else tuple([f"ALTER TABLE {table} {turn} TRIGGER USER"] for turn in TURNING)
    )
    with ledger.writing(ADMIN) as session:
        for line in (*before, statement, *after):
            session.execute(text(line))
