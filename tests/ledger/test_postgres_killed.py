"""PostgreSQL killed (kill -9) under an open ledger: said, nothing half-kept, and back by itself."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ledger.book.audit import verify
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import LedgerUnavailable
from ledger.links.checks import record_check
from ledger.schema.base import CheckRow
from tests.ledger.builders import ADMIN, Clock, make_check
from tests.ledger.postgres import (
    PostgresServer,
    find_programs,
    make_database,
    postgres_of_our_own,
)

pytestmark = pytest.mark.postgres
AWAY = "连不上台账数据库"
SOON_S = 120.0  # long enough for a busy machine


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    programs = find_programs()
    assert programs is not None, "PostgreSQL is missing: apt-get install postgresql"
    with postgres_of_our_own(programs) as running:
        make_database(running.address, "office")
        yield running


@pytest.fixture
def office(server: PostgresServer, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one check in it, opened while its server runs."""
    place = {"SANMING_DATA": str(tmp_path), "DATABASE_URL": f"{server.address}/office"}
    opened = open_ledger(place, Clock())
    with opened.writing(ADMIN) as session:
        record_check(session, ADMIN, make_check())
    yield opened
    opened.close()


def checks(session: Session) -> list[str]:
    return list(session.scalars(select(CheckRow.note).order_by(CheckRow.id)))


def comes_to(ledger: Ledger, expected: list[str]) -> bool:
    """Read until the checks are those, as a person refreshes a screen; the log must hold."""
    deadline = time.monotonic() + SOON_S
    while time.monotonic() < deadline:
        with suppress(LedgerUnavailable), ledger.reading() as session:
            if checks(session) == expected:
                return verify(session) is None
    return False


def save_into_a_kill(session: Session, server: PostgresServer, *afterwards: str) -> None:
    record_check(session, ADMIN, make_check(note="一半"))
    server.kill()
    for note in afterwards:
        record_check(session, ADMIN, make_check(note=note))


def read_into_a_kill(session: Session, server: PostgresServer) -> None:
    assert checks(session)
    server.kill()
    checks(session)


def test_writing_is_refused_with_a_sentence_and_comes_back_by_itself(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    server.kill()
    for _ in range(2):  # the first meets broken connections, the second none
        with pytest.raises(LedgerUnavailable, match=AWAY), office.writing(ADMIN) as session:
            record_check(session, ADMIN, make_check(note="没有保存"))
    server.start()

    assert comes_to(office, before)
    with office.writing(ADMIN) as session:
        record_check(session, ADMIN, make_check(note="恢复以后"))
    assert comes_to(office, [*before, "恢复以后"])


def test_a_save_in_the_midst_of_which_it_dies_is_kept_in_no_part(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    with pytest.raises(LedgerUnavailable, match=AWAY), office.writing(ADMIN) as session:
        save_into_a_kill(session, server, "另一半")
    server.start()

    assert comes_to(office, before)


def test_a_save_that_dies_at_its_very_end_is_not_said_to_be_kept(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    with pytest.raises(LedgerUnavailable, match=AWAY), office.writing(ADMIN) as session:
        save_into_a_kill(session, server)
    server.start()

    assert comes_to(office, before)


def test_reading_that_was_under_way_is_ended_with_a_sentence(
    server: PostgresServer, office: Ledger
) -> None:
    with office.reading() as session:
        before = checks(session)

    with pytest.raises(LedgerUnavailable, match=AWAY), office.reading() as session:
        read_into_a_kill(session, server)
    server.start()

    assert comes_to(office, before)
