"""Back a ledger up into one file, and bring it back: from either database into either."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from files.errors import reason
from ledger.book.audit import AuditHead, head, verify
from ledger.book.content import content_hash, forget_companies, is_empty
from ledger.book.copying import copy_rows, copy_to_file
from ledger.book.database import Ledger
from ledger.book.engines import WRITING, make_engine, sqlite_url
from ledger.book.errors import NotPossible
from ledger.book.opening.meanings import explained, is_full_disk
from ledger.book.opening.row_rights import act_as
from ledger.book.policy import LOCAL
from ledger.book.steps import current_step, is_known, upgrade
from ledger.schema import company_index
from ledger.schema.tables import Base

SQLITE_START = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Backup:
    """备份: what a file holds; print `head` with it, so that a cut-off log would be noticed."""

    content_hash: str
    head: AuditHead


def backup(ledger: Ledger, file: Path) -> Backup:
    """Write the ledger as it is at this moment into the new file `file`, and read it back.

    Others may write on meanwhile. The file holds contacts: only its owner may read it.

    Raises:
        NotPossible: the file is there already, or cannot be written.
        LedgerUnavailable: the ledger does not answer.
    """
    with explained():
        copy_to_file(ledger.engine, file)
    return inspect(file)


def restore(file: Path, ledger: Ledger) -> Backup:
    """Bring the backup `file` into the empty `ledger`; its content hash is then equal.

    A backup of an older program is brought up to date on the way; the file stays as it is.

    Raises:
        NotPossible: the ledger is not empty, or the file is no whole backup of ours.
    """
    engine = ledger.engine.execution_options(**{WRITING: True})
    with _opened(file) as source, explained(), engine.begin() as target:
        if not is_empty(target):
            refusal = "台账里已经有内容，没有恢复，内容没有改变。请恢复到一个新的 SANMING_DATA。"
            raise NotPossible(refusal)
        act_as(target, LOCAL)
        forget_companies(target)
        copy_rows(source, target, Base.metadata.sorted_tables)
        company_index.rebuild(target)
        _let_numbers_go_on(target)
        wanted = content_hash(source)
        if content_hash(target) != wanted:
            refusal = f"从 {file.name} 读入的内容与备份不一致，没有恢复，台账仍是空的。"
            raise NotPossible(refusal)
        return Backup(wanted, _head(source))


def inspect(file: Path) -> Backup:
    """Return what a backup holds.

    Raises:
        NotPossible: it is no whole backup of ours, or its audit log is broken.
    """
    with _opened(file) as connection:
        return Backup(content_hash(connection), _head(connection))


@contextmanager
def _opened(file: Path) -> Iterator[Connection]:
    """Open a copy of a backup, brought up to date; the file itself is only read."""
    _require_backup(file)
    with TemporaryDirectory(prefix="ledger-") as folder:
        copy = Path(folder) / "copy.sqlite"
        _copy(file, copy)
        engine = make_engine(sqlite_url(copy), as_it_is=True)
        try:
            _bring_up_to_date(file, engine.execution_options(**{WRITING: True}))
            with engine.connect() as connection:
                _require_unbroken(file, connection)
                yield connection
        finally:
            engine.dispose()


def _copy(file: Path, copy: Path) -> None:
    try:
        copyfile(file, copy)
    except OSError as error:
        refusal = f"备份 {file.name} 复制到临时文件夹时出错（{reason(error)}）。台账没有改变。"
        raise NotPossible(refusal) from error


def _bring_up_to_date(file: Path, engine: Engine) -> None:
    try:
        with engine.begin() as connection:
            _require_whole(file, connection)
            upgrade(connection)
    except DatabaseError as error:
        if is_full_disk(error):
            refusal = f"临时文件夹的磁盘已满，没有使用备份 {file.name}，台账没有改变。请清出空间。"
            raise NotPossible(refusal) from error
        raise NotPossible(_unusable(file, "已损坏")) from error


def _require_backup(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            start = opened.read(len(SQLITE_START))
    except OSError as error:
        refusal = f"读不到备份文件 {file}（{reason(error)}）。台账没有改变。"
        raise NotPossible(refusal) from error
    if start != SQLITE_START:
        raise NotPossible(_unusable(file, "不是台账的备份文件"))


def _require_whole(file: Path, connection: Connection) -> None:
    if connection.execute(text("PRAGMA integrity_check")).scalar() != "ok":
        raise NotPossible(_unusable(file, "已损坏"))
    step = current_step(connection)
    if step is None or not is_known(step):
        raise NotPossible(_unusable(file, "不是台账的备份，或由更新版本的程序写成"))


def _require_unbroken(file: Path, connection: Connection) -> None:
    broken = verify(Session(connection))
    if broken is not None:
        raise NotPossible(_unusable(file, f"操作记录被改动过：{broken.why}"))


def _unusable(file: Path, why: str) -> str:
    return f"{file.name} {why}，没有使用，台账没有改变。请换一份备份。"


def _head(connection: Connection) -> AuditHead:
    return head(Session(connection))


def _let_numbers_go_on(target: Connection) -> None:
    """Let PostgreSQL count on after the numbers that were copied; SQLite does so by itself."""
    if target.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        counted = table.autoincrement_column
        last = target.scalar(select(func.max(counted))) if counted is not None else None
        if counted is not None and last is not None:
            target.execute(select(func.setval(f"{table.name}_{counted.name}_seq", last)))


def is_sound(ledger: Ledger) -> bool:
    """Tell whether the database file itself is whole; PostgreSQL looks after its own."""
    if ledger.engine.dialect.name != "sqlite":
        return True
    raw = ledger.engine.raw_connection()
    try:
        with closing(raw.cursor()) as cursor:
            return bool(cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        raw.close()
