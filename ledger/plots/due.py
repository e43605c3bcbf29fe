"""待复核: plots that nobody checked for long, counted and listed for whoever must check them."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from chains.allowed_words import COUNTIES
from ledger.plots.register import STALE_DAYS, WHOLE, Page
from ledger.plots.rows import StoredPlot, stored
from ledger.schema.base import PlotRow


def count_due(session: Session, today: date) -> dict[str, int]:
    """Count by county, in the usual order, the plots due for a check; others are left out.

    Due is what was last checked more than `STALE_DAYS` ago, or never.
    """
    query = select(PlotRow.county, func.count(PlotRow.id)).where(_due(today))
    rows = session.execute(query.group_by(PlotRow.county))
    found = {county: number for county, number in rows}  # noqa: C416
    return {county: found[county] for county in COUNTIES if county in found}


def list_due(
    session: Session, today: date, county: str = "", page: Page = WHOLE
) -> list[StoredPlot]:
    """List the plots due for a check: never checked ones first, then the longest unchecked, by id.

    `county` asks for one county's, "" for all.
    """
    query = select(PlotRow).where(_due(today))
    if county:
        query = query.where(PlotRow.county == county)
    checked = PlotRow.checked_on
    query = query.order_by(checked.is_not(None), checked, PlotRow.id)
    query = query.offset(page.offset or None).limit(page.size)
    return [stored(row) for row in session.scalars(query)]


def _due(today: date) -> ColumnElement[bool]:
    oldest = today - timedelta(days=STALE_DAYS)
    return or_(PlotRow.checked_on.is_(None), PlotRow.checked_on < oldest)
