"""Rows of a CSV of any size, as a stream: its encoding and length are found out before.

UTF-8 with or without mark, GB18030, or the "Unicode text" that Excel saves.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from files.sheets.refusals import UploadRefused

BLOCK = 1 << 20
MOST_IN_ROW = 1_000_000  # characters
MARKS = ",\t;"
SAVE_AS_EXCEL = "请用 Excel 或 WPS 另存为 .xlsx 再导入"


@dataclass(frozen=True, slots=True)
class CsvText:
    """A CSV that can be read: its encoding, and how many lines it has."""

    encoding: str
    lines: int


def look_at(file: BinaryIO) -> CsvText:
    """Find out how `file` is written by going through it once; it is at its start again after.

    Raises:
        UploadRefused: it is no text, or in no encoding that we know.
    """
    start = file.read(2)
    utf16 = start in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        lines = _decodes(file, encoding)
        file.seek(0)
        if lines is not None:
            return CsvText(encoding, lines)
    text = "文字编码认不出来,库里的数据没有改动;请用 Excel 或 WPS 另存为 .xlsx,或 UTF-8 编码的 CSV"
    raise UploadRefused(text)


def _decodes(file: BinaryIO, encoding: str) -> int | None:
    """Count the lines; None if the file is not written that way."""
    file.seek(0)
    decoder, lines = codecs.getincrementaldecoder(encoding)(), 1
    try:
        while block := file.read(BLOCK):
            lines += _lines(decoder.decode(block))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return lines


def _lines(text: str) -> int:
    if "\0" in text:
        msg = "文件不是表格,库里的数据没有改动;可导入 Excel(.xlsx、.xls)和 CSV"
        raise UploadRefused(msg)
    return text.count("\n")


def csv_rows(file: BinaryIO, encoding: str) -> Iterator[list[str]]:
    """Give the rows of `file`; the mark between cells is the one its first line has most of.

    Raises:
        UploadRefused: a row is long beyond reason, or no row at all.
    """
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        first = text.readline(MOST_IN_ROW)
        while first and not first.strip():
            first = text.readline(MOST_IN_ROW)
        text.seek(0)
        lines = _Lines(text)
        for row in csv.reader(lines, delimiter=max(MARKS, key=first.count)):
            lines.since_row = 0
            yield row
    except csv.Error as error:
        msg = f"CSV 读不下去({error}),库里的数据没有改动;{SAVE_AS_EXCEL}"
        raise UploadRefused(msg) from error
    finally:
        text.detach()


class _Lines:
    """The lines of a text, as long as no row of it grows beyond all measure."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.since_row = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(MOST_IN_ROW):
            self.since_row += len(line)
            if self.since_row >= MOST_IN_ROW:
                msg = f"有一行长得不合常理,库里的数据没有改动;{SAVE_AS_EXCEL}"
                raise UploadRefused(msg)
            yield line
