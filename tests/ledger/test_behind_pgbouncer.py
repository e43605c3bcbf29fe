"""The ledger behind pgbouncer in transaction mode: two connections for many people."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from ledger.book.audit import verify
from ledger.book.database import Ledger, open_ledger
from ledger.book.engines import WAIT_S
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.register import list_plots
from tests.ledger.builders import ADMIN, COUNTY, VIEWER, make_plot
from tests.ledger.pgbouncer import behind_pgbouncer, find_pgbouncer

PROGRAM = find_pgbouncer()
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(PROGRAM is None, reason="apt-get install pgbouncer"),
]


@pytest.fixture
def pooled(postgres: str, tmp_path: Path) -> Iterator[Ledger]:
    """Open a ledger by way of a pool of two connections."""
    assert PROGRAM is not None
    with behind_pgbouncer(PROGRAM, postgres, connections=2) as address:
        ledger = open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": address})
        yield ledger
        ledger.close()


def test_many_write_and_read_at_once_and_nothing_is_lost(pooled: Ledger) -> None:
    def work(number: int) -> int:
        with pooled.writing(COUNTY) as session:
            edit_plot(session, COUNTY, make_plot(f"P{number}"), NEW)
        seen = 0
        for _ in range(6):  # more often than a statement is sent before a driver prepares it
            with pooled.reading() as session:
                seen = len(list_plots(session))
            assert pooled.mark() is not None
        return seen

    with ThreadPoolExecutor(8) as people:
        counts = list(people.map(work, range(24)))

    assert max(counts) == 24
    with pooled.reading() as session:
        assert len(list_plots(session)) == 24
        assert verify(session) is None


def test_nobody_acts_with_the_rights_of_who_had_the_connection_before(pooled: Ledger) -> None:
    with pooled.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(), NEW)

    for _ in range(6):
        with pooled.writing(ADMIN) as session:
            session.execute(text("SELECT 1"))
        with pooled.writing(VIEWER) as session:
            done = session.execute(text("UPDATE plot SET name = 'x'"))
            assert done.rowcount == 0  # type: ignore[attr-defined]


def test_no_setting_stays_on_a_connection_that_is_handed_on(pooled: Ledger) -> None:
    with pooled.writing(ADMIN) as session:
        told = session.scalar(text("SHOW lock_timeout"))
    with pooled.engine.connect() as connection:
        connection.rollback()
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.autocommit = True
        cursor = raw.cursor()
        cursor.execute("SHOW lock_timeout")
        after = cursor.fetchone()
        raw.autocommit = False

    assert (told, after) == (f"{WAIT_S}s", ("0",))
