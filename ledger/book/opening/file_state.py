"""In which state a SQLite ledger is found before it is opened: each has its own sentence.

SQLite itself would take a file of no bytes for an empty database, and make a new one where the
ledger is gone; an office that then goes on has lost its ledger without a word.
"""

import os
from pathlib import Path

from files.errors import reason
from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.book.opening.held_files import read_start
from ledger.book.opening.space import full_disk_text, is_crowded

SQLITE_START = b"SQLite format 3\x00"
AS_WE_ARE = {"effective_ids": os.access in os.supports_effective_ids}
HEADER = 100  # bytes
BIGGEST_PAGE = 65_536
PAGES = {2**power for power in range(9, 16)} | {1}  # sizes as a header says them; 1 is the biggest
NEW_LEDGER = 3_000_000  # bytes that a new ledger takes while it is made
FROM_BACKUP = "请管理员不要改动它，用最近的备份恢复到新的 SANMING_DATA"


def is_there(file: Path) -> bool:
    """Tell whether there is a ledger to open; none at all is no fault, one is made then.

    Raises:
        LedgerUnavailable: what is there is no ledger, or cannot be read; says what it is.
    """
    try:
        if file.is_dir():
            raise LedgerUnavailable(_text(file, "是一个文件夹，不是文件", "请把它移走或改名"))
        start, size = read_start(file, HEADER)
    except FileNotFoundError:
        _require_nothing_left(file)
        return False
    except OSError as error:
        raise LedgerUnavailable(_not_read(file, error)) from error
    if size == 0:
        do = "可能是复制没有完成。请找回原文件或用备份恢复；确实要新建台账，先把这个文件移走"
        raise LedgerUnavailable(_text(file, "是空的（0 字节）", do))
    if not _is_sqlite(start):
        do = "不是本程序写的，没有改动它。请把它移走，放回真的台账，或用备份恢复"
        raise LedgerUnavailable(_text(file, "不是有效的数据库", do))
    whole = _whole_size(start)
    if size < whole and not _size(_beside(file, "-wal")):
        cut = f"不完整：应有 {whole:,} 字节，只有 {size:,} 字节"
        raise LedgerUnavailable(_text(file, cut, FROM_BACKUP))
    return True


def make_folder(file: Path) -> None:
    """Make the folder of a new ledger: it holds contacts, so only its owner may look into it.

    Raises:
        LedgerUnavailable: that cannot be, or there is no room for a ledger in it.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        if is_crowded(file):
            raise LedgerUnwritable(no_room(file)) from error
        raise LedgerUnavailable(_not_made(file, error)) from error


def make_private_file(file: Path) -> None:
    """Make an empty file that only its owner may read; SQLite gives those beside it the same.

    Raises:
        LedgerUnavailable: that cannot be.
    """
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        if is_crowded(file):
            raise LedgerUnwritable(no_room(file)) from error
        raise LedgerUnavailable(_not_made(file, error)) from error


def no_room(file: Path) -> str:
    """Say that there is no room for a new ledger."""
    full = full_disk_text(file, NEW_LEDGER)
    return (
        f"{full}，没有建立台账，什么也没有留下。请管理员在 SANMING_DATA 所在的磁盘清出空间后重试。"
    )


def why_unwritable(file: Path) -> str:
    """Say why nothing can be saved in a ledger that can be read; "" if it can."""
    if is_crowded(file):
        return f"{full_disk_text(file)}。请管理员清出空间。"
    if not os.access(file, os.W_OK, **AS_WE_ARE) or not os.access(
        file.parent, os.W_OK, **AS_WE_ARE
    ):
        return f"台账文件 {file.name} 或它的文件夹不许写入。请管理员检查权限。"
    return ""


def put_in_place(made: Path, file: Path) -> None:
    """Let the ledger that was made at `made` be `file`, unless another process was quicker.

    Raises:
        LedgerUnavailable: the file system does not let us.
    """
    try:
        os.link(made, file)
    except FileExistsError:
        return
    except OSError:  # a file system without links; on Windows this fails where there is one
        _move(made, file)


def _move(made: Path, file: Path) -> None:
    try:
        if not file.exists():
            made.rename(file)
    except OSError as error:
        if not file.exists():
            raise LedgerUnavailable(_not_made(file, error)) from error


def _require_nothing_left(file: Path) -> None:
    """Refuse to make a ledger beside what is left of one: SQLite would mix the two."""
    if _size(_beside(file, "-wal")):
        do = f"旁边还留着它最后的改动（{file.name}-wal）。请找回原文件，和 -wal 放在一起再启动"
        raise LedgerUnavailable(_text(file, "不在了", do))


def _is_sqlite(start: bytes) -> bool:
    cut_in_the_header = SQLITE_START.startswith(start[:16]) and len(start) < HEADER
    sized = start.startswith(SQLITE_START) and int.from_bytes(start[16:18], "big") in PAGES
    return cut_in_the_header or sized


def _whole_size(start: bytes) -> int:
    """Return how many bytes a database says that it has; no more than there are if it does not."""
    if len(start) < HEADER:
        return HEADER
    page = int.from_bytes(start[16:18], "big")
    written_by_same = start[24:28] == start[92:96]  # else the count of pages may be an old one
    pages = int.from_bytes(start[28:32], "big") if written_by_same else 0
    return pages * (BIGGEST_PAGE if page == 1 else page)


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _text(file: Path, what: str, do: str) -> str:
    return f"台账文件 {file.name} {what}。{do}。"


def _not_read(file: Path, error: OSError) -> str:
    return f"读不到台账文件 {file.name}（{reason(error)}）。请管理员检查 SANMING_DATA 设置和权限。"


def _not_made(file: Path, error: OSError) -> str:
    why = {"没有读取的权限": "没有写入的权限"}.get(reason(error), reason(error))
    return f"建不了台账文件 {file.name}（{why}）。请管理员检查 SANMING_DATA 设置和权限。"
