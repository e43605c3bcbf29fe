"""What the databases say, and what that means to an officer."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import (
    DatabaseError,
    DBAPIError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.book.opening.space import full_disk_text, is_crowded

UNCHANGED = "已保存的内容没有改变。"
OTHER_SHAPE = (
    "台账的结构与本程序不符，可能是别的版本建的。请不要改动它，请管理员换回原来的版本，或用备份恢复"
)
TAKEN = "台账文件被别的程序占用（如正在复制、检查或用别的工具打开），读不到。请关掉那个程序"
AWAY = "连不上台账数据库。请管理员检查数据库服务和 DATABASE_URL 设置"
READ_ONLY = "read-only"
OPTIONS = "DATABASE_URL 问号后面的选项不对。请管理员检查这些选项"

# In lower case, as the databases write them; PostgreSQL may be set to speak Chinese. First match
# counts. A full disk is looked for before all of these.
_FULL = ("disk is full", "no space left", "磁盘空间")
_PERHAPS_FULL = ("disk i/o error", "unable to open", "readonly")
# What takes nothing in at the moment can be read all the same.
_UNWRITABLE = (
    ("database is locked", "台账正被别人写入，等了 30 秒仍没有轮到。请稍后再试"),
    ("lock timeout", "台账正被别人写入，等了 30 秒仍没有轮到。请稍后再试"),
    ("queuepool limit", "同时使用台账的人太多。请稍后再试"),
    ("readonly", "台账文件只能读、不能写。请管理员检查文件和文件夹的权限"),
    (READ_ONLY, "台账只能读、不能写。请管理员检查权限"),
)
_NO_USER = "台账数据库里没有这个用户，或它没有权限。请管理员检查 DATABASE_URL 里的用户"
_NO_DATABASE = (
    "数据库服务里没有这个库，或这个用户不能打开它。请先建库，或改正 DATABASE_URL 里的库名"
)
_NO_RIGHT = "这个数据库用户没有读写台账的权限。请数据库管理员授权"
_WRONG_PASSWORD = "台账数据库不接受用户名或密码。请管理员检查 DATABASE_URL 里的用户和密码"  # noqa: S105
_NO_HOST = "连不上台账数据库：找不到 DATABASE_URL 里的主机。请管理员检查主机名和网络"
_SILENT = "连不上台账数据库：主机没有应答。请管理员检查网络、防火墙和 DATABASE_URL 里的主机、端口"
_REFUSED = (
    "连不上台账数据库：这个端口上没有数据库服务。请管理员启动它，或改正 DATABASE_URL 里的主机、端口"
)
_STARTING = "连不上台账数据库：它正在启动或停止。请稍等"
_NO_MORE = "连不上台账数据库：它的连接已用完。请管理员加大 max_connections"
_CIPHER = "连不上台账数据库：加密连接没有建立。请管理员检查 DATABASE_URL 里的端口和 sslmode"
_MEANINGS = (
    ("no such table", OTHER_SHAPE),
    ("no such column", OTHER_SHAPE),
    ("unable to open", "打不开台账文件。请管理员检查 SANMING_DATA 文件夹是否存在、可写"),
    ("not a database", "台账文件不是有效的数据库。请不要改动它，联系管理员用最近的备份恢复"),
    ("malformed", "台账文件已损坏。请不要继续使用，联系管理员用最近的备份恢复"),
    ("disk i/o error", "读写磁盘出错。请管理员检查磁盘，必要时用最近的备份恢复"),
    ("password authentication failed", _WRONG_PASSWORD),
    ("no password supplied", _WRONG_PASSWORD),
    ("认证失败", _WRONG_PASSWORD),
    ("pg_hba.conf", "台账数据库不许这台电脑连接。请数据库管理员在 pg_hba.conf 中放行"),
    ('role "', _NO_USER),
    ('角色 "', _NO_USER),
    ('database "', _NO_DATABASE),
    ('数据库 "', _NO_DATABASE),
    ("permission denied", _NO_RIGHT),
    ("权限不够", _NO_RIGHT),
    ("invalid port", "DATABASE_URL 里的端口不对，应为 1~65535。请管理员改正"),
    ("invalid connection option", OPTIONS),
    ("invalid sslmode", OPTIONS),
    ("resolve host", _NO_HOST),
    ("translate host name", _NO_HOST),
    ("timeout expired", _SILENT),
    ("timed out", _SILENT),
    ("no route to host", _SILENT),
    ("network is unreachable", _SILENT),
    ("connection refused", _REFUSED),
    ("starting up", _STARTING),
    ("shutting down", _STARTING),
    ("in recovery mode", _STARTING),
    ("数据库系统", _STARTING),
    ("too many clients", _NO_MORE),
    ("connection slots", _NO_MORE),
    ("too many connections", _NO_MORE),
    ("ssl negotiation", _CIPHER),
    ("does not support ssl", _CIPHER),
    ("certificate", _CIPHER),
)


def is_full_disk(error: BaseException) -> bool:
    """Tell whether a database says that its disk is full."""
    said = _said(error)
    return any(words in said for words in _FULL)


@contextmanager
def explained(file: Path | None = None, *, reading: bool = False) -> Iterator[None]:
    """Turn the database's own refusals into `LedgerUnavailable`; a programming error stays one.

    They are SQLAlchemy's, or those of SQLite's driver where it was asked past SQLAlchemy. `file`
    is that of the ledger, if it is one. A file that is `reading` only and locked is not busy with
    another's writing: readers do not wait for writers.

    Raises:
        LedgerUnavailable: saying in Chinese what happened and what to do.
    """
    try:
        yield
    except (OperationalError, PoolTimeout, sqlite3.OperationalError) as error:
        raise _meant(error, file, reading=reading) from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        if not _is_of_the_database(error, reading=reading):
            raise
        raise _meant(error, file, reading=reading) from error


def _is_of_the_database(error: Exception, *, reading: bool) -> bool:
    """Tell an error of the database from a broken constraint or a wrong value, which is a bug."""
    if isinstance(error, ProgrammingError):  # this is what the driver calls a wrong DATABASE_URL
        said = _said(error)
        return any(words in said for words, text in _MEANINGS if text in {OPTIONS, _NO_RIGHT})
    if isinstance(error, InternalError):  # and this, writing where it may only be read
        return READ_ONLY in _said(error) and not reading
    return type(error) in {DatabaseError, sqlite3.DatabaseError}


def _meant(error: Exception, file: Path | None, *, reading: bool) -> LedgerUnavailable:
    said = _said(error)
    if is_full_disk(error) or (is_crowded(file) and any(words in said for words in _PERHAPS_FULL)):
        text = f"{full_disk_text(file)}。请管理员清出空间。"
        return LedgerUnwritable(text + UNCHANGED)
    if reading and "database is locked" in said:
        return LedgerUnavailable(f"{TAKEN}。{UNCHANGED}")
    for words, text in _UNWRITABLE:
        if words in said:
            return LedgerUnwritable(f"{text}。{UNCHANGED}")
    text = next((text for words, text in _MEANINGS if words in said), AWAY)
    return LedgerUnavailable(f"{text}。{UNCHANGED}")


def _said(error: BaseException) -> str:
    """Return what the error says, and those behind it, in lower case.

    SQLite takes a whole transaction back when its disk is full; the step back to a savepoint
    then fails as well, and by its words alone nobody would know why. SQLAlchemy's own text holds
    the statement and its values, which may be anything.
    """
    texts: list[str] = []
    behind: BaseException | None = error
    while behind is not None:
        texts.append(str(behind.orig if isinstance(behind, DBAPIError) else behind))
        behind = behind.__cause__ or behind.__context__
    return "\n".join(texts).lower()
