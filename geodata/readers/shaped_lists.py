"""Lists whose rows draw their plots: a WKT in a column, or one row for each 界址点.

Such a list is taken as a map file is: what it draws is settled for the whole list.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from files.sheets.questions import Interview
from files.sheets.refusals import UploadRefused
from geodata.coordinates import read_datum
from geodata.features import MAX_FEATURES, MAX_VERTICES, FeatureReading, closed
from geodata.model import Datum
from geodata.placing import TOO_MUCH, Drawn, Loop, StatedPlace, place_features
from geodata.readers.shapes import of_text
from geodata.reading import Cells
from geodata.rows.headings import PlotHeader
from geodata.rows.spelling import PLACING, written_point

NEVER = re.compile(r"(?!)")  # the numbers of a list are its office's own
NOT_CARRIED = (PLACING - {"precision_m"}) | {"shape", "corner", "ring"}
FEWEST = 3  # corners
Row = tuple[int, Sequence[str]]


def is_shaped(header: PlotHeader) -> bool:
    """Tell whether the rows of a list draw their plots."""
    return "shape" in header.fields or ("corner" in header.fields and has_points(header))


def has_points(header: PlotHeader) -> bool:
    """Tell whether a list has columns of coordinates."""
    pairs = ({"plane_x", "plane_y"}, {"longitude", "latitude"}, {"lonlat"})
    return any(pair <= header.fields for pair in pairs)


@dataclass(slots=True)
class _Plot:
    """A plot being gathered: its first row, all its rows, and the corners by ring."""

    row: int
    cells: list[str]
    written: list[Cells] = field(default_factory=list)
    rings: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    problem: str = ""


def read_shaped(
    header: PlotHeader, titles: Sequence[str], rows: Iterable[Row], interview: Interview
) -> tuple[FeatureReading, dict[int, tuple[Cells, ...]]]:
    """Return what a list draws, with all rows of each plot as written, by its first row.

    Raises:
        UploadRefused: there is too much of it.
        CoordinateRefused: it is in a datum that cannot be used.
    """
    names = _names(header, titles)
    taken = list(rows)
    if len(taken) > MAX_VERTICES:
        raise UploadRefused(TOO_MUCH)
    whole = _of_wkt if "shape" in header.fields else _of_corners
    drawn, written = whole(header, names, taken)
    if len(drawn) > MAX_FEATURES or sum(len(r) for d in drawn for r in d.loops) > MAX_VERTICES:
        raise UploadRefused(TOO_MUCH)
    found = place_features(drawn, _stated(header, taken), interview)
    return found, written


def _names(header: PlotHeader, titles: Sequence[str]) -> dict[int, str]:
    """Return by cell the name its column is carried on under; those of the place are left out."""
    found: dict[int, str] = {}
    for at, title in enumerate(titles):
        heading = header.headings.get(at)
        if title and (heading is None or heading.column.field not in NOT_CARRIED):
            found[at] = title if title not in found.values() else f"{title}({at + 1})"
    return found


def _stated(header: PlotHeader, rows: Sequence[Row]) -> StatedPlace:
    """Return the datum that the rows name, if they name one."""
    at = next((at for at, h in header.headings.items() if h.column.field == "datum"), None)
    if at is None:
        return StatedPlace(ordered=False)
    named = {read_datum(cells[at]) for _, cells in rows if at < len(cells) and cells[at].strip()}
    named -= {Datum.UNKNOWN}
    if len(named) > 1:
        msg = "清单里有几种坐标系；请分成几个文件导入，库里的数据没有改动"
        raise UploadRefused(msg)
    return StatedPlace(next(iter(named), None), where="坐标系一列", ordered=False)


def _properties(names: Mapping[int, str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cells[at] if at < len(cells) else "" for at, name in names.items()}


def _of_wkt(
    header: PlotHeader, names: Mapping[int, str], rows: Sequence[Row]
) -> tuple[list[Drawn], dict[int, tuple[Cells, ...]]]:
    at = next(at for at, h in header.headings.items() if h.column.field == "shape")
    drawn: list[Drawn] = []
    written: dict[int, tuple[Cells, ...]] = {}
    for number, cells in rows:
        text = cells[at].strip() if at < len(cells) else ""
        properties = _properties(names, cells)
        drawn.append(of_text(number, properties, text) if text else Drawn(number, properties))
        written[number] = (tuple(cells),)
    return drawn, written


def _of_corners(
    header: PlotHeader, names: Mapping[int, str], rows: Sequence[Row]
) -> tuple[list[Drawn], dict[int, tuple[Cells, ...]]]:
    plots: dict[str, _Plot] = {}
    current = ""
    for number, cells in rows:
        current = _key(header, cells) or current
        plot = plots.setdefault(current, _Plot(number, list(cells)))
        plot.written.append(tuple(cells))
        _take_corner(plot, header, number, cells)
    drawn = [_drawn(plot, names) for plot in plots.values()]
    return drawn, {plot.row: tuple(plot.written) for plot in plots.values()}


def _key(header: PlotHeader, cells: Sequence[str]) -> str:
    """Return what tells the plot of a row from others: its number, else its name."""
    by_field = {h.column.field: at for at, h in header.headings.items()}
    for name in ("id", "name"):
        at = by_field.get(name)
        if at is not None and at < len(cells) and cells[at].strip():
            return cells[at].strip()
    return ""


def _take_corner(plot: _Plot, header: PlotHeader, number: int, cells: Sequence[str]) -> None:
    point = written_point(header, cells)
    if point is None:
        plot.problem = plot.problem or f"第{number}行的坐标读不出来"
        return
    at = next((at for at, h in header.headings.items() if h.column.field == "ring"), None)
    ring = cells[at] if at is not None and at < len(cells) else ""
    plot.rings.setdefault(ring, []).append(point)


def _drawn(plot: _Plot, names: Mapping[int, str]) -> Drawn:
    properties = _properties(names, plot.cells)
    loops: list[Loop] = [closed(ring) for ring in plot.rings.values()]
    few = any(len(set(loop)) < FEWEST for loop in loops)
    problem = plot.problem or ("界址点不足 3 个，围不成地块" if few else "")
    return Drawn(plot.row, properties, () if problem else tuple(loops), problem=problem)
