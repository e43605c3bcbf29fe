"""The workbook of all plots, changed cell by cell and imported again: each change comes back."""

from collections.abc import Mapping
from io import BytesIO

from python_calamine import load_workbook

from geodata.readers.lists import read_sheet
from geodata.rows.columns import OWN_COLUMNS
from geodata.rows.export import export
from ledger.book.database import Ledger
from ledger.plots.imports import save_import
from ledger.plots.preview import PlotPreview, preview
from ledger.plots.register import list_plots
from tests.geodata.plots import told, whole_plot, workbook
from tests.ledger.builders import ADMIN

FILE = "导出.xlsx"
NOT_CHANGED = {"id", "sample", "contact"}  # which plot it is; samples and persons are kept apart
OTHERS: Mapping[str, object] = {
    "kind": "标准厂房",
    "county": "大田县",
    "occupancy": "空闲",
    "longitude": 118.3,
    "latitude": 26.2,
    "datum": "CGCS2000",
    **dict.fromkeys(
        ("steam", "wastewater", "environment_capacity", "red_lines_clear", "regional_assessment"),
        "否",
    ),
    **dict.fromkeys(("gas", "exhaust", "energy_capacity", "chemical_park", "net_land"), "是"),
    **dict.fromkeys(
        (
            "chemical_park_date",
            "source_date",
            "checked_on",
            "start_by",
            "complete_by",
            "produce_by",
        ),
        "2025-03-04",
    ),
}
"""By field, another cell than that of the plot; else another number or text."""
SHOWN_AS = {"longitude": "lon", "latitude": "lat"}


def exported(ledger: Ledger) -> bytes:
    with ledger.reading() as session:
        return export([stored.plot for stored in list_plots(session)])


def keep_one_for_each_column(ledger: Ledger) -> None:
    plots = [whole_plot(f"P-{name}", sample=False) for name in fields()]
    with ledger.writing(ADMIN) as session:
        save_import(session, ADMIN, plots, FILE, "")


def fields() -> list[str]:
    return [column.field for column in OWN_COLUMNS if column.field not in NOT_CHANGED]


def edited(ledger: Ledger, *, empty: bool) -> PlotPreview:
    """Return the preview of the workbook with the cell of each column changed in its own row."""
    sheet = load_workbook(BytesIO(exported(ledger))).get_sheet_by_index(0)
    rows: list[list[object]] = [list(row) for row in sheet.to_python()]
    for column in OWN_COLUMNS:
        for row in rows:
            if row[0] == f"P-{column.field}":
                at = rows[1].index(column.title)
                row[at] = None if empty else _other(column.field, row[at])
    reading = read_sheet(workbook(rows), FILE)
    assert empty or told(reading) == []
    with ledger.reading() as session:
        return preview(session, ADMIN, reading, {})


def _other(field: str, cell: object) -> object:
    if field in OTHERS:
        return OTHERS[field]
    return cell + 1 if isinstance(cell, float) else f"{cell}改"


def test_what_was_exported_imports_again_without_a_change(ledger: Ledger) -> None:
    keep_one_for_each_column(ledger)
    before = exported(ledger)

    with ledger.writing(ADMIN) as session:
        receipt = save_import(session, ADMIN, read_sheet(before, FILE).plots, FILE, "")

    assert (receipt.import_id, receipt.unchanged) == (None, len(fields()))
    assert exported(ledger) == before


def test_one_changed_cell_comes_back_as_one_change(ledger: Ledger) -> None:
    keep_one_for_each_column(ledger)

    found = edited(ledger, empty=False)

    changes = {
        row.compared.plot.id: list(row.compared.changes)
        for row in found.rows
        if row.compared is not None
    }
    assert changes == {f"P-{name}": [SHOWN_AS.get(name, name)] for name in fields()}


def test_an_emptied_cell_is_a_change_or_named_as_kept_or_refused(ledger: Ledger) -> None:
    keep_one_for_each_column(ledger)

    found = edited(ledger, empty=True)

    said = {problem.row for problem in (*found.reading.problems, *found.notices)}
    for row in found.rows:
        changed = row.compared is not None and bool(row.compared.changes)
        assert changed or row.entry.row in said, row.entry
