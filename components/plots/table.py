"""台账: the office's plots as a table; the database filters and cuts the pages."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from components.frame.last_state.asking import ask
from components.papers.exported import export_note, exported
from components.plots.card import NEW_PLOT, open_plot
from components.plots.table_filter import PlotQuery, table_filters, write_page
from components.plots.table_rows import PlotPage, Samples, list_all, list_page, plot_frame
from geodata.model import Plot
from geodata.rows.export import export
from ledger.book.database import Ledger
from ledger.book.policy import Action, Actor, may_somewhere
from ledger.plots.due import count_due
from ledger.plots.register import STALE_DAYS

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTED = "plot_table_exported"


def plot_table(ledger: Ledger, actor: Actor, samples: Samples, today: date) -> None:
    """Draw what is due for a check, counts, filters, one page of the table, and its export."""
    _due_notice(today)
    asked = table_filters()
    listed = ask(list_page, asked, samples, today)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_counts(listed))
        if may_somewhere(actor, Action.EDIT_PLOT):
            st.button("新增一块地", icon=":material/add:", on_click=open_plot, args=(NEW_PLOT,))
    if listed.real:
        st.caption("点选一行：修改、看联系人和历史。")
    if not listed.found:
        st.info(_nothing(listed))
        return
    event = st.dataframe(
        plot_frame(listed.plots, today),
        hide_index=True,
        height="content",
        key="plot_table",
        on_select="rerun",
        selection_mode="single-row",
    )
    _open([listed.plots[at] for at in event["selection"]["rows"]])
    with st.container(horizontal=True, vertical_alignment="center"):
        _pages(listed)
        make = partial(_workbook, ledger, asked, samples, today, actor)
        _export(actor, make, listed.found, today)


def _open(chosen: Sequence[Plot]) -> None:
    """Go to the plot of the row that was chosen; a sample is in no ledger."""
    for plot in chosen:
        if plot.sample:
            st.info("示例不在台账里，不能修改。导入或新增真实地块后，点选一行就能修改。")
            return
        open_plot(plot.id)
        st.rerun()


def _counts(listed: PlotPage) -> str:
    """Real plots and samples are told apart; no figure is the sum of both."""
    found = f"符合条件 **{listed.found}** 条，第 {listed.page} / {listed.pages} 页"
    if listed.samples:
        return f"真实要素 **0** 条 · 示例 **{listed.samples}** 条（不是真实地块） · {found}"
    return f"真实要素 **{listed.real}** 条 · {found}"


def _nothing(listed: PlotPage) -> str:
    if listed.real or listed.samples:
        return "没有符合条件的要素。请放宽或清除筛选。"
    return "台账里还没有要素。请到「导入」下载模板、填好后上传；也可以在「示例数据」打开示例看看。"


def _due_notice(today: date) -> None:
    due = ask(count_due, today)
    if due:
        named = "、".join(f"{county} {count} 条" for county, count in due.items())
        st.warning(
            f"待复核 {sum(due.values())} 条：超过 {STALE_DAYS} 天没有核对，或没有核对日期。"
            f"请所在县（市、区）核对（见「待复核」）：{named}。",
            icon=":material/event_busy:",
        )


def _pages(listed: PlotPage) -> None:
    if listed.pages == 1:
        return
    # Another page is another widget: one that has a default may not be given a value as well.
    key = f"plot_table_page_{listed.page}_{listed.pages}"
    st.pagination(
        listed.pages,
        default=listed.page,
        key=key,
        on_change=lambda: write_page(st.session_state[key]),
    )


def _export(actor: Actor, make: partial[bytes], rows: int, today: date) -> None:
    name = f"要素台账_{today:%Y%m%d}.xlsx"
    st.download_button(
        f"导出 Excel（全部 {rows} 行）",
        exported(actor, name, make, rows),
        file_name=name,
        mime=EXCEL,
        key="export_plots",
        on_click=_note_export,
        args=(rows,),
        icon=":material/download:",
    )
    rows_out = st.session_state.pop(EXPORTED, None)
    if rows_out is not None:
        st.caption(f"共 {rows_out} 行已全部导出，不含联系人。")


def _note_export(rows: int) -> None:
    st.session_state[EXPORTED] = rows


def _workbook(
    ledger: Ledger, asked: PlotQuery, samples: Samples, today: date, actor: Actor
) -> bytes:
    with ledger.reading() as session:
        plots = list_all(session, asked, samples, today)
    return export(plots, title=f"{export_note(actor)}，共 {len(plots)} 行")
