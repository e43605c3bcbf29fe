"""Rows of a CSV of any size, as a stream: its encoding and length are found out before.

The mark between cells is the one that most of the first rows agree on, whatever a title line
above them is written with. Quotation marks that do not pair are noted, row by row.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from files.encoding import TextEncoding, UnknownEncoding, decide
from files.sheets.refusals import UploadRefused
from files.sheets.sheet import CellFault, FaultyCell, SheetNotes

BLOCK = 1 << 20
MOST_IN_ROW = 1_000_000  # characters
MARKS = ",\t;|"
LOOKED_AT = 200_000  # characters in which the mark is looked for
ROWS_LOOKED_AT = 60
STATED = re.compile(r"sep=(.)\s*$")  # Excel's own line, first of a file
SAVE_AS_EXCEL = "请用 Excel 或 WPS 另存为 .xlsx 再导入"
NO_TABLE = "文件不是表格，库里的数据没有改动；可导入 Excel（.xlsx、.xls）和 CSV"


@dataclass(frozen=True, slots=True)
class CsvText:
    """A CSV that can be read: its encoding, and how many lines it has."""

    encoding: TextEncoding
    lines: int


def look_at(file: BinaryIO, chosen: str = "") -> CsvText:
    """Find out how `file` is written by going through it once; it is at its start again after.

    `chosen` is the encoding a person chose, "" if none.

    Raises:
        UploadRefused: it is no text, or in no encoding that we know.
    """
    count = _Counting(file)
    try:
        # Most of a long list is ASCII in no encoding in doubt: then one look is enough.
        plain = not chosen and all(block.isascii() for block in count.blocks())
        count = count if plain else _Counting(file)
        encoding = decide([b""] if plain else count.blocks(), chosen=chosen)
    except UnknownEncoding as error:
        raise UploadRefused(str(error)) from error
    finally:
        file.seek(0)
    if count.zeros and not encoding.codec.startswith("utf-16"):
        raise UploadRefused(NO_TABLE)
    return CsvText(encoding, count.lines)


@dataclass(slots=True)
class _Counting:
    """Gives the blocks of a file and counts its lines meanwhile."""

    file: BinaryIO
    lines: int = 1
    zeros: bool = False

    def blocks(self) -> Iterator[bytes]:
        self.file.seek(0)
        while block := self.file.read(BLOCK):
            self.lines += block.count(b"\n")
            self.zeros = self.zeros or b"\0" in block
            yield block


def csv_rows(file: BinaryIO, codec: str, notes: SheetNotes) -> Iterator[list[str]]:
    """Give the rows of `file`; what its quotation marks did to a row is added to `notes`.

    Raises:
        UploadRefused: a row is long beyond reason, or no row at all.
    """
    text = io.TextIOWrapper(file, codec, newline="")
    try:
        mark = mark_of(text.read(LOOKED_AT))
        text.seek(0)
        lines = _Lines(text)
        usual = 0
        for number, row in enumerate(csv.reader(lines, delimiter=mark), start=1):
            usual = max(usual, len(row)) if number <= ROWS_LOOKED_AT else usual
            faults = list(_faults(lines.taken, row, (mark, usual)))
            for fault in faults:
                notes.add(number, fault)
            cells = _as_meant(lines.taken, row, mark) if faults else row
            lines.taken = []
            lines.since_row = 0
            yield cells
    except csv.Error as error:
        msg = f"CSV 读不下去（{error}），库里的数据没有改动；{SAVE_AS_EXCEL}"
        raise UploadRefused(msg) from error
    finally:
        text.detach()


def mark_of(start: str) -> str:
    """Return what stands between the cells of a text that begins so."""
    stated = STATED.match(start.partition("\n")[0].strip("\r"))
    if stated:
        return stated[1]
    lines = [line for line in start.splitlines() if line.strip()][:ROWS_LOOKED_AT]
    return max(MARKS, key=lambda mark: _agreement(lines, mark))


def _agreement(lines: list[str], mark: str) -> tuple[int, int]:
    """Return how many cells the rows that agree have together, cut up by `mark`."""
    try:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
    except csv.Error:
        return (0, 0)
    several = {cells: rows for cells, rows in counts.items() if cells > 1}
    best = max(several, key=lambda cells: (several[cells], cells), default=0)
    return (several.get(best, 0), best)


def _faults(lines: list[str], row: list[str], usual: tuple[str, int]) -> Iterator[FaultyCell]:
    """Give what is wrong with the quotation marks of a row that was read of these lines."""
    if not any('"' in line for line in lines):
        return
    mark, cells = usual
    for at, cell in enumerate(row):
        if cell.isprintable():  # it holds no line break
            continue
        further = [part for part in cell.splitlines()[1:] if part.strip()]
        swallowed = [part for part in further if part.count(mark) >= max(cells - 1, 1)]
        if swallowed or (further and len(row) < cells and any(mark in part for part in further)):
            yield FaultyCell(at, CellFault.SWALLOWED, (swallowed or further)[0])
            return
    try:
        strict = list(csv.reader(lines, delimiter=mark, strict=True))
    except csv.Error:
        yield FaultyCell(_with_mark(row), CellFault.QUOTE)
        return
    if strict != [row]:
        yield FaultyCell(_with_mark(row), CellFault.QUOTE)


def _as_meant(lines: list[str], row: list[str], mark: str) -> list[str]:
    """Return the cells of one line whose quotation marks do not pair, the marks left in them."""
    if len(lines) != 1:
        return row
    cells = lines[0].rstrip("\r\n").split(mark)
    if len(cells) != len(row):
        return row
    return [_unquoted(cell) for cell in cells]


def _unquoted(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell[0] == cell[-1] == '"'
    return cell[1:-1].replace('""', '"') if is_quoted else cell


def _with_mark(row: list[str]) -> int:
    return next((at for at, cell in enumerate(row) if '"' in cell), -1)


class _Lines:
    """The lines of a text, as long as no row of it grows beyond all measure."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.since_row = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(MOST_IN_ROW):
            self.since_row += len(line)
            if self.since_row >= MOST_IN_ROW:
                msg = f"有一行长得不合常理，库里的数据没有改动；{SAVE_AS_EXCEL}"
                raise UploadRefused(msg)
            self.taken.append(line)
            yield line
