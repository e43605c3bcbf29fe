"""Bytes of an upload into sheets of text rows: workbooks in a limited process, CSV here.

Nothing is believed of an upload: its name, its size, what it says of its own size, its encoding.
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
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from files.encoding import TextEncoding, UnknownEncoding, decide, declaration
from files.sheets.csv_stream import csv_rows, look_at
from files.sheets.refusals import UploadRefused
from files.sheets.sheet import Aside, CellFault, FaultyCell, MergedCells, Sheet, SheetNotes
from files.sheets.workbooks.kinds import (
    FORM_NAMES,
    OLE,
    FileForm,
    charset_of,
    foreign_kind,
    form_of,
)

MEGABYTE = 1_000_000
MOST_BYTES = 50 * MEGABYTE
MOST_UNPACKED = 300 * MEGABYTE
MOST_RATIO = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 300
# Isolated from the user's own settings; it knows of the product only where it lies.
START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from files.sheets.workbooks.worker import main; "
)
START += "main(*sys.argv[2:])"
ROOT = Path(__file__).parents[2]
WORKER_MEGABYTES = 1000
OLD_MEGABYTES = 400  # an old workbook has at most 65 536 rows; one made to loop takes all it may
WORKER_SECONDS = 90  # of work, and of silence
LINES_PER_LOOK = 2000
UNCHANGED = "库里的数据没有改动"


@contextmanager
def open_sheets(raw: bytes, encoding: str = "") -> Iterator[Iterator[Sheet]]:
    """Give the sheets of an upload, one after the other; only the current one can be read.

    `encoding` is the one a person chose for a file of text, "" if none.

    Raises:
        UploadRefused: too large, made to exhaust the machine, broken, or not a list at all.
    """
    if len(raw) > MOST_BYTES:
        _refuse(f"文件超过 {MOST_BYTES // MEGABYTE} MB", "请分成几个文件再导入")
    if not raw.strip():
        _refuse("文件是空的", "请确认保存成功后再导入")
    if foreign := foreign_kind(raw):
        _refuse(f"文件是{foreign}，不是表格", "请用 Excel 或 WPS 另存为 .xlsx 再导入")
    form = form_of(raw)
    if form is FileForm.TEXT:
        yield iter([csv_sheet(io.BytesIO(raw), encoding)])
        return
    text: TextEncoding | None = None
    if form is FileForm.WORKBOOK:
        _check_zip(raw)
    else:
        text = _page_encoding(raw, encoding)
        raw = text.decode(raw).encode("utf-8", errors="replace")
    with _worker(raw, form) as lines:
        yield _sheets(lines, text, FORM_NAMES[form])


def _page_encoding(raw: bytes, chosen: str) -> TextEncoding:
    try:
        stated = declaration(charset_of(raw).encode())
        return decide([raw], declared=stated, chosen=chosen)
    except UnknownEncoding as error:
        raise UploadRefused(str(error)) from error


def _refuse(what: str, todo: str) -> NoReturn:
    msg = f"{what}，{UNCHANGED}；{todo}"
    raise UploadRefused(msg)


def _check_zip(raw: bytes) -> None:
    if not raw.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        _refuse_broken()
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        what = f"文件解开后有 {unpacked // MEGABYTE} MB，与它的大小不相称，没有打开"
        _refuse(what, "请另存为普通的 Excel 或 CSV 文件再导入")


def _refuse_broken() -> NoReturn:
    todo = "请去掉密码，用 Excel 或 WPS 另存为 .xlsx 再导入"
    memory = f"{WORKER_MEGABYTES} MB（.xls {OLD_MEGABYTES} MB）以上内存"
    limits = f"打开它要 {memory}或 {WORKER_SECONDS} 秒以上"
    _refuse(f"文件打不开：可能已损坏、加了密码，或者{limits}", todo)


@contextmanager
def _worker(raw: bytes, form: FileForm) -> Iterator[Iterator[object]]:
    """Run the worker on `raw` and give its lines; it is gone when this is left."""
    with tempfile.TemporaryFile() as given:
        given.write(raw)
        given.seek(0)
        most = OLD_MEGABYTES if raw.startswith(OLE) else WORKER_MEGABYTES
        limits = [str(most), str(WORKER_SECONDS)]
        command = [sys.executable, "-I", "-c", START, str(ROOT), form.value, *limits]
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


def _sheets(lines: Iterator[object], text: TextEncoding | None, form: str) -> Iterator[Sheet]:
    """Cut the worker's lines into sheets; what is left unread of one is passed over."""
    head = next(lines, None)
    while isinstance(head, dict):
        if too_many := head.get("too_many"):
            _refuse(str(too_many), "请分成几个文件再导入")
        following: list[object] = []
        rows = _rows_until_next(lines, following)
        yield Sheet(
            str(head["sheet"]),
            int(head["rows"]),
            int(head["columns"]),
            rows,
            _notes(head),
            is_hidden=bool(head["is_hidden"]),
            encoding=text.name if text else "",
            encodings=text.choices if text else (),
            sure=text.sure if text else True,
            form=form,
        )
        for _ in rows:
            pass
        head = following[0] if following else None


def _notes(head: dict[str, Any]) -> SheetNotes:
    merged = [
        MergedCells(top + 1, left, end + 1, right) for top, left, end, right in head["merged"]
    ]
    notes = SheetNotes(
        frozenset(head["hidden"]),
        frozenset(head["hidden_columns"]),
        tuple(merged),
        unsaid=str(head["unsaid"]),
        asides=tuple(Aside(*told) for told in head["asides"]),
    )
    for row, at, kind, text in head["faults"]:
        notes.add(row, FaultyCell(at, CellFault(kind), text))
    return notes


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
        _refuse(f"有 {sheet.total} 行，最多 {most_rows} 行", "请删去表格下方的空行，或分成几个文件")
    if sheet.columns > MOST_COLUMNS:
        _refuse(f"有 {sheet.columns} 列，最多 {MOST_COLUMNS} 列", "请删去右边用不到的列再导入")


def is_searched(sheet: Sheet, most_rows: int = MOST_ROWS) -> bool:
    """Tell whether a sheet has a size that we read; another sheet may be the list."""
    return sheet.total <= most_rows and sheet.columns <= MOST_COLUMNS


def csv_sheet(file: BinaryIO, chosen: str = "") -> Sheet:
    """Return a CSV as a sheet whose rows are read as they are taken; `chosen`: its encoding.

    Raises:
        UploadRefused: it is no text, or in no encoding that we know.
    """
    text, notes = look_at(file, chosen), SheetNotes()
    written = text.encoding
    rows = _narrow(csv_rows(file, written.codec, notes))
    about = {
        "encoding": written.name,
        "encodings": written.choices,
        "sure": written.sure,
        "form": FORM_NAMES[FileForm.TEXT],
    }
    return Sheet("", text.lines, 0, rows, notes, **about)  # type: ignore[arg-type]


def _narrow(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for row in rows:
        if len(row) > MOST_COLUMNS:
            refuse_large_sheet(Sheet("", 0, len(row), iter(())))
        yield row
