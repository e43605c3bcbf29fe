"""States in which a start may find the ledger, each made for real, and by which words it is known.

What the mode of a file or folder forbids, root may: where the tests run as root, `as_one_who_may`
lets the ledger be opened as nobody.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile

from sqlalchemy import text

from ledger.book.database import open_ledger
from tests.ledger.builders import ADMIN

NOBODY = 65534
Make = Callable[[Path, Path], None]
"""Given a whole ledger and the place of the office's one, make the state there."""


def _empty(_: Path, file: Path) -> None:
    file.touch()


def _truncated(whole: Path, file: Path) -> None:
    file.write_bytes(whole.read_bytes()[:40_000])


def _cut_in_the_header(whole: Path, file: Path) -> None:
    file.write_bytes(whole.read_bytes()[:60])


def _foreign(_: Path, file: Path) -> None:
    file.write_bytes(b"PK\x03\x04 a workbook" * 900)


def _of_another_program(_: Path, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")
    connection.close()


def _of_another_program_with_steps(_: Path, file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32))")
        connection.execute("INSERT INTO alembic_version VALUES ('a1b2c3')")
    connection.close()


def _newer(whole: Path, file: Path) -> None:
    copyfile(whole, file)
    ledger = open_ledger({"SANMING_DATA": str(file.parent)})
    with ledger.writing(ADMIN) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()


def _folder(_: Path, file: Path) -> None:
    file.mkdir()


def _moved_away(_: Path, file: Path) -> None:
    file.with_name(f"{file.name}-wal").write_bytes(b"what was saved last")


def _damaged(whole: Path, file: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[100:8000] = b"\xee" * 7900
    file.write_bytes(content)


STATES: dict[str, tuple[Make, str]] = {
    "of no bytes": (_empty, "是空的（0 字节）"),
    "truncated": (_truncated, "不完整：应有"),
    "cut in the header": (_cut_in_the_header, "不完整：应有"),
    "no database": (_foreign, "不是有效的数据库"),
    "of another program": (_of_another_program, "不是本程序的台账"),
    "of another program with steps": (_of_another_program_with_steps, "不是本程序的台账"),
    "newer": (_newer, "程序太旧"),
    "a folder": (_folder, "是一个文件夹，不是文件"),
    "moved away from its last changes": (_moved_away, "不在了"),
    "damaged": (_damaged, "已损坏"),
}


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that everybody may look into, for tests as somebody else."""
    with tempfile.TemporaryDirectory(prefix="office-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def as_one_who_may_not_all() -> Iterator[None]:
    """Be nobody for a moment, if the tests run as root, whom no mode stops."""
    is_root = os.name != "nt" and os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
