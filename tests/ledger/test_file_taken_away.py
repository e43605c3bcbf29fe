"""The file of the ledger taken away, exchanged or held under an open office, and put back."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy.orm import Session

from ledger.book.database import FILE_NAME, Ledger, open_ledger
from ledger.book.errors import LedgerUnavailable
from ledger.book.switches import samples_on, switch_samples
from tests.ledger.builders import ADMIN


@pytest.fixture
def office(tmp_path: Path, blank: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger that was read and written once, so that connections to it are open."""
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 60.0)  # no clock decides
    monkeypatch.setattr("ledger.book.engines.READ_WAIT_S", 0.01)
    copyfile(blank, tmp_path / FILE_NAME)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    switch(ledger, on=False)
    yield ledger
    ledger.close()


def switch(ledger: Ledger, *, on: bool) -> None:
    with ledger.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=on)


def read(ledger: Ledger, question: Callable[[Session], bool] = samples_on) -> bool:
    with ledger.reading() as session:
        return question(session)


def move(folder: Path, to: str) -> None:
    """Move the file with all that lies beside it."""
    (folder / to).mkdir()
    for file in folder.glob(f"{FILE_NAME}*"):
        file.rename(folder / to / file.name)


def move_back(folder: Path, at: str) -> None:
    for file in (folder / at).iterdir():
        file.rename(folder / file.name)


def test_a_file_taken_away_is_neither_read_nor_written_and_goes_on_where_it_is_put_back(
    office: Ledger, tmp_path: Path
) -> None:
    move(tmp_path, "elsewhere")
    with pytest.raises(LedgerUnavailable, match="不在了"):
        read(office)
    with pytest.raises(LedgerUnavailable, match=r"不在了.*没有保存"):
        switch(office, on=True)
    assert not list(tmp_path.glob(f"{FILE_NAME}*"))

    move_back(tmp_path, "elsewhere")

    assert read(office) is False
    switch(office, on=True)
    assert read(office) is True


def test_a_save_finds_it_back_by_itself_and_all_who_read_know(
    office: Ledger, tmp_path: Path
) -> None:
    move(tmp_path, "elsewhere")
    with pytest.raises(LedgerUnavailable):
        read(office)
    move_back(tmp_path, "elsewhere")

    switch(office, on=True)

    assert office.reach.problem == ""
    assert read(office) is True


def test_another_ledger_in_its_place_is_read_from_then_on(
    office: Ledger, tmp_path: Path, blank: Path
) -> None:
    assert read(office) is False
    move(tmp_path, "elsewhere")

    copyfile(blank, tmp_path / FILE_NAME)

    assert read(office) is True


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "0 字节"), (b"no ledger at all" * 90, "不是有效的数据库")]
)
def test_what_is_no_ledger_in_its_place_is_not_touched(
    office: Ledger, tmp_path: Path, content: bytes, words: str
) -> None:
    move(tmp_path, "elsewhere")
    (tmp_path / FILE_NAME).write_bytes(content)

    for _ in range(2):
        with pytest.raises(LedgerUnavailable, match=words):
            read(office)
    with pytest.raises(LedgerUnavailable, match=rf"{words}.*没有保存"):
        switch(office, on=True)

    assert (tmp_path / FILE_NAME).read_bytes() == content


def test_a_file_that_another_program_holds_is_read_again_once_it_lets_go(
    office: Ledger, tmp_path: Path
) -> None:
    office.engine.dispose()  # else the other one cannot have it for itself
    other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerUnavailable, match="被别的程序占用"):
        read(office)

    other.close()

    assert read(office) is False
