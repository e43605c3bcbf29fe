"""Read the plots (要素资源库): all, by filters, those due for a check, or the samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from geodata.model import COUNTIES, Occupancy, Plot, PlotKind
from ledger.book import switches
from ledger.book.audit import topic_version
from ledger.book.switches import samples_on
from ledger.plots import parks
from ledger.plots.rows import TOPIC, StoredPlot, plot_row, stored
from ledger.schema.base import PlotRow

STALE_DAYS = 90
AT_ONCE = 1000  # rows held beside the plots made of them


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


@dataclass(frozen=True, slots=True)
class Page:
    """页: which part of a list is wanted; all of it by default."""

    offset: int = 0
    size: int | None = None


EVERY = PlotFilter()
WHOLE = Page()


def list_plots(
    session: Session, filters: PlotFilter = EVERY, page: Page = WHOLE
) -> list[StoredPlot]:
    """List the real plots that pass `filters`, by id. None carries its contact."""
    query = select(PlotRow).where(*_conditions(filters)).order_by(PlotRow.id)
    query = query.offset(page.offset or None).limit(page.size)
    return [stored(row) for row in session.scalars(query.execution_options(yield_per=AT_ONCE))]


def count_plots(session: Session, filters: PlotFilter = EVERY) -> int:
    """Return how many real plots pass `filters`."""
    query = select(func.count(PlotRow.id)).where(*_conditions(filters))
    return session.scalar(query) or 0


def get_plot(session: Session, plot_id: str) -> StoredPlot:
    """Return one plot without its contact.

    Raises:
        NotFound: there is no such plot.
    """
    return stored(plot_row(session, plot_id))


def plot_recorders(session: Session) -> dict[str, tuple[str, datetime]]:
    """Return by plot id who wrote it as it stands, and when."""
    query = select(PlotRow.id, PlotRow.changed_name, PlotRow.changed_by, PlotRow.changed_at)
    return {i: (name or by, at) for i, name, by, at in session.execute(query)}


def plots_version(session: Session) -> int:
    """Return a number that changes whenever a plot, a park's position or the samples' switch does.

    Reading a contact does not change it.
    """
    return topic_version(session, TOPIC, parks.TOPIC, switches.TOPIC)


def visible_plots(session: Session, samples: Sequence[Plot]) -> tuple[Plot, ...]:
    """Return the real plots, or `samples` while there are none and their switch is on.

    Never both: samples are not to be summed with real plots.
    """
    real = tuple(found.plot for found in list_plots(session))
    return real or (tuple(samples) if samples_on(session) else ())


@dataclass(frozen=True, slots=True)
class Stale:
    """待复核: plots that were not checked for long, of one county; never checked ones first."""

    county: str
    plots: tuple[StoredPlot, ...]


def stale_plots(session: Session, *, today: date, days: int = STALE_DAYS) -> list[Stale]:
    """List by county the plots last checked more than `days` ago, or never; empty ones left out.

    Within a county the never checked first, then the longest unchecked, then by id.
    """
    due = or_(PlotRow.checked_on.is_(None), PlotRow.checked_on < today - timedelta(days=days))
    found = [stored(row) for row in session.scalars(select(PlotRow).where(due))]
    found.sort(key=lambda s: (s.plot.checked_on or date.min, s.plot.id))
    by_county = (
        (county, tuple(s for s in found if s.plot.county == county)) for county in COUNTIES
    )
    return [Stale(county, plots) for county, plots in by_county if plots]


def _conditions(filters: PlotFilter) -> list[ColumnElement[bool]]:
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
    conditions: list[ColumnElement[bool]] = []
    conditions += [column.in_(values) for column, values in chosen.items() if values]
    for column, (low, high) in limits.items():
        conditions += [column >= low] if low is not None else []
        conditions += [column <= high] if high is not None else []
    return conditions + _where(filters) + _naming(filters.words)


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
    wanted = words.strip().lower()
    if not wanted:
        return []
    columns = (PlotRow.id, PlotRow.name, PlotRow.park)
    return [or_(*(func.lower(c).contains(wanted, autoescape=True) for c in columns))]
