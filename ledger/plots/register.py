"""Read the plots (要素资源库): all, by filters, those due for a check, or the samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from chains.allowed_words import COUNTIES
from geodata.model import Plot
from ledger.book import switches
from ledger.book.audit import topic_version
from ledger.book.switches import samples_on
from ledger.plots import parks
from ledger.plots.filtering import EVERY, PlotFilter, conditions
from ledger.plots.rows import TOPIC, StoredPlot, plot_row, stored
from ledger.schema.base import PlotRow

STALE_DAYS = 90
AT_ONCE = 1000  # rows held beside the plots made of them


@dataclass(frozen=True, slots=True)
class Page:
    """页: which part of a list is wanted; all of it by default."""

    offset: int = 0
    size: int | None = None


WHOLE = Page()


def list_plots(
    session: Session, filters: PlotFilter = EVERY, page: Page = WHOLE
) -> list[StoredPlot]:
    """List the real plots that pass `filters`, by id. None carries its contact."""
    query = select(PlotRow).where(*conditions(filters)).order_by(PlotRow.id)
    query = query.offset(page.offset or None).limit(page.size)
    return [stored(row) for row in session.scalars(query.execution_options(yield_per=AT_ONCE))]


def count_plots(session: Session, filters: PlotFilter = EVERY) -> int:
    """Return how many real plots pass `filters`."""
    query = select(func.count(PlotRow.id)).where(*conditions(filters))
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
