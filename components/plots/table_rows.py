"""Which plots stand in the table, and what its cells say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
from sqlalchemy.orm import Session

from components.plots.table_filter import PlotQuery
from geodata.model import KIND_NAMES, M2_PER_MU, OCCUPANCY_NAMES, Plot
from ledger.book.switches import samples_on
from ledger.plots.register import STALE_DAYS, Page, count_plots, list_plots, stale_plots

Samples = Callable[[], Sequence[Plot]]  # made only where they are shown
SIZE = 50  # rows of a page
UNKNOWN = "未核实"
HEADINGS = (
    "编号",
    "名称",
    "数据性质",
    "类型",
    "县区",
    "园区",
    "用地面积",
    "建筑面积",
    "出让价格",
    "租金",
    "占用情况",
    "核对",
    "位置",
    "来源",
)


@dataclass(frozen=True, slots=True)
class PlotPage:
    """One page of the table.

    `found` rows pass the filters. Either `real` or `samples` is 0: they never stand together.
    """

    plots: tuple[Plot, ...]
    found: int
    real: int
    samples: int
    page: int
    pages: int


def list_page(session: Session, asked: PlotQuery, samples: Samples, today: date) -> PlotPage:
    """Return the page asked for, or the nearest one that there is."""
    real = count_plots(session)
    if real and not asked.due:
        found = count_plots(session, asked.filters)
        page, pages, start = _place(asked.page, found)
        rows = list_plots(session, asked.filters, Page(start, SIZE))
        return PlotPage(tuple(row.plot for row in rows), found, real, 0, page, pages)
    plots = list_all(session, asked, samples, today)
    page, pages, start = _place(asked.page, len(plots))
    shown = 0 if real else len(shown_samples(session, samples))
    return PlotPage(plots[start : start + SIZE], len(plots), real, shown, page, pages)


def list_all(session: Session, asked: PlotQuery, samples: Samples, today: date) -> tuple[Plot, ...]:
    """Return every plot that passes the filters, on whatever page."""
    if not count_plots(session):
        shown = () if asked.due else shown_samples(session, samples)
        return tuple(plot for plot in shown if asked.fits(plot))
    if not asked.due:
        return tuple(row.plot for row in list_plots(session, asked.filters))
    due = (row.plot for county in stale_plots(session, today=today) for row in county.plots)
    return tuple(plot for plot in due if asked.fits(plot))


def shown_samples(session: Session, samples: Samples) -> tuple[Plot, ...]:
    """Return the samples if the office lets them be shown; ask only while nothing is real."""
    return tuple(samples()) if samples_on(session) else ()


def plot_frame(plots: Sequence[Plot], today: date) -> pd.DataFrame:
    """Return one row per plot, in the order given, columns as in `HEADINGS`, all text."""
    rows = [_row(plot, today) for plot in plots]
    return pd.DataFrame(rows, columns=list(HEADINGS), dtype=str)


def is_due(plot: Plot, today: date) -> bool:
    """Tell whether a real plot was last checked more than `STALE_DAYS` ago, or never."""
    last = plot.checked_on
    return not plot.sample and (last is None or last < today - timedelta(days=STALE_DAYS))


def _place(wanted: int, found: int) -> tuple[int, int, int]:
    """Return the page there is, how many there are, and the first row of it."""
    pages = max(1, -(-found // SIZE))
    page = min(wanted, pages)
    return page, pages, SIZE * (page - 1)


def _row(plot: Plot, today: date) -> tuple[str, ...]:
    return (
        plot.id,
        plot.name,
        "示例" if plot.sample else "真实",
        KIND_NAMES[plot.kind],
        plot.county,
        plot.park or UNKNOWN,
        _area(plot.area_mu),
        _figure(plot.building_m2, "平方米"),
        _figure(plot.price_10k_yuan_per_mu, "万元/亩"),
        _figure(plot.rent_yuan_per_m2_month, "元/平方米·月"),
        OCCUPANCY_NAMES[plot.occupancy],
        _checked(plot, today),
        "已定位" if plot.position else "未定位",
        plot.source,
    )


def _area(mu: float | None) -> str:
    return UNKNOWN if mu is None else f"{mu:,.10g} 亩（{mu * M2_PER_MU:,.0f} 平方米）"


def _figure(value: float | None, unit: str) -> str:
    return UNKNOWN if value is None else f"{value:,.10g} {unit}"


def _checked(plot: Plot, today: date) -> str:
    on = f"{plot.checked_on:%Y-%m-%d}" if plot.checked_on else "没有日期"
    return f"待复核，请{plot.county}核对（{on}）" if is_due(plot, today) else on
