"""What calamine leaves out of an .xls or .et: hidden rows and columns, errors, formulas not run.

Runs in the limited process of the worker. Only the few kinds of records that tell of these are
looked at (MS-XLS, 2.4); everything else is passed over by its length.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

import olefile  # type: ignore[import-untyped]

from files.sheets.workbooks.workbook_notes import MOST_FAULTS, SheetScan

BOUNDSHEET, EOF, BOF = 0x85, 0x0A, (0x809, 0x409)
ROW, COLINFO, ERROR, FORMULA, NOTE = 0x208, 0x7D, 0x205, 0x06, 0x1C
STREAMS = ("Workbook", "Book")
HEAD = struct.Struct("<HH")
CELL = struct.Struct("<HH")
IS_HIDDEN_ROW, IS_HIDDEN_COLUMN, RUNS_ON_LOAD = 0x20, 0x01, 0x02
IS_ERROR, IS_BLANK = 2, 3  # what a formula's result is where it is no number
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
MOST_COLUMNS = 256
BiffRecord = tuple[int, memoryview]


def biff_scans(raw: bytes) -> list[SheetScan]:
    """Return what is to be noted of each sheet, in the order of the workbook.

    Raises:
        OSError, struct.error, IndexError: it is no such workbook.
    """
    with olefile.OleFileIO(BytesIO(raw)) as file:
        name = next(name for name in STREAMS if file.exists(name))
        book = memoryview(file.openstream(name).read())
    starts = [
        int(struct.unpack_from("<I", content)[0])
        for kind, content in _records(book, 0)
        if kind == BOUNDSHEET
    ]
    return [_scan(book, start) for start in starts]


def _records(book: memoryview, at: int) -> Iterator[BiffRecord]:
    """Give the records of one substream, to its end; those of a chart within it are left out."""
    depth = 0
    while at + HEAD.size <= len(book):
        kind, length = HEAD.unpack_from(book, at)
        at += HEAD.size
        if kind in BOF:
            depth += 1
        elif kind == EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, book[at : at + length]
        at += length


def _scan(book: memoryview, start: int) -> SheetScan:
    scan = SheetScan()
    for kind, content in _records(book, start):
        if kind == ROW:
            if content[12] & IS_HIDDEN_ROW:
                scan.hidden.append(CELL.unpack_from(content)[0] + 1)
        elif kind == COLINFO:
            if content[8] & IS_HIDDEN_COLUMN:
                first, last = CELL.unpack_from(content)
                scan.columns += range(first, min(last + 1, MOST_COLUMNS))
        elif kind == NOTE and len(scan.asides) < MOST_FAULTS:
            row, at = CELL.unpack_from(content)
            scan.asides.append((row + 1, at, "comment", ""))
        elif kind in {ERROR, FORMULA}:
            _note(scan, kind, content)
    return scan


def _note(scan: SheetScan, kind: int, content: memoryview) -> None:
    row, at = CELL.unpack_from(content)
    fault, text = _boolean_or_error(content) if kind == ERROR else _formula(content)
    if fault and len(scan.faults) < MOST_FAULTS:
        scan.faults.append((row + 1, at, fault, text))


def _boolean_or_error(content: memoryview) -> tuple[str, str]:
    return ("error", ERRORS.get(content[6], "#")) if content[7] else ("", "")


def _formula(content: memoryview) -> tuple[str, str]:
    """Return what is wrong with a formula: its result is an error, empty, or was never reckoned."""
    result = bytes(content[6:14])
    if result[6:] == b"\xff\xff":
        if result[0] == IS_ERROR:
            return "error", ERRORS.get(result[2], "#")
        return ("blank", "") if result[0] == IS_BLANK else ("", "")
    never_run = content[14] & RUNS_ON_LOAD and not any(result)
    return ("not_run", "") if never_run else ("", "")
