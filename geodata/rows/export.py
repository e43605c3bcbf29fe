"""Write plots in our own form, as a workbook that reads back unchanged, and the empty form.

Every text is written as text: a cell that begins with an equals sign stays what it says.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from chains.allowed_words import COUNTIES
from files.sheets.literal import LITERAL
from geodata.model import (
    ANSWER_NAMES,
    DATUM_NAMES,
    KIND_NAMES,
    OCCUPANCY_NAMES,
    Answer,
    Occupancy,
    Plot,
    PlotKind,
)
from geodata.rows.columns import OWN_COLUMNS, PlotCellKind, PlotColumn
from geodata.rows.headings import main_units

SHEET, INSTRUCTIONS = "要素资源库", "填写说明"
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
SAMPLE, REAL = "示例", "真实"
LISTED_ROWS = 5000  # rows of the empty form that offer a drop-down list
CHOICES: dict[PlotCellKind, tuple[str, ...]] = {
    PlotCellKind.KIND: tuple(KIND_NAMES.values()),
    PlotCellKind.COUNTY: COUNTIES,
    PlotCellKind.ANSWER: tuple(ANSWER_NAMES.values()),
    PlotCellKind.OCCUPANCY: tuple(OCCUPANCY_NAMES.values()),
    PlotCellKind.DATUM: tuple(DATUM_NAMES.values()),
    PlotCellKind.SAMPLE: (REAL, SAMPLE),
}
NUMBERS = frozenset({PlotCellKind.NUMBER, PlotCellKind.DEGREES})


def export(plots: Sequence[Plot], *, title: str = "", with_contact: bool = False) -> bytes:
    """Return a workbook of `plots`, in the order given, in the form that `read_sheet` reads.

    `title` (who exported it, and when) stands above the headings. Coordinates are those given,
    with their datum; corner points are never written. `with_contact` adds a person's name and
    telephone: only for who may see them.
    """
    columns = _columns(with_contact=with_contact)
    samples = sum(plot.sample for plot in plots)
    counted = f"真实 {len(plots) - samples} 条，示例 {samples} 条（示例不是真实地块）"
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "constant_memory": True}) as book:
        # The same plots are the same bytes; when they were exported stands in the title.
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet(SHEET)
        heading = book.add_format({"bold": True, "bg_color": "#DCE6F1"})
        sheet.set_column(0, len(columns) - 1, 14)
        sheet.freeze_panes(2, 2)
        sheet.write_string(0, 0, "；".join(filter(None, ["仅供内部工作参考", title, counted])))
        _write_headings(sheet, 1, columns, heading)
        for row, plot in enumerate(plots, start=2):
            for at, column in enumerate(columns):
                _write(sheet, row, at, cell_of(plot, column))
    return target.getvalue()


def template() -> bytes:
    """Return the empty form, with drop-down lists and a sheet that explains every column."""
    columns = _columns(with_contact=True)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "in_memory": True}) as book:
        heading = book.add_format({"bold": True, "bg_color": "#DCE6F1"})
        needed = book.add_format({"bold": True, "bg_color": "#F8CBAD"})
        sheet = book.add_worksheet(SHEET)
        sheet.set_column(0, len(columns) - 1, 16)
        sheet.freeze_panes(1, 2)
        _write_headings(sheet, 0, columns, heading, needed)
        for at, column in enumerate(columns):
            if column.form in CHOICES:
                allowed = {"validate": "list", "source": list(CHOICES[column.form])}
                sheet.data_validation(1, at, LISTED_ROWS, at, allowed)
        _explain(book.add_worksheet(INSTRUCTIONS), columns, heading)
    return target.getvalue()


def cell_of(plot: Plot, column: PlotColumn) -> str | float | None:
    """Return what stands in one cell; None for nothing."""
    position = plot.position
    if column.field in {"longitude", "latitude", "datum", "precision_m"}:
        if position is None:
            return None
        placed: dict[str, str | float | None] = {
            "longitude": position.given[0],
            "latitude": position.given[1],
            "datum": DATUM_NAMES[position.datum],
            "precision_m": position.precision_m,
        }
        return placed[column.field]
    return _written(getattr(plot, column.field))


def _written(value: object) -> str | float | None:  # noqa: PLR0911  (one return per kind of value)
    if isinstance(value, bool):
        return SAMPLE if value else REAL
    if isinstance(value, PlotKind):
        return KIND_NAMES[value]
    if isinstance(value, Answer):
        return None if value is Answer.UNKNOWN else ANSWER_NAMES[value]
    if isinstance(value, Occupancy):
        return None if value is Occupancy.UNKNOWN else OCCUPANCY_NAMES[value]
    if isinstance(value, tuple):
        return "、".join(map(str, value)) or None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, float | int) else str(value or "") or None


def _columns(*, with_contact: bool) -> list[PlotColumn]:
    return [column for column in OWN_COLUMNS if with_contact or column.field != "contact"]


def _write_headings(
    sheet: Worksheet,
    row: int,
    columns: Iterable[PlotColumn],
    heading: Format,
    needed: Format | None = None,
) -> None:
    for at, column in enumerate(columns):
        form = needed if needed is not None and column.required else heading
        sheet.write_string(row, at, column.title, form)


def _write(sheet: Worksheet, row: int, at: int, value: str | float | None) -> None:
    if isinstance(value, str):
        sheet.write_string(row, at, value)
    elif value is not None:
        sheet.write_number(row, at, value)


def _explain(sheet: Worksheet, columns: Iterable[PlotColumn], heading: Format) -> None:
    """Write one row per column: name, whether needed, what may stand there, other spellings."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 3, 60)
    head = ("列名", "必填", "怎么填", "也认识的写法")
    rows = [(c.title, "必填" if c.required else "", _how(c), "、".join(c.aliases)) for c in columns]
    for row, texts in enumerate([head, *rows]):
        for at, text in enumerate(texts):
            sheet.write_string(row, at, text, heading if row == 0 else None)
    last = "不清楚的就留空：留空是「未核实」，不是没有。一行有错，整个文件都不导入。"
    sheet.write_string(len(rows) + 2, 0, last)


def _how(column: PlotColumn) -> str:
    parts = [column.hint]
    if column.form in CHOICES:
        parts.append("可填：" + "、".join(CHOICES[column.form]))
    if column.form in NUMBERS:
        parts.append("填数字")
    if len(column.units) > 1:
        parts.append("表头的单位可换成：" + "、".join(main_units(column)[1:]))
    if column.form is PlotCellKind.DATE:
        parts.append("如 2026-01-31")
    return "；".join(filter(None, parts))
