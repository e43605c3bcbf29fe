"""Opening a ledger: first start, upgrade, and everything that may be wrong with a database."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.orm import Session

from ledger.book import steps
from ledger.book.backup import inspect
from ledger.book.content import content_hash
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import LedgerUnavailable, NotAllowed
from ledger.book.policy import Actor, Grant
from ledger.book.switches import samples_on, switch_samples
from ledger.schema.tables import FACET_INDEX, INDEX_TABLES, Base
from tests.ledger.builders import ADMIN, Clock


def sqlite_office(folder: Path) -> dict[str, str]:
    return {"SANMING_DATA": str(folder)}


def test_the_steps_lead_to_the_tables_the_program_works_with(ledger: Ledger) -> None:
    with ledger.reading() as session:
        own = (INDEX_TABLES, FACET_INDEX)
        kept = {"include_name": lambda name, *_: not str(name).startswith(own)}
        context = MigrationContext.configure(session.connection(), opts=kept)
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_what_was_written_is_there_after_opening_again(place: dict[str, str]) -> None:
    first = open_ledger(place)
    with first.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)
    first.close()

    again = open_ledger(place)
    with again.reading() as session:
        assert not samples_on(session)
    again.close()


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    ledger = open_ledger(sqlite_office(tmp_path / "office"))
    with ledger.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)
        modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "office").iterdir()}
    ledger.close()

    assert modes == {0}


def test_many_who_start_at_once_make_one_ledger(tmp_path: Path) -> None:
    office = sqlite_office(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_ledger(office), range(8)))

    for ledger in opened:
        with ledger.reading() as session:
            assert samples_on(session)
        ledger.close()


def test_a_reading_session_changes_nothing(ledger: Ledger) -> None:
    refusal = "Unavailable|read-only" if ledger.engine.dialect.name != "sqlite" else "只能读"

    with pytest.raises(Exception, match=refusal), ledger.reading() as session:
        session.execute(text("DELETE FROM switch"))


def test_a_reader_does_not_wait_for_a_writer(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as writing:
        switch_samples(writing, ADMIN, on=False)
        with ledger.reading() as reading:
            assert samples_on(reading)


def test_a_reader_sees_one_state_to_the_end(ledger: Ledger) -> None:
    with ledger.reading() as reading:
        before = content_hash(reading.connection())
        with ledger.writing(ADMIN) as writing:
            switch_samples(writing, ADMIN, on=False)
        assert content_hash(reading.connection()) == before


def test_an_unknown_role_opens_no_writing_session(ledger: Ledger) -> None:
    nobody = Actor("x", "某人", (Grant("root"),))

    with pytest.raises(NotAllowed), ledger.writing(nobody):
        pytest.fail("opened")


def test_a_ledger_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    ledger = open_ledger(sqlite_office(tmp_path))
    with ledger.writing(ADMIN) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()

    with pytest.raises(LedgerUnavailable, match="程序太旧"):
        open_ledger(sqlite_office(tmp_path))


def test_an_older_ledger_is_copied_before_its_tables_change(
    place: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(place, Clock())
    with ledger.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=False)
    with ledger.reading() as session:
        held = content_hash(session.connection())
    ledger.close()
    # As if this program knew a later step that this ledger has not taken yet.
    monkeypatch.setattr("ledger.book.migrating.newest_step", lambda: "0002")

    open_ledger(place, Clock()).close()

    [copy] = (Path(place["SANMING_DATA"]) / "backups").iterdir()
    assert inspect(copy).content_hash == held


def test_a_new_ledger_needs_no_copy(place: dict[str, str]) -> None:
    open_ledger(place).close()

    assert not (Path(place["SANMING_DATA"]) / "backups").exists()


@pytest.mark.parametrize("content", [b"hello " * 300, b"SQLite format 3\x00" + b"x" * 9000])
def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(content)

    with pytest.raises(LedgerUnavailable, match="不是有效的数据库"):
        open_ledger(sqlite_office(tmp_path))

    assert (tmp_path / "ledger.sqlite").read_bytes() == content


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LedgerUnavailable, match="SANMING_DATA"):
        open_ledger(sqlite_office(tmp_path / "file" / "office"))


def fill_the_disk(session: Session) -> None:
    """Let the file grow no further, which is what a full disk is to SQLite, then write on."""
    driver = session.connection().exec_driver_sql
    driver(f"PRAGMA max_page_count = {driver('PRAGMA page_count').scalar()}")
    for number in range(2000):
        driver("INSERT INTO switch VALUES (?, false, 1, 'x', 'x', 'x')", (f"{number:0100}",))


def test_a_full_disk_keeps_nothing_and_says_so(tmp_path: Path) -> None:
    ledger = open_ledger(sqlite_office(tmp_path))

    with pytest.raises(LedgerUnavailable, match="磁盘已满"), ledger.writing(ADMIN) as session:
        fill_the_disk(session)

    with ledger.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM switch")) == 0
    ledger.close()


def test_a_ledger_of_another_shape_is_not_called_unreachable(tmp_path: Path) -> None:
    ledger = open_ledger(sqlite_office(tmp_path))
    with ledger.writing(ADMIN) as session:
        session.execute(text("DROP TABLE switch"))

    with (
        pytest.raises(LedgerUnavailable, match="结构与本程序不符"),
        ledger.reading() as session,
    ):
        session.scalar(text("SELECT count(*) FROM switch"))
    ledger.close()


@pytest.mark.postgres
def test_a_database_that_is_down_is_said_to_be_within_seconds(tmp_path: Path) -> None:
    office = {
        "SANMING_DATA": str(tmp_path),
        "DATABASE_URL": "postgresql://office:secret@127.0.0.1:9/ledger",
    }

    with pytest.raises(LedgerUnavailable, match="连不上台账数据库") as refusal:
        open_ledger(office)

    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("url", ["mysql://a:geheim@b/c", "nonsense geheim", "sqlite://"])
def test_an_address_of_no_supported_database_is_refused_without_repeating_it(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(LedgerUnavailable, match="DATABASE_URL") as refusal:
        open_ledger({"SANMING_DATA": str(tmp_path), "DATABASE_URL": url})

    assert "geheim" not in str(refusal.value)


@pytest.mark.postgres
def test_the_shown_address_has_no_password(postgres: str) -> None:
    address = postgres.replace("office@", "office:geheim@")

    ledger = open_ledger({"SANMING_DATA": os.devnull, "DATABASE_URL": address})

    assert "geheim" not in ledger.url
    ledger.close()


def test_the_settings_of_sqlite_are_the_safe_ones(tmp_path: Path) -> None:
    ledger = open_ledger(sqlite_office(tmp_path))
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")

    with ledger.reading() as session:
        driver = session.connection().exec_driver_sql
        found = [driver(f"PRAGMA {name}").scalar() for name in asked]

    ledger.close()
    assert found == ["wal", 2, 1, 3_000]


def test_a_writer_that_waited_too_long_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.book.engines.WAIT_S", 0.2)
    ledger = open_ledger(sqlite_office(tmp_path))
    other = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(LedgerUnavailable, match="正被别人写入"), ledger.writing(ADMIN):
        pytest.fail("opened")

    other.close()
    ledger.close()


def test_every_step_is_known_by_its_name() -> None:
    assert steps.is_known(steps.newest_step())
    assert not steps.is_known("9999")
