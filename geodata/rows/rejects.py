"""The rows of a file that could not be taken, given back as a workbook with the reason beside."""

import io
from collections.abc import Iterator

import xlsxwriter

from files.sheets.literal import LITERAL
from geodata.reading import FileEntry, Reading

REASON, ROW = "没有导入的原因", "原来的行"


def rejects_workbook(reading: Reading) -> bytes:
    """Return a workbook of the refused rows as they were written, each with its reason and row.

    Their headings are those of the file, so that the corrected workbook can be imported itself.
    What is wrong with the file as a whole stands in a row of its own.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "constant_memory": True}) as book:
        sheet = book.add_worksheet("没有导入的行")
        heading = book.add_format({"bold": True, "bg_color": "#F8CBAD"})
        sheet.freeze_panes(1, 2)
        for at, title in enumerate((REASON, ROW, *reading.headings)):
            sheet.write_string(0, at, title, heading)
        for row, cells in enumerate(_rows(reading), start=1):
            for at, cell in enumerate(cells):
                if cell:
                    sheet.write_string(row, at, cell)
    return target.getvalue()


def _rows(reading: Reading) -> Iterator[tuple[str, ...]]:
    for problem in reading.problems:
        if problem.row == 0 and not problem.rest:
            yield (str(problem),)
    for entry in reading.entries:
        if entry.plot is None and not entry.skipped:
            yield from _of(entry)


def _of(entry: FileEntry) -> Iterator[tuple[str, ...]]:
    reason = "；".join(f"{p.column}：{p.text}" if p.column else p.text for p in entry.problems)
    for at, cells in enumerate(entry.written or ((),)):
        yield (reason if at == 0 else "", str(entry.row) if at == 0 else "", *cells)
