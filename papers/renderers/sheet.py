"""Render tables as a workbook (.xlsx): every text is text, no cell is a formula or a link."""

import io
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from briefings.texts import INTERNAL, PRODUCT, UNVERIFIED, clean
from drawing.shapes.lettering import measure
from files.sheets.literal import LITERAL
from papers.renderers.blocks import WorkbookSheet

WIDTH = 16
A4, A3 = 9, 8  # Excel's numbers of the papers
# Widths together at which letters of 10 points are printed in 8, whatever font the machine has.
WIDE, WIDEST = 135, 195  # on A4, on A3
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}  # inches
LINE, PADDING, HIGHEST = 15.0, 3.0, 409.0  # points; Excel knows no higher row
EM_PER_WIDTH, CELL_SIDES = 0.52, 0.5  # of a Chinese letter, which is some two units wide
NARROWEST = 5  # of a column
NAME = 31  # letters of a sheet's name
LONGEST = 32_000  # letters Excel takes in a cell
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def to_workbook(
    title: str, sheets: Sequence[WorkbookSheet], *, made_on: date, version: str
) -> bytes:
    """Return the workbook: a sheet per table, its note and «共 N 行已全部导出» above the headings.

    The headings stay in view and are printed on every page. A cell that is None says 未核实.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "in_memory": True}) as book:
        book.set_properties({"title": clean(title), "author": PRODUCT, "comments": version})
        book.set_properties({"created": datetime.combine(made_on, time(), UTC)})
        looks = _Looks(book)
        used: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, used))
            _set_up(page, title, sheet, version)
            _write(page, title, sheet, looks, version)
    return target.getvalue()


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
        self.plain: Format = book.add_format({**font, "text_wrap": True, "border": 1})
        self.whole: Format = book.add_format({**font, "border": 1, "num_format": "#,##0"})
        self.number: Format = book.add_format({**font, "border": 1, "num_format": "#,##0.0#"})
        self.note: Format = book.add_format({**font, "font_color": "#5A6472", "text_wrap": True})
        head = {"bold": True, "bg_color": "#E8EEF5", "border": 1, "text_wrap": True}
        self.head: Format = book.add_format({**font, **head})


def _set_up(page: Worksheet, title: str, sheet: WorkbookSheet, version: str) -> None:
    page.set_landscape()
    page.set_paper(A4 if sum(_widths(sheet)) <= WIDE else A3)
    page.set_margins(**MARGINS)
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)
    page.freeze_panes(2, 1)
    foot = f"{clean(title)} · 数据版本 {version}".replace("&", "&&")
    page.set_footer(f"&L{foot}&R第 &P 页 共 &N 页")
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)


def _widths(sheet: WorkbookSheet) -> tuple[int, ...]:
    """Return the widths of the columns; those of a sheet too wide for A3 all give way."""
    widths = sheet.widths or (WIDTH,) * len(sheet.headings)
    whole = sum(widths)
    if whole <= WIDEST:
        return widths
    return tuple(max(NARROWEST, width * WIDEST // whole) for width in widths)


def _write(page: Worksheet, title: str, sheet: WorkbookSheet, looks: _Looks, version: str) -> None:
    parts = [
        title,
        f"数据版本 {version}",
        sheet.note,
        f"共 {len(sheet.rows)} 行已全部导出",
        INTERNAL,
    ]
    _write_note(page, clean("；".join(part for part in parts if part)), _widths(sheet), looks.note)
    page.set_row(1, _height(sheet.headings, _widths(sheet)))
    for column, heading in enumerate(sheet.headings):
        page.write_string(1, column, clean(heading), looks.head)
    if sheet.rows:
        page.autofilter(1, 0, 1 + len(sheet.rows), len(sheet.headings) - 1)
    for at, row in enumerate(sheet.rows, start=2):
        page.set_row(at, _height(row, _widths(sheet)))
        for column, value in enumerate(row):
            _write_cell(page, (at, column), value, looks)


def _write_note(page: Worksheet, text: str, widths: Sequence[int], look: Format) -> None:
    """Write the line above the headings over all columns, as high as it needs."""
    page.set_row(0, _height((text,), (sum(widths),)))
    if len(widths) > 1:
        page.merge_range(0, 0, 0, len(widths) - 1, "", look)
    page.write_string(0, 0, text, look)


def _height(row: Sequence[str | float | None], widths: Sequence[int]) -> float:
    """Return how high a row must be for its longest text: not every office works that out."""
    lines = max((_lines(value, width) for value, width in zip(row, widths, strict=True)), default=1)
    return min(LINE * lines + PADDING, HIGHEST)


def _lines(value: str | float | None, width: int) -> int:
    room = width * EM_PER_WIDTH - CELL_SIDES
    if not isinstance(value, str) or len(value) <= room:
        return 1
    return math.ceil(measure(clean(value), 1) / room)


def _write_cell(
    page: Worksheet, place: tuple[int, int], value: str | float | None, looks: _Looks
) -> None:
    if isinstance(value, float | int):
        page.write_number(*place, value, looks.whole if value == round(value) else looks.number)
    else:
        page.write_string(*place, clean(value or "")[:LONGEST] or UNVERIFIED, looks.plain)


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name that Excel takes and that is not used yet."""
    base = clean(name).translate(_NOT_IN_NAMES).strip()[:NAME] or "表"
    chosen, at = base, 2
    while chosen.lower() in used:
        chosen = f"{base[: NAME - len(str(at))]}{at}"
        at += 1
    used.add(chosen.lower())
    return chosen
