"""Another process opens the ledger and closes it again: nothing that is saved here goes astray.

A command beside the running dashboard does so: a backup at night, an account that is added.
"""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from ledger.book.audit import append, head
from ledger.book.database import FILE_NAME, Ledger, open_ledger
from ledger.book.policy import LOCAL
from tests.forked import ROOT

COMMAND = [sys.executable, "-m", "ledger", "verify"]


def save(ledger: Ledger) -> int:
    with ledger.writing(LOCAL) as session:
        return append(session, LOCAL, ("test", "save", "x"))


def verified_elsewhere(office: Path) -> str:
    done = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env={"SANMING_DATA": str(office), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize("readers", [1, 2])
def test_what_is_saved_after_another_process_left_is_there_for_the_next(
    tmp_path: Path, readers: int
) -> None:
    ledger = open_ledger({"SANMING_DATA": str(tmp_path)})
    try:
        with ExitStack() as opened:
            # Each at the same time has a connection of its own; the file is looked at before.
            for _ in range(readers):
                opened.enter_context(ledger.reading())
        save(ledger)
        before = (tmp_path / f"{FILE_NAME}-wal").stat().st_ino

        assert "1 条" in verified_elsewhere(tmp_path)
        save(ledger)

        assert (tmp_path / f"{FILE_NAME}-wal").stat().st_ino == before
        assert "2 条" in verified_elsewhere(tmp_path)
        with ledger.reading() as session:
            assert head(session).number == 2
    finally:
        ledger.close()
