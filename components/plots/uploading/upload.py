"""导入: from a county's file to stored plots, with nothing stored before a person confirms."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.progress import showing_progress
from components.importing.import_undo import plot_undo, undo_import_here
from components.importing.problem_list import show_problems, show_warnings
from components.importing.uploader import one_file
from components.plots.table import EXCEL
from components.plots.uploading.asking import (
    answers_for,
    ask_about,
    asks_for_place,
    still_open,
)
from components.plots.uploading.prepared import PreparedUpload, compare, forget, prepare
from components.plots.uploading.preview import FIRST, changes_frame, hints_of, preview_frame
from components.plots.uploading.where import where_picture
from files.sheets.preview import ImportStatus
from files.sheets.questions import FileQuestion
from geodata.readers.formats import accepted_kinds
from geodata.rows.export import template
from geodata.rows.rejects import rejects_workbook
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.imports import ImportReceipt, save_import
from ledger.plots.preview import DROP_CONTACT, KEEP_CONTACT, PlotPreview, holds_contacts

ROUND, DONE = "plot_import_round", "plot_import_done"
LONGEST_NAME = 200
WHOLE, GOOD_ROWS = "整个文件都不导入", "只导入没有问题的行"
SHEET_NAME = "没有导入的行.xlsx"


@dataclass(frozen=True, slots=True)
class PlotImportDone:
    """回执: the import just made, to be shown until the next file."""

    name: str
    receipt: ImportReceipt


def plot_import(ledger: Ledger, actor: Actor) -> None:
    """Draw the whole way of one file: template, upload, questions, preview, receipt."""
    _template()
    file = one_file(f"plot_import_file_{st.session_state.get(ROUND, 0)}", accepted_kinds())
    if file is None:
        forget()
        _receipt(ledger, actor)
        return
    st.session_state.pop(DONE, None)
    _show(ledger, actor, prepare(file, answers_for(file.file_id)), file.file_id)


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
            "一行一个地块；不清楚的留空，留空是“未核实”。"
            "有错的行可以退回来改，其余的先导入；导入以后可以整批撤销。"
        )


def _show(ledger: Ledger, actor: Actor, prepared: PreparedUpload, file_id: str) -> None:
    reading = prepared.reading
    if not reading.entries:
        ask_about(file_id, reading, reading.questions)
        _say_open(reading.questions)
        show_problems(prepared.name, reading.problems, "plot")
        return
    with refusals_shown():
        found = compare(ledger, actor, prepared)
        ask_about(file_id, reading, _all_questions(found))
        _say_open(found.questions)
        if asks_for_place(file_id):
            where_picture(reading.good_plots)
        whole = _show_faulty(prepared, found)
        show_warnings([*reading.warnings, *found.notices])
        _preview(prepared, found)
        if whole:
            _confirm(ledger, actor, prepared, found)


def _say_open(questions: Sequence[FileQuestion]) -> None:
    """Say which questions stand in the way of saving, if any do."""
    missing = still_open(questions)
    if missing:
        st.info(f"请先回答上面的问题：{missing}。预览按可能的答案显示，还不能保存。")


def _all_questions(found: PlotPreview) -> list[FileQuestion]:
    """Return what is asked; contacts are asked for too, but no answer means that they stay out."""
    if not holds_contacts(found.reading):
        return list(found.questions)
    text = "文件里有联系人、电话（个人信息）。要导入吗？不回答就不导入"
    return [
        *found.questions,
        FileQuestion("contact", text, (DROP_CONTACT, KEEP_CONTACT), DROP_CONTACT),
    ]


def _show_faulty(prepared: PreparedUpload, found: PlotPreview) -> bool:
    """Draw the faulty rows and what may be done with the others; tell whether to go on."""
    reading = prepared.reading
    if not reading.problems:
        return True
    show_problems(prepared.name, reading.problems, "plot")
    st.download_button(
        f"下载有问题的 {found.count(ImportStatus.REFUSED)} 行（Excel，附原因）",
        lambda: rejects_workbook(reading),
        file_name=SHEET_NAME,
        mime=EXCEL,
        key="plot_rejects",
        on_click="ignore",
        icon=":material/download:",
    )
    if not found.plots:
        return False
    choice = st.radio("其余的行", (WHOLE, GOOD_ROWS), key="plot_good_rows", horizontal=True)
    return choice == GOOD_ROWS


def _preview(prepared: PreparedUpload, found: PlotPreview) -> None:
    new, changed, same, skipped = (
        found.count(status)
        for status in (
            ImportStatus.NEW,
            ImportStatus.CHANGED,
            ImportStatus.UNCHANGED,
            ImportStatus.SKIPPED,
        )
    )
    passed = f"，略过 **{skipped}** 行" if skipped else ""
    st.markdown(
        f"{plain(prepared.name)} 读到 **{len(found.rows) - skipped}** 行：新增 **{new}**，"
        f"更新 **{changed}**，没有变化 **{same}**{passed}。还没有保存。"
    )
    hints = hints_of(found)
    if hints:
        st.caption(f"请留意：{hints}。")
    plots = [row.compared.plot for row in found.rows if row.compared is not None]
    if plots:
        st.caption(f"前 {min(FIRST, len(plots))} 行将这样保存：")
        st.dataframe(preview_frame(plots), hide_index=True, height="content", key="plot_preview")
    if changed:
        st.caption("将改动的内容：")
        st.dataframe(changes_frame(found), hide_index=True, key="plot_changes")


def _confirm(ledger: Ledger, actor: Actor, prepared: PreparedUpload, found: PlotPreview) -> None:
    if found.questions:
        return
    plots = found.plots
    if not st.button(f"确认导入 {len(plots)} 行", type="primary", key="confirm_import"):
        return
    name = " ".join(prepared.name.split())[:LONGEST_NAME]
    source = prepared.answers.get("source", "")
    with showing_progress("正在保存，请不要关闭本页") as progress:
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
        st.info(f"{plain(done.name)} 与台账完全相同（{counts.rows} 行），没有改动。")
        return
    st.success(
        f"已导入 {plain(done.name)}（第 {counts.import_id} 号导入）：新增 {counts.created}，"
        f"更新 {counts.updated}，没有变化 {counts.unchanged}。",
        icon=":material/check_circle:",
    )
    undo_import_here(ledger, actor, plot_undo(counts))
