"""待复核: what is due for a check, by county and owner, to be checked one by one or as a list."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.frame import address
from components.frame.last_state.asking import ask
from components.papers.exported import export_note, exported
from components.plots.card import open_plot
from components.plots.table import EXCEL
from geodata.model import KIND_NAMES, Plot
from geodata.rows.export import export
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.due import count_due, list_due
from ledger.plots.register import STALE_DAYS, Page, count_plots

LISTED = 500
HEADINGS = ("编号", "名称", "类型", "县区", "谁来核对", "上次核对", "已过天数")
COUNTY, PICK = "county", "due_county"


def due_list(ledger: Ledger, today: date, actor: Actor) -> None:
    """Draw the counts by county, the list of one county or all, and its export."""
    counts, real = ask(count_due, today), ask(count_plots)
    if not counts:
        checked = f"没有待复核的地块：{real} 条都在 {STALE_DAYS} 天以内核对过。"
        st.info(checked if real else "台账里还没有真实地块，没有要核对的。")
        return
    named = "、".join(f"{county} {number} 条" for county, number in counts.items())
    st.markdown(
        f"超过 {STALE_DAYS} 天没有核对，或没有核对日期：**{sum(counts.values())}** 条。{named}。"
    )
    county = _county(counts)
    plots = [one.plot for one in ask(list_due, today, county, Page(0, LISTED))]
    total = counts.get(county, sum(counts.values()))
    _table(plots, today, total)
    _export(ledger, today, county, actor)


def due_frame(plots: Sequence[Plot], today: date) -> pd.DataFrame:
    """Return one row per plot, in the order given, columns as in `HEADINGS`, all text."""
    return pd.DataFrame([_row(p, today) for p in plots], columns=list(HEADINGS), dtype=str)


def _county(counts: dict[str, int]) -> str:
    given = address.read(COUNTY)
    st.session_state[PICK] = given if given in counts else None
    chosen = st.selectbox(
        "县（市、区）",
        list(counts),
        key=PICK,
        placeholder="全部",
        on_change=lambda: address.write(COUNTY, st.session_state[PICK] or ""),
        width=240,
    )
    return chosen or ""


def _table(plots: Sequence[Plot], today: date, total: int) -> None:
    more = f"列出前 {LISTED} 条，导出的是全部 {total} 条。" if total > len(plots) else ""
    st.caption(
        f"点选一行，核对无误就按「今天核对过」；也可以导出给责任单位填「核对日期」再导入。{more}"
    )
    event = st.dataframe(
        due_frame(plots, today),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="due_table",
    )
    for at in event["selection"]["rows"]:
        open_plot(plots[at].id)
        st.rerun()


def _export(ledger: Ledger, today: date, county: str, actor: Actor) -> None:
    def workbook() -> bytes:
        with ledger.reading() as session:
            plots = [one.plot for one in list_due(session, today, county)]
        return export(plots, title=f"待复核清单，{export_note(actor)}，共 {len(plots)} 行")

    name = f"待复核_{county or '全市'}_{today:%Y%m%d}.xlsx"
    st.download_button(
        "导出待复核清单（Excel）",
        exported(actor, name, workbook),
        file_name=name,
        mime=EXCEL,
        key="due_export",
        on_click="ignore",
        icon=":material/download:",
    )


def _row(plot: Plot, today: date) -> tuple[str, ...]:
    last = plot.checked_on
    who = plot.owner_unit or f"{plot.county}（权属单位未登记）"
    since = f"{(today - last).days} 天" if last else "从未核对"
    on = last.isoformat() if last else "没有日期"
    return (plot.id, plot.name, KIND_NAMES[plot.kind], plot.county, who, on, since)
