"""Errors of the ledger; all are `ProductError`, so a screen shows their text as a notice.

ProductError
├── NotAllowed         the role or area of the acting user does not permit it
├── NotPossible        what was asked does not go (a second undo, a restore into a full ledger)
├── StaleRecord        somebody changed the record since the form was opened
└── LedgerUnavailable  the database cannot be reached, is busy, full, damaged or too new
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from files.errors import ProductError


class NotAllowed(ProductError):  # noqa: N818  (a state of the world, named as the user meets it)
    """The acting user may not do this; nothing was changed."""


class NotPossible(ProductError):  # noqa: N818
    """What was asked cannot be done as things are; the text says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """改动: one field (as a form calls it), as the form began, as it stands now, as it was sent."""

    name: str
    before: str
    theirs: str
    mine: str

    def __str__(self) -> str:
        clash = f"(你填的是 {self.mine})" if self.mine not in {self.before, self.theirs} else ""
        return f"{self.name}由 {self.before} 改为 {self.theirs}{clash}"


class StaleRecord(ProductError):  # noqa: N818
    """Somebody changed the record since the form was opened; nothing was saved, nothing is lost.

    `mine` is what was to be saved, `theirs` what stands now (its stored form, with version, name
    and time), `changes` what they changed since, in the order of the form.
    """

    def __init__(
        self,
        text: str,
        mine: object,
        theirs: object,
        changes: tuple[FieldChange, ...] = (),
    ) -> None:
        self.mine, self.theirs, self.changes = mine, theirs, changes
        super().__init__(text)


class LedgerUnavailable(ProductError):  # noqa: N818
    """The database does not answer as it should; nothing of the attempted change was kept."""


# What the databases say, in lower case, and what that means to an officer. First match counts.
_OTHER_SHAPE = (
    "台账的结构与本程序不符,可能是别的版本建的。请不要改动它,请管理员换回原来的版本,或用备份恢复"
)
_MEANINGS = (
    ("no such table", _OTHER_SHAPE),
    ("no such column", _OTHER_SHAPE),
    ("database is locked", "台账正被别人写入,等了 30 秒仍没有轮到。请稍后再试"),
    ("lock timeout", "台账正被别人写入,等了 30 秒仍没有轮到。请稍后再试"),
    ("queuepool limit", "同时使用台账的人太多。请稍后再试"),
    ("disk is full", "磁盘已满,这次修改没有保存。请管理员清出空间后重试"),
    ("no space left", "磁盘已满,这次修改没有保存。请管理员清出空间后重试"),
    ("readonly", "台账文件只能读、不能写。请管理员检查文件和文件夹的权限"),
    ("read-only", "台账只能读、不能写。请管理员检查权限"),
    ("unable to open", "打不开台账文件。请管理员检查 SANMING_DATA 文件夹是否存在、可写"),
    ("not a database", "台账文件不是有效的数据库。请不要改动它,联系管理员用最近的备份恢复"),
    ("malformed", "台账文件已损坏。请不要继续使用,联系管理员用最近的备份恢复"),
    ("disk i/o error", "读写磁盘出错。请管理员检查磁盘,必要时用最近的备份恢复"),
)
_OTHERWISE = "连不上台账数据库。请管理员检查数据库服务和 DATABASE_URL 设置"


def is_full_disk(error: Exception) -> bool:
    """Tell whether a database says that its disk is full."""
    return any(words in str(error).lower() for words in ("disk is full", "no space left"))


@contextmanager
def explained() -> Iterator[None]:
    """Turn the database's own refusals into `LedgerUnavailable`; a programming error stays one.

    They are SQLAlchemy's, or those of SQLite's driver where it was asked past SQLAlchemy.

    Raises:
        LedgerUnavailable: saying in Chinese what happened and what to do.
    """
    try:
        yield
    except (OperationalError, PoolTimeout, sqlite3.OperationalError) as error:
        raise LedgerUnavailable(_meaning(error)) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if type(error) not in {
            DatabaseError,
            sqlite3.DatabaseError,
        }:  # a broken constraint, a wrong value: a bug
            raise
        raise LedgerUnavailable(_meaning(error)) from error


def _meaning(error: Exception) -> str:
    said = "\n".join(_said(error)).lower()
    text = next((text for words, text in _MEANINGS if words in said), _OTHERWISE)
    return f"{text}。已保存的内容没有改变。"


def _said(error: BaseException) -> Iterator[str]:
    """Yield what the error says, and those behind it.

    SQLite takes a whole transaction back when its disk is full; the step back to a savepoint
    then fails as well, and by its words alone nobody would know why.
    """
    behind: BaseException | None = error
    while behind is not None:
        yield str(behind)
        behind = behind.__cause__ or behind.__context__
