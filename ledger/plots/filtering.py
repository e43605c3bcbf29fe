"""What is asked of plots, and how a plot at hand and the database answer it: alike."""

import string
from dataclasses import dataclass

from sqlalchemy import Boolean, ColumnElement, String, and_, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from geodata.model import Occupancy, Plot, PlotKind
from ledger.schema.base import PlotRow

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True, slots=True)
class PlotFilter:
    """筛选: what a plot must be; an empty tuple, "" or None asks nothing.

    Limits are inclusive. A plot whose figure is unknown does not pass a limit on it. `placed`
    asks for plots with (True) or without a position. `within` is west, south, east, north in
    WGS-84 degrees. `words` are looked for in id, name and park.
    """

    kinds: tuple[PlotKind, ...] = ()
    counties: tuple[str, ...] = ()
    parks: tuple[str, ...] = ()
    occupancies: tuple[Occupancy, ...] = ()
    area_mu_from: float | None = None
    area_mu_to: float | None = None
    price_10k_yuan_per_mu_to: float | None = None
    rent_yuan_per_m2_month_to: float | None = None
    placed: bool | None = None
    within: tuple[float, float, float, float] | None = None
    words: str = ""


EVERY = PlotFilter()


def fits(plot: Plot, filters: PlotFilter) -> bool:
    """Tell of a plot at hand what the database tells of those it holds."""
    chosen = (
        (plot.kind, filters.kinds),
        (plot.county, filters.counties),
        (plot.park, filters.parks),
        (plot.occupancy, filters.occupancies),
    )
    limits = (
        (plot.area_mu, filters.area_mu_from, filters.area_mu_to),
        (plot.price_10k_yuan_per_mu, None, filters.price_10k_yuan_per_mu_to),
        (plot.rent_yuan_per_m2_month, None, filters.rent_yuan_per_m2_month_to),
    )
    wanted = _lowered(filters.words.strip())
    return (
        all(value in allowed for value, allowed in chosen if allowed)
        and all(within(value, low, high) for value, low, high in limits)
        and any(wanted in _lowered(text) for text in (plot.id, plot.name, plot.park))
        and _lies(plot, filters)
    )


def within(value: float | None, low: float | None, high: float | None) -> bool:
    """Tell whether a figure keeps both limits, themselves included; an unknown one keeps none."""
    if low is None and high is None:
        return True
    if value is None:
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def _lies(plot: Plot, filters: PlotFilter) -> bool:
    at = plot.position
    if filters.placed is not None and filters.placed is (at is None):
        return False
    if filters.within is None:
        return True
    west, south, east, north = filters.within
    return at is not None and west <= at.longitude <= east and south <= at.latitude <= north


def conditions(filters: PlotFilter) -> list[ColumnElement[bool]]:
    """Return `filters` as a database is asked; it answers what `fits` does."""
    chosen = {
        PlotRow.kind: [kind.value for kind in filters.kinds],
        PlotRow.county: filters.counties,
        PlotRow.park: filters.parks,
        PlotRow.occupancy: [occupancy.value for occupancy in filters.occupancies],
    }
    limits = {
        PlotRow.area_mu: (filters.area_mu_from, filters.area_mu_to),
        PlotRow.price_10k_yuan_per_mu: (None, filters.price_10k_yuan_per_mu_to),
        PlotRow.rent_yuan_per_m2_month: (None, filters.rent_yuan_per_m2_month_to),
    }
    asked: list[ColumnElement[bool]] = []
    asked += [column.in_(values) for column, values in chosen.items() if values]
    for column, (low, high) in limits.items():
        asked += [column >= low] if low is not None else []
        asked += [column <= high] if high is not None else []
    return asked + _where(filters) + _naming(filters.words)


def _where(filters: PlotFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.placed is not None:
        without = PlotRow.longitude.is_(None)
        conditions.append(~without if filters.placed else without)
    if filters.within is not None:
        west, south, east, north = filters.within
        conditions.append(PlotRow.longitude.between(west, east))
        conditions.append(PlotRow.latitude.between(south, north))
    return conditions


def _naming(words: str) -> list[ColumnElement[bool]]:
    wanted = _lowered(words.strip())
    if not wanted:
        return []
    named = [_Lowered(c).contains(wanted, autoescape=True) for c in (PlotRow.name, PlotRow.park)]
    if any(sign.isdigit() for sign in wanted):  # who finds a row by a number would have read it
        columns = (PlotRow.name, PlotRow.park)
        named = [and_(said, ~_HoldsPhone(c)) for said, c in zip(named, columns, strict=True)]
    return [or_(_Lowered(PlotRow.id).contains(wanted, autoescape=True), *named)]


def _lowered(text: str) -> str:
    return text.translate(_SMALL)


class _Lowered(GenericFunction[str]):
    """`_lowered` in the database: SQLite knows no other letters, PostgreSQL is told to."""

    name = "lowered"
    type = String()
    inherit_cache = True


@compiles(_Lowered, "sqlite")
def _in_sqlite(element: _Lowered, compiler: SQLCompiler, **kw: object) -> str:
    return f"lower({compiler.process(element.clauses, **kw)})"


@compiles(_Lowered, "postgresql")
def _in_postgresql(element: _Lowered, compiler: SQLCompiler, **kw: object) -> str:
    return f'lower(({compiler.process(element.clauses, **kw)}) COLLATE "C")'


class _HoldsPhone(GenericFunction[bool]):
    """Whether a name from before may hold a whole mobile number: eleven digits by themselves."""

    name = "holds_phone"
    type = Boolean()
    inherit_cache = True


@compiles(_HoldsPhone, "sqlite")
def _phone_in_sqlite(element: _HoldsPhone, compiler: SQLCompiler, **kw: object) -> str:
    pattern = f"*[^0-9]1[3-9]{'[0-9]' * 9}[^0-9]*"
    return f"(('.' || {compiler.process(element.clauses, **kw)} || '.') GLOB '{pattern}')"


@compiles(_HoldsPhone, "postgresql")
def _phone_in_postgresql(element: _HoldsPhone, compiler: SQLCompiler, **kw: object) -> str:
    pattern = "(^|[^0-9])1[3-9][0-9]{9}($|[^0-9])"
    return f"(({compiler.process(element.clauses, **kw)}) ~ '{pattern}')"
