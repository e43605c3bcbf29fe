"""The companies of the ledger as a workbook: what is changed in it comes back as that change.

Every cell is a text except amounts; a company is known again by the id in its first column.
"""

import io
from collections.abc import Callable, Mapping

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session
from xlsxwriter.worksheet import Worksheet

from files.sheets.literal import LITERAL
from targets.model import Company
from targets.stores.rows import read_companies
from targets.stores.standing import bases_asked
from targets.stores.tables import COMPANY
from targets.vendor.columns import COLUMN_BY_FIELD

AT_ONCE = 500
SHOWN = bases_asked(with_memory=True, with_closed=True, with_apart=True)
DESK = "片区"
Cell = Callable[[Company], str | float | None]
CELLS: Mapping[str, Cell] = {
    "企业编号": lambda c: c.id,
    **{
        COLUMN_BY_FIELD[field].title: lambda c, field=field: getattr(c, field)  # type: ignore[misc]
        for field in (
            "name",
            "credit_code",
            "status",
            "province",
            "city",
            "district",
            "name_en",
            "stock_code",
        )
    },
    "曾用名": lambda c: ";".join(c.former_names),
    "成立日期": lambda c: c.established_on.isoformat() if c.established_on else "",
    "注册资本（万元）": lambda c: c.capital_10k_yuan,
    **{
        COLUMN_BY_FIELD[field].title: lambda c, field=field: getattr(c, field)  # type: ignore[misc]
        for field in ("industry", "industry_code", "products", "scope", "website", "note")
    },
}
"""What stands under each heading, in the order of the columns."""


def export_companies(session: Session) -> tuple[bytes, int]:
    """Return every company that may be shown as a workbook, by id, and how many they are."""
    query = select(COMPANY.c.id, COMPANY.c.desk).where(COMPANY.c.basis.in_(SHOWN))
    desks = {row.id: row.desk for row in session.execute(query.order_by(COMPANY.c.id))}
    ids, target = list(desks), io.BytesIO()
    with xlsxwriter.Workbook(target, {**LITERAL, "constant_memory": True}) as book:
        sheet = book.add_worksheet("企业")
        heading = book.add_format({"bold": True})
        as_text = book.add_format({"num_format": "@"})  # a code typed into it stays a code
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(CELLS), 16, as_text)
        for at, title in enumerate((*CELLS, DESK)):
            sheet.write_string(0, at, title, heading)
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found = read_companies(session.connection(), COMPANY.c.id.in_(some))
            for number, company_id in enumerate(some, start=start + 1):
                _write(sheet, number, found[company_id].company, desks[company_id])
    return target.getvalue(), len(ids)


def _write(sheet: Worksheet, number: int, company: Company, desk: str) -> None:
    for at, cell in enumerate((*(read(company) for read in CELLS.values()), desk)):
        if isinstance(cell, float):
            sheet.write_number(number, at, cell)
        elif cell:
            sheet.write_string(number, at, str(cell))
