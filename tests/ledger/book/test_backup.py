"""A backup holds everything, opens in either database, and goes only into an empty one."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from ledger.book.audit import verify
from ledger.book.backup import backup, inspect, restore
from ledger.book.content import content_hash
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import NotPossible
from ledger.book.switches import switch_samples
from ledger.links.checks import record_check
from ledger.plots.edits import edit_plot
from ledger.plots.imports import save_import
from ledger.plots.register import count_plots
from tests.ledger.builders import ADMIN, make_check, make_plot, make_plots, make_position


def fill(ledger: Ledger) -> None:
    """Put a row of every kind into the ledger."""
    with ledger.writing(ADMIN) as session:
        record_check(session, ADMIN, make_check("found_weak", companies=["海斯", "'; --"]))
        switch_samples(session, ADMIN, on=False)
        some = make_plots(3, area_mu=1 / 3, contact="13812345678", position=make_position())
        save_import(session, ADMIN, some, "地块.xlsx", "县")
        edit_plot(session, ADMIN, make_plot("P1", area_mu=-0.0), 1)


def hash_of(ledger: Ledger) -> str:
    with ledger.reading() as session:
        return content_hash(session.connection())


@pytest.fixture(params=["to sqlite", pytest.param("to postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Open an empty ledger beside `ledger`, in each database."""
    settings = {"SANMING_DATA": str(tmp_path / "new")}
    if request.param == "to postgresql":
        request.getfixturevalue("postgres")
        settings["DATABASE_URL"] = f"{request.getfixturevalue('postgres_server')}/other"
    opened = open_ledger(settings)
    yield opened
    opened.close()


def test_a_backup_of_either_database_restores_into_either(
    ledger: Ledger, empty: Ledger, tmp_path: Path
) -> None:
    fill(ledger)

    saved = backup(ledger, tmp_path / "b.sqlite")
    restored = restore(tmp_path / "b.sqlite", empty)

    assert saved == restored
    assert {hash_of(ledger), hash_of(empty)} == {saved.content_hash}


def test_work_goes_on_in_a_restored_ledger(ledger: Ledger, empty: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    backup(ledger, tmp_path / "b.sqlite")
    restore(tmp_path / "b.sqlite", empty)

    with empty.writing(ADMIN) as session:
        check = record_check(session, ADMIN, make_check())
        receipt = save_import(session, ADMIN, [make_plot("P9")], "f", "s")

    assert (check.id, receipt.import_id) == (2, 2)
    with empty.reading() as session:
        assert verify(session) is None


def test_a_ledger_with_content_is_not_written_over(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    backup(ledger, tmp_path / "b.sqlite")
    held = hash_of(ledger)

    with pytest.raises(NotPossible, match="已经有内容"):
        restore(tmp_path / "b.sqlite", ledger)

    assert hash_of(ledger) == held


def test_a_backup_never_overwrites_a_file(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "b.sqlite"
    file.write_text("mine")

    with pytest.raises(NotPossible, match="已经存在"):
        backup(ledger, file)

    assert file.read_text() == "mine"


def test_a_backup_is_one_file_that_only_its_owner_reads(ledger: Ledger, tmp_path: Path) -> None:
    backup(ledger, tmp_path / "kept" / "b.sqlite")

    [file] = (tmp_path / "kept").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("b.sqlite", 0o600)


def test_a_backup_that_cannot_be_written_leaves_nothing(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(NotPossible, match="备份没有写成"):
        backup(ledger, tmp_path / "file" / "b.sqlite")


def test_reading_a_backup_does_not_change_it(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger)
    backup(ledger, tmp_path / "b.sqlite")
    before = (tmp_path / "b.sqlite").read_bytes()

    inspect(tmp_path / "b.sqlite")

    assert (tmp_path / "b.sqlite").read_bytes() == before


def test_a_backup_under_load_holds_one_moment(
    ledger: Ledger, empty: Ledger, tmp_path: Path
) -> None:
    done = Event()

    def write_on() -> None:
        number = 0
        while not done.is_set():
            number += 1
            with ledger.writing(ADMIN) as session:
                # Two plots at once: a copy with one of them would hold no moment there was.
                pair = [make_plot(f"A{number}"), make_plot(f"B{number}")]
                save_import(session, ADMIN, pair, "f", "s")

    writer = Thread(target=write_on)
    writer.start()
    saved = [backup(ledger, tmp_path / f"{number}.sqlite") for number in range(3)]
    done.set()
    writer.join()

    assert restore(tmp_path / "2.sqlite", empty) == saved[2]
    with empty.reading() as session:
        assert count_plots(session) == 2 * saved[2].head.number
        assert verify(session) is None


@pytest.fixture
def saved(tmp_path: Path, blank: Path) -> Path:
    """Return the backup of a filled SQLite ledger."""
    assert blank.exists()
    ledger = open_ledger({"SANMING_DATA": str(tmp_path / "office")})
    fill(ledger)
    backup(ledger, tmp_path / "saved.sqlite")
    ledger.close()
    return tmp_path / "saved.sqlite"


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _: b"", "不是台账的备份"),
        (lambda raw: b"PK" + raw, "不是台账的备份"),
        (lambda raw: raw[: len(raw) // 2], "已损坏"),
        (lambda raw: raw[:9000] + b"\xff" * 20_000 + raw[29_000:], "已损坏"),
        (lambda raw: raw.replace("本机管理员".encode(), "本机管理人".encode()), "被改动过"),
    ],
    ids=["empty", "no database", "cut", "overwritten", "edited"],
)
def test_a_damaged_backup_is_refused(
    saved: Path, tmp_path: Path, damage: object, said: str
) -> None:
    assert callable(damage)
    saved.write_bytes(damage(saved.read_bytes()))
    empty = open_ledger({"SANMING_DATA": str(tmp_path / "new")})

    with pytest.raises(NotPossible, match=said):
        restore(saved, empty)

    with empty.reading() as session:
        assert count_plots(session) == 0
    empty.close()


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="读不到备份文件"):
        inspect(tmp_path / "none.sqlite")
