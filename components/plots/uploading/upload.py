"""导入: from a county's file to stored plots, with nothing stored before a person confirms."""

from dataclasses import dataclass

import streamlit as st

from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.progress import showing_progress
from components.importing.import_undo import plot_undo, undo_import_here
from components.importing.problem_list import show_problems, show_warnings
from components.importing.uploader import one_file
from components.plots.table import EXCEL
from components.plots.uploading.asking import ask_about
from components.plots.uploading.prepared import PreparedUpload, compare, forget, prepare
from components.plots.uploading.preview import FIRST, preview_frame
from geodata.readers.export import template
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.imports import ImportReceipt, save_import

ROUND, DONE = "plot_import_round", "plot_import_done"
LONGEST_NAME = 200
KINDS = "Excel、CSV、GeoJSON、Shapefile(zip)、勘测定界 TXT"


@dataclass(frozen=True, slots=True)
class PlotImportDone:
    """回执: the import just made, to be shown until the next file."""

    name: str
    receipt: ImportReceipt


def plot_import(ledger: Ledger, actor: Actor) -> None:
    """Draw the whole way of one file: template, upload, questions, preview, receipt."""
    _template()
    file = one_file(f"plot_import_file_{st.session_state.get(ROUND, 0)}", KINDS)
    if file is None:
        forget()
        _receipt(ledger, actor)
        return
    st.session_state.pop(DONE, None)
    told = ask_about(file.name, file.file_id)
    if told is not None:
        _show(ledger, actor, prepare(file, told), told.source)


def _template() -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "下载模板",
            template,
            file_name="要素台账模板.xlsx",
            mime=EXCEL,
            key="plot_template",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption(
            "一行一个地块;不清楚的留空,留空是“未核实”。"
            "一处有错,整个文件都不保存;导入以后可以整批撤销。"
        )


def _show(ledger: Ledger, actor: Actor, prepared: PreparedUpload, source: str) -> None:
    reading = prepared.reading
    if reading.problems:
        show_problems(prepared.name, reading.problems, "plot")
        return
    show_warnings(reading.warnings)
    with refusals_shown():
        counts = compare(ledger, actor, prepared)
        _preview(prepared, counts)
        _confirm(ledger, actor, prepared, source)


def _preview(prepared: PreparedUpload, counts: ImportReceipt) -> None:
    st.markdown(
        f"{plain(prepared.name)} 读到 **{counts.rows}** 行:新增 **{counts.created}**,"
        f"更新 **{counts.updated}**,没有变化 **{counts.unchanged}**。还没有保存。"
    )
    st.caption(f"前 {min(FIRST, counts.rows)} 行将这样保存:")
    st.dataframe(
        preview_frame(prepared.reading.plots), hide_index=True, height="content", key="plot_preview"
    )


def _confirm(ledger: Ledger, actor: Actor, prepared: PreparedUpload, source: str) -> None:
    plots = prepared.reading.plots
    if not st.button(f"确认导入 {len(plots)} 行", type="primary", key="confirm_import"):
        return
    name = " ".join(prepared.name.split())[:LONGEST_NAME]
    with showing_progress("正在保存,请不要关闭本页") as progress:
        with ledger.writing(actor) as session:
            receipt = save_import(session, actor, plots, name, source, progress)
        # Still inside: a second click may end this run with the next thing drawn.
        st.session_state[DONE] = PlotImportDone(name, receipt)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1  # a fresh, empty uploader
    st.rerun()


def _receipt(ledger: Ledger, actor: Actor) -> None:
    done = st.session_state.get(DONE)
    if not isinstance(done, PlotImportDone):
        return
    counts = done.receipt
    if counts.import_id is None:
        st.info(f"{plain(done.name)} 与台账完全相同({counts.rows} 行),没有改动。")
        return
    st.success(
        f"已导入 {plain(done.name)}(第 {counts.import_id} 号导入):新增 {counts.created},"
        f"更新 {counts.updated},没有变化 {counts.unchanged}。",
        icon=":material/check_circle:",
    )
    undo_import_here(ledger, actor, plot_undo(counts))
