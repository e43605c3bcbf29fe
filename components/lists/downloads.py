"""导出 of a list over all chains: the rows that are shown, as Excel or CSV, without a formula."""

import streamlit as st

from briefings.lists.model import CityList
from components.frame.context import Context
from components.papers.exported import export_note, exported
from files.sheets.literal import literal_csv
from ledger.book.policy import Actor
from papers.renderers.blocks import WorkbookSheet
from papers.renderers.naming import file_stem
from papers.renderers.sheet import to_workbook
from papers.renderers.writing import MIMES

WIDEST, NARROWEST = 48, 8  # letters of a column


def list_downloads(context: Context, listed: CityList, actor: Actor) -> None:
    """Draw the drop-down; a file is made when its button is pressed, never before."""
    stem = file_stem("全市清单", listed.title, context.today, context.data_version)
    kinds = (
        (
            "Excel",
            "xlsx",
            MIMES["xlsx"],
            lambda: list_workbook(context, listed, export_note(actor)),
        ),
        ("CSV", "csv", "text/csv", lambda: literal_csv([listed.headings, *_cells(listed)])),
    )
    with st.popover("导出"):
        for label, ending, mime, make in kinds:
            st.download_button(
                label,
                exported(actor, f"{stem}.{ending}", make, len(listed.rows)),
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"city_list_{ending}",
                on_click="ignore",
                width="stretch",
            )
        st.caption(f"按现在的筛选，{len(listed.rows)} 行全部导出。")


def list_workbook(context: Context, listed: CityList, made_by: str = "") -> bytes:
    """Return the rows as a workbook of one sheet."""
    rows = _cells(listed)
    note = "；".join(filter(None, (listed.note.rstrip("。"), made_by)))
    sheet = WorkbookSheet(listed.title, listed.headings, rows, widths=_widths(listed), note=note)
    return to_workbook(
        f"全市清单：{listed.title}", [sheet], made_on=context.today, version=context.data_version
    )


def _cells(listed: CityList) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in listed.rows)


def _widths(listed: CityList) -> tuple[int, ...]:
    columns = zip(listed.headings, *_cells(listed), strict=True)
    longest = (max(len(cell) for cell in column) * 2 for column in columns)
    return tuple(min(max(width, NARROWEST), WIDEST) for width in longest)
