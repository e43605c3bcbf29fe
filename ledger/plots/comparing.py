"""What an import would make of each plot: new, changed or unchanged, and what a person must see.

An identity that comes again with another name, county, area or place is perhaps another plot:
such changes are shown field by field and need a yes.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from files.sheets.preview import ImportHint, ImportStatus
from geodata.model import DATUM_NAMES, Plot
from geodata.readers.lists import SOURCE_OF_FILE
from geodata.rows.columns import OWN_COLUMNS
from geodata.rows.export import cell_of
from ledger.plots.rows import content_values, read_content, same_content
from ledger.plots.writing import PLOTS, StandingRows, standing_rows

PLACE = frozenset({"longitude", "latitude", "datum", "precision_m"})
MOVED_M = 100.0  # metres by which a plot may be placed better without being another one
METRES_OF_DEGREE = 111_320.0
AREA_SHARE = 0.05
SAME_PLACE = 4  # decimals of a degree, some 10 m
AT_ONCE = 5000  # plots compared at a time
FILLED_IN = "已填写（此处不显示）"  # a contact that is known
Value = str | float | bool | list[str] | None


@dataclass(frozen=True, slots=True)
class ComparedPlot:
    """对照: a plot as it would stand, and per field what it says now and what it would say.

    `grave`: so much differs that it may be another plot. `kept` is, by field, what stays although
    the file says nothing of it. `has_contact`: a contact of it is known already.
    """

    plot: Plot
    status: ImportStatus
    changes: Mapping[str, tuple[Value, Value]] = field(default_factory=dict)
    hints: tuple[ImportHint, ...] = ()
    grave: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    has_contact: bool = False


def compare_plots(session: Session, plots: Sequence[Plot]) -> dict[str, ComparedPlot]:
    """Return by id what importing `plots` would make of each; nothing is written."""
    doubles = _Doubles(session, plots)
    found: dict[str, ComparedPlot] = {}
    for start in range(0, len(plots), AT_ONCE):
        some = plots[start : start + AT_ONCE]
        standing = standing_rows(session, [plot.id for plot in some])
        found.update({plot.id: _compared(plot, standing, doubles) for plot in some})
    return found


def as_it_would_stand(new: Plot, row: Row[Any] | None) -> Plot:
    """Return a plot of a list with what a list cannot say: many have no position, none a boundary.

    Without a position it keeps the known place; with the known position, its boundary. A source
    that is only the name of the file is no change of its own.
    """
    if row is None:
        return new
    plot = _keeping_place(new, row)
    if not plot.source.startswith(SOURCE_OF_FILE):
        return plot
    same = plot.model_copy(update={"source": read_content(row.content).source})
    return same if same_content(row, content_values(same, row)) else plot


def _keeping_place(plot: Plot, row: Row[Any]) -> Plot:
    if plot.boundary or '"position"' not in row.content:
        return plot
    if plot.position and '"boundary"' not in row.content:
        return plot
    known = read_content(row.content)
    if plot.position not in {None, known.position}:
        return plot
    return plot.model_copy(update={"position": known.position, "boundary": known.boundary})


def plot_values(plot: Plot) -> dict[str, Value]:
    """Return what a plot says, by field; its place as `lon` and `lat` in WGS-84, no contact."""
    values: dict[str, Value] = {
        column.field: _value(plot, column.field, cell_of(plot, column))
        for column in OWN_COLUMNS
        if column.field not in PLACE | {"contact", "id"}
    }
    where = plot.position
    values |= {
        "lon": where.longitude if where else None,
        "lat": where.latitude if where else None,
        "datum": DATUM_NAMES[where.datum] if where else None,
        "precision_m": where.precision_m if where else None,
    }
    return values


def _value(plot: Plot, name: str, written: str | float | None) -> Value:
    value = getattr(plot, name)
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value if isinstance(value, bool) else written


def _compared(plot: Plot, standing: StandingRows, doubles: "_Doubles") -> ComparedPlot:
    row = standing.get(plot.id)
    new = as_it_would_stand(plot, row)
    hints = [] if new.position else [ImportHint.NO_PLACE]
    if row is None:
        hints += [ImportHint.DUPLICATE] if doubles.of(new) else []
        return ComparedPlot(new, ImportStatus.NEW, hints=tuple(hints))
    kept = _kept(plot, new)
    if same_content(row, content_values(new, row)):
        unchanged = ComparedPlot(new, ImportStatus.UNCHANGED, hints=tuple(hints), kept=kept)
        return replace(unchanged, has_contact=bool(row.contact))
    old = read_content(row.content)
    changes = _changes(old, new, contact=bool(new.contact) and new.contact != row.contact)
    hints += [ImportHint.RENAMED] if old.name != new.name else []
    hints += [ImportHint.MOVED] if _moved(old, new) else []
    grave = _is_grave(old, new)
    known = bool(row.contact)
    return ComparedPlot(new, ImportStatus.CHANGED, changes, tuple(hints), grave, kept, known)


def _kept(told: Plot, new: Plot) -> dict[str, str]:
    """Return by field what stays although the plot of the file does not say it."""
    kept: dict[str, str] = {}
    if told.source.startswith(SOURCE_OF_FILE) and new.source != told.source:
        kept["source"] = new.source
    where = new.position
    if where is not None and told.position is None:
        kept["longitude"] = f"{where.given[0]},{where.given[1]}（{DATUM_NAMES[where.datum]}）"
    return kept


def _changes(old: Plot, new: Plot, *, contact: bool) -> dict[str, tuple[Value, Value]]:
    before, after = plot_values(old), plot_values(new)
    changes = {
        name: (before[name], value) for name, value in after.items() if value != before[name]
    }
    if old.boundary != new.boundary:
        changes["boundary"] = (_corners(old), _corners(new))
    if contact:  # who may see it asks for it: it is not shown to everybody who imports
        changes["contact"] = (None, FILLED_IN)
    return changes


def _corners(plot: Plot) -> str:
    return f"{sum(len(ring) - 1 for ring in plot.boundary)} 个界址点" if plot.boundary else "无"


def _is_grave(old: Plot, new: Plot) -> bool:
    area = (old.area_mu, new.area_mu)
    larger = max((value for value in area if value is not None), default=0.0)
    resized = None not in area and abs(area[0] - area[1]) > AREA_SHARE * larger  # type: ignore[operator]
    return (
        old.name != new.name
        or old.county != new.county
        or resized
        or _moved(old, new)
        or (old.source != new.source and not new.source.startswith(SOURCE_OF_FILE))
    )


def _moved(old: Plot, new: Plot) -> bool:
    before, after = old.position, new.position
    if before is None or after is None:
        return False
    north = (after.latitude - before.latitude) * METRES_OF_DEGREE
    parallel = METRES_OF_DEGREE * math.cos(math.radians(before.latitude))
    east = (after.longitude - before.longitude) * parallel
    return math.hypot(east, north) > MOVED_M


class _Doubles:
    """Which plots of the ledger or of the list itself lie where another lies, or are called so."""

    def __init__(self, session: Session, plots: Iterable[Plot]) -> None:
        self._ids: dict[tuple[object, ...], set[str]] = {}
        columns = (PLOTS.c.id, PLOTS.c.name, PLOTS.c.county, PLOTS.c.longitude, PLOTS.c.latitude)
        for plot_id, name, county, lon, lat in session.execute(select(*columns)):
            self._add(str(plot_id), str(name), str(county), lon, lat)
        for plot in plots:
            where = plot.position
            lon, lat = (where.longitude, where.latitude) if where else (None, None)
            self._add(plot.id, plot.name, plot.county, lon, lat)

    def _add(
        self, plot_id: str, name: str, county: str, lon: float | None, lat: float | None
    ) -> None:
        for key in _keys(name, county, lon, lat):
            self._ids.setdefault(key, set()).add(plot_id)

    def of(self, plot: Plot) -> bool:
        """Tell whether another plot has its name in its county, or its place."""
        where = plot.position
        lon, lat = (where.longitude, where.latitude) if where else (None, None)
        keys = _keys(plot.name, plot.county, lon, lat)
        return any(self._ids.get(key, set()) - {plot.id} for key in keys)


def _keys(name: str, county: str, lon: float | None, lat: float | None) -> list[tuple[object, ...]]:
    named: list[tuple[object, ...]] = [(name, county)]
    if lon is None or lat is None:
        return named
    return [*named, (round(lon, SAME_PLACE), round(lat, SAME_PLACE))]
