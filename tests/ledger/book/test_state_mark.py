"""The mark of the ledger's state: the same while nobody saves, another after anybody did."""

import os
from pathlib import Path
from shutil import copyfile

from ledger.book.database import FILE_NAME, Ledger, open_ledger
from ledger.book.switches import samples_on, switch_samples
from tests.ledger.builders import ADMIN


def switch(ledger: Ledger, *, on: bool) -> None:
    with ledger.writing(ADMIN) as session:
        switch_samples(session, ADMIN, on=on)


def test_it_stays_the_same_while_the_ledger_is_only_read(ledger: Ledger) -> None:
    before = ledger.mark()
    with ledger.reading() as session:
        samples_on(session)

    assert before is not None
    assert ledger.mark() == before


def test_it_is_another_after_each_save(ledger: Ledger) -> None:
    marks = {ledger.mark()}
    for on in (False, True, False):
        switch(ledger, on=on)
        marks.add(ledger.mark())

    assert len(marks) == 4
    assert None not in marks


def test_it_is_another_after_another_process_saved(ledger: Ledger, place: dict[str, str]) -> None:
    before = ledger.mark()
    another = open_ledger(place)
    switch(another, on=False)
    another.close()

    assert ledger.mark() not in {before, None}


def test_a_ledger_put_in_place_of_another_has_another_mark(tmp_path: Path, blank: Path) -> None:
    copyfile(blank, tmp_path / FILE_NAME)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    before = ledger.mark()
    other = tmp_path / "other"
    copyfile(blank, other)
    other.replace(tmp_path / FILE_NAME)

    assert ledger.mark() not in {before, None}
    ledger.close()


def test_there_is_none_while_the_file_is_away_and_one_again_after(
    tmp_path: Path, blank: Path
) -> None:
    copyfile(blank, tmp_path / FILE_NAME)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    assert ledger.mark() is not None
    (tmp_path / FILE_NAME).rename(tmp_path / "elsewhere")
    away = ledger.mark()
    (tmp_path / "elsewhere").rename(tmp_path / FILE_NAME)

    assert away is None
    assert ledger.mark() is not None
    ledger.close()


def test_a_file_written_into_past_the_database_has_another_mark(
    tmp_path: Path, blank: Path
) -> None:
    copyfile(blank, tmp_path / FILE_NAME)
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    before = ledger.mark()
    os.truncate(tmp_path / FILE_NAME, 4096)

    assert ledger.mark() != before
    ledger.close()
