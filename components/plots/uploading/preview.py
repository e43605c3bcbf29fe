"""The plots of an upload as they will be stored, before anything is."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from files.sheets.preview import ImportHint
from geodata.model import Plot
from geodata.rows.columns import COLUMN_BY_FIELD, OWN_COLUMNS
from geodata.rows.export import REAL, cell_of
from ledger.plots.preview import PlotPreview

FIRST = 20
HINTS = {
    ImportHint.RENAMED: "改了名称",
    ImportHint.MOVED: "换了位置",
    ImportHint.DUPLICATE: "可能重复",
    ImportHint.NO_PLACE: "没有位置",
}
OTHERS = {"lon": "经度（WGS-84）", "lat": "纬度（WGS-84）", "boundary": "边界"}
NOT_SHOWN = "已填写（此处不显示）"
PLACE, BOUNDARY = "地图上的位置（WGS-84）", "边界"


def preview_frame(plots: Sequence[Plot]) -> pd.DataFrame:
    """Return the first `FIRST` plots, one per row, with the headings of our own Excel form.

    Text cells; what a plot does not say is empty, and columns that none of these rows fills are
    left out. Behind them stand where the map will draw the plot, and how long its boundary is.
    """
    rows = [_cells(plot) for plot in plots[:FIRST]]
    titles = [*(column.title for column in OWN_COLUMNS), PLACE, BOUNDARY]
    filled = [title for title in titles if any(row[title] for row in rows)]
    return pd.DataFrame([[row[title] for title in filled] for row in rows], columns=filled)


def _cells(plot: Plot) -> dict[str, str]:
    shown = {c.title: _text(plot, c.field, cell_of(plot, c)) for c in OWN_COLUMNS}
    corners = sum(len(ring) - 1 for ring in plot.boundary)
    where = plot.position
    shown[PLACE] = f"{where.longitude:.6f},{where.latitude:.6f}" if where else ""
    shown[BOUNDARY] = f"{corners} 个界址点" if corners else ""
    return shown


def _text(plot: Plot, field: str, value: str | float | None) -> str:
    if field == "contact":
        return NOT_SHOWN if plot.contact else ""
    if value is None or value == REAL:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def changes_frame(found: PlotPreview) -> pd.DataFrame:
    """Return one row for each field that would change: row, id, field, old and new, all text."""
    rows = [
        (str(row.entry.row), row.compared.plot.id, _title(name), _shown(old), _shown(new))
        for row in found.rows
        if row.compared is not None
        for name, (old, new) in row.compared.changes.items()
    ]
    return pd.DataFrame(rows, columns=["行", "编号", "列", "原来", "改为"], dtype=str)


def hints_of(found: PlotPreview) -> str:
    """Say how many rows a person should look at, and why; "" if none."""
    counted = Counter(
        hint for row in found.rows if row.compared is not None for hint in row.compared.hints
    )
    return "、".join(f"{name} {counted[hint]} 行" for hint, name in HINTS.items() if counted[hint])


def _title(name: str) -> str:
    column = COLUMN_BY_FIELD.get(name)
    return column.title if column else OTHERS.get(name, name)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.15g}"
    return "（空）" if value is None else str(value)
