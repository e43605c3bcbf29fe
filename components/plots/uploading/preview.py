"""The plots of an upload as they will be stored, before anything is."""

from collections.abc import Sequence

import pandas as pd

from geodata.model import Plot
from geodata.readers.columns import COLUMNS
from geodata.readers.export import REAL, cell_of

FIRST = 20
NOT_SHOWN = "已填写(此处不显示)"
PLACE, BOUNDARY = "地图上的位置(WGS-84)", "边界"


def preview_frame(plots: Sequence[Plot]) -> pd.DataFrame:
    """Return the first `FIRST` plots, one per row, with the headings of our own Excel form.

    Text cells; what a plot does not say is empty, and columns that none of these rows fills are
    left out. Behind them stand where the map will draw the plot, and how long its boundary is.
    """
    rows = [_cells(plot) for plot in plots[:FIRST]]
    titles = [*(column.title for column in COLUMNS if column.field != "lonlat"), PLACE, BOUNDARY]
    filled = [title for title in titles if any(row[title] for row in rows)]
    return pd.DataFrame([[row[title] for title in filled] for row in rows], columns=filled)


def _cells(plot: Plot) -> dict[str, str]:
    shown = {
        c.title: _text(plot, c.field, cell_of(plot, c)) for c in COLUMNS if c.field != "lonlat"
    }
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
