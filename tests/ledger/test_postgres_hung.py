"""PostgreSQL that hangs (SIGSTOP): it counts as away and comes back by itself; wrong passwords."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from ledger.book import engines
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import LedgerUnavailable
from ledger.book.opening import hung
from ledger.links.checks import record_check
from tests.ledger.builders import ADMIN, Clock, make_check
from tests.ledger.postgres import PostgresServer
from tests.ledger.test_postgres_killed import checks, comes_to, server

pytestmark = pytest.mark.postgres
__all__ = ["server"]
SILENT = "主机没有应答"


@pytest.fixture
def office(
    server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ledger]:
    """A ledger with one check in it, whose server soon counts as one that hangs."""
    monkeypatch.setattr(hung, "HUNG_S", 0.1)
    monkeypatch.setattr(engines, "CONNECT_S", 2)  # the least there is
    place = {"SANMING_DATA": str(tmp_path), "DATABASE_URL": f"{server.address}/office"}
    opened = open_ledger(place, Clock())
    with opened.writing(ADMIN) as session:
        record_check(session, ADMIN, make_check())
    yield opened
    opened.close()


def save_into_a_hang(session: Session, server: PostgresServer) -> None:
    record_check(session, ADMIN, make_check(note="一半"))
    server.hang()
    record_check(session, ADMIN, make_check(note="另一半"))


def test_a_server_that_hangs_counts_as_away_and_is_back_by_itself(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    server.hang()
    try:
        for _ in range(2):  # the first meets a connection that hears nothing, the second none
            with pytest.raises(LedgerUnavailable, match=SILENT), office.reading() as session:
                checks(session)
    finally:
        server.go_on()

    assert comes_to(office, before)


def test_a_save_into_a_server_that_hangs_is_refused_and_kept_in_no_part(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    try:
        with pytest.raises(LedgerUnavailable, match=SILENT), office.writing(ADMIN) as session:
            save_into_a_hang(session, server)
    finally:
        server.go_on()

    assert comes_to(office, before)


def test_a_server_that_only_takes_its_time_is_waited_for(office: Ledger) -> None:
    with office.reading() as session:
        session.execute(text("SELECT pg_sleep(1)"))

        assert checks(session)


@pytest.mark.parametrize("password", [":falsch", ""], ids=["wrong", "none"])
def test_a_password_that_is_not_accepted_is_named_and_not_repeated(
    server: PostgresServer, tmp_path: Path, password: str
) -> None:
    user = f"guarded{len(password)}"
    server.guard(user, "richtig")
    address = server.address.replace("office@", f"{user}{password}@")

    with pytest.raises(LedgerUnavailable) as refused:
        open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": f"{address}/office"})

    assert "不接受用户名或密码" in str(refused.value)
    assert "falsch" not in str(refused.value)
