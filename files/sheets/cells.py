"""Bytes of an upload into rows of text: Excel in a limited process of its own, CSV here.

Nothing is believed of an upload: its size, what it says of its own size, its encoding.
"""

import io
import json
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from files.sheets.csv_stream import csv_rows, look_at
from files.sheets.refusals import UploadRefused

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
MOST_RATIO = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 300
WORKER = Path(__file__).with_name("worker.py")
WORKER_MEGABYTES = 1000
OLD_MEGABYTES = 400  # an old workbook has at most 65 536 rows; one made to loop takes all it may
WORKER_SECONDS = 90  # of work, and of silence
LINES_PER_LOOK = 2000
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNCHANGED = "库里的数据没有改动"


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表: its name ("" for a CSV), how large it is, and the rows, to be taken once."""

    name: str
    total: int
    columns: int
    rows: Iterator[list[str]]


@contextmanager
def open_sheets(raw: bytes) -> Iterator[Iterator[Sheet]]:
    """Give the sheets of an upload, one after the other; only the current one can be read.

    Raises:
        UploadRefused: too large, made to exhaust the machine, broken, or not a list at all.
    """
    if len(raw) > MOST_BYTES:
        _refuse(f"文件超过 {MOST_BYTES // MEGABYTE} MB", "请分成几个文件再导入")
    if not raw.strip():
        _refuse("文件是空的", "请确认保存成功后再导入")
    if raw[:4] == ZIP:
        _check_zip(raw)
    if raw[:4] in {ZIP, OLD_EXCEL}:
        with _worker(raw) as lines:
            yield _sheets(lines)
    else:
        yield iter([csv_sheet(io.BytesIO(raw))])


def _refuse(what: str, todo: str) -> NoReturn:
    msg = f"{what},{UNCHANGED};{todo}"
    raise UploadRefused(msg)


def _check_zip(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        _refuse_broken()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        what = f"文件解开后有 {unpacked // MEGABYTE} MB,与它的大小不相称,没有打开"
        _refuse(what, "请另存为普通的 Excel 或 CSV 文件再导入")


def _refuse_broken() -> NoReturn:
    todo = "请去掉密码,用 Excel 或 WPS 另存为 .xlsx 再导入"
    limits = (
        f"打开它要 {WORKER_MEGABYTES} MB(.xls {OLD_MEGABYTES} MB)以上内存或 {WORKER_SECONDS} 秒以上"
    )
    _refuse(f"文件打不开:可能已损坏、加了密码,或者{limits}", todo)


@contextmanager
def _worker(raw: bytes) -> Iterator[Iterator[object]]:
    """Run the worker on `raw` and give its lines; it is gone when this is left."""
    with tempfile.TemporaryFile() as given:
        given.write(raw)
        given.seek(0)
        most = OLD_MEGABYTES if raw[:4] == OLD_EXCEL else WORKER_MEGABYTES
        command = [sys.executable, "-I", str(WORKER), str(most), str(WORKER_SECONDS)]
        with subprocess.Popen(  # noqa: S603  (our own file, by a full path)
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            clock = _Clock(process)
            try:
                yield _lines(process, clock)
            finally:
                clock.stop()
                process.kill()


class _Clock:
    """Ends a process that says nothing for too long; who reads slowly does not count against it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._timer = self._started()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(WORKER_SECONDS, self._process.kill)
        timer.daemon = True
        timer.start()
        return timer

    def again(self) -> None:
        """Begin to count anew."""
        self._timer.cancel()
        self._timer = self._started()

    def stop(self) -> None:
        """Count no more."""
        self._timer.cancel()


def _lines(process: "subprocess.Popen[bytes]", clock: _Clock) -> Iterator[object]:
    if process.stdout is None:
        return
    for number, line in enumerate(process.stdout):
        if number % LINES_PER_LOOK == 0:
            clock.again()
        try:
            yield json.loads(line)
        except ValueError:
            _refuse_broken()
    if process.wait() != 0:
        _refuse_broken()


def _sheets(lines: Iterator[object]) -> Iterator[Sheet]:
    """Cut the worker's lines into sheets; what is left unread of one is passed over."""
    head = next(lines, None)
    while isinstance(head, dict):
        following: list[object] = []
        rows = _rows_until_next(lines, following)
        yield Sheet(str(head["sheet"]), int(head["rows"]), int(head["columns"]), rows)
        for _ in rows:
            pass
        head = following[0] if following else None


def _rows_until_next(lines: Iterator[object], following: list[object]) -> Iterator[list[str]]:
    for line in lines:
        if not isinstance(line, list):
            following.append(line)
            return
        yield line


def refuse_large_sheet(sheet: Sheet, most_rows: int = MOST_ROWS) -> None:
    """Do nothing if a sheet has a size that we read.

    Raises:
        UploadRefused: it has too many rows or columns.
    """
    if sheet.total > most_rows:
        _refuse(f"有 {sheet.total} 行,最多 {most_rows} 行", "请删去表格下方的空行,或分成几个文件")
    if sheet.columns > MOST_COLUMNS:
        _refuse(f"有 {sheet.columns} 列,最多 {MOST_COLUMNS} 列", "请删去右边用不到的列再导入")


def csv_sheet(file: BinaryIO) -> Sheet:
    """Return a CSV as a sheet whose rows are read as they are taken.

    Raises:
        UploadRefused: it is no text, or in no encoding that we know.
    """
    text = look_at(file)
    return Sheet("", text.lines, 0, _narrow(csv_rows(file, text.encoding)))


def _narrow(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for row in rows:
        if len(row) > MOST_COLUMNS:
            refuse_large_sheet(Sheet("", 0, len(row), iter(())))
        yield row
