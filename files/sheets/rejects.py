"""The rows of a file that could not be taken, given back as a workbook with the reason beside."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

from files.sheets.literal import LITERAL

REASON, ROW = "没有导入的原因", "原来的行"


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """退回的行: its place in its file, why it was not taken, and its cells as written."""

    place: str
    reason: str
    cells: Sequence[str]


def rejected_workbook(titles: Sequence[str], rows: Iterable[RejectedRow]) -> bytes:
    """Return a workbook of the rows, all cells as text, under the headings of their file.

    Corrected, it can be imported itself: the two further columns are known and passed over.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "constant_memory": True}) as book:
        sheet = book.add_worksheet("没有导入的行")
        marked = book.add_format({"bold": True, "bg_color": "#F8CBAD"})
        as_text = book.add_format({"num_format": "@"})
        sheet.freeze_panes(1, 2)
        for at, title in enumerate((REASON, ROW, *titles)):
            sheet.write_string(0, at, title, marked)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate((row.reason, row.place, *row.cells)):
                if cell:
                    sheet.write_string(number, at, cell, as_text)
    return target.getvalue()
