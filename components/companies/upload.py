"""导入: from a bought list to stored companies; nothing is stored before a person confirms."""

from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd
import streamlit as st

from components.companies.comparing import show_comparison
from components.companies.mapping import mapping_form
from components.companies.prepared import (
    ListDetails,
    PreparedList,
    compare,
    forget,
    prepare,
    rules_of,
)
from components.companies.questions import answers_of, ask_questions, show_answers
from components.companies.undoing import company_undo
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.progress import showing_progress
from components.importing.import_undo import undo_import_here
from components.importing.problem_list import show_problems, show_warnings
from components.importing.uploader import one_file
from components.targets.asking import Targets
from files.sheets.preview import ImportStatus
from ledger.book.database import Ledger
from ledger.book.policy import Action, Actor, may
from ledger.company_imports.imports import CompanyReceipt
from ledger.company_imports.preview import CompanyPreview, rejects_of
from ledger.company_imports.saving import save_companies
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.model import VendorCompany, VendorReading

ROUND, DONE = "company_import_round", "company_import_done"
FIRST = 20
SHOWN = (
    "name",
    "credit_code",
    "province",
    "city",
    "status",
    "industry",
    "industry_code",
    "products",
)


@dataclass(frozen=True, slots=True)
class CompanyImportDone:
    """回执: the import just made, to be shown until the next file."""

    name: str
    receipt: CompanyReceipt


def company_import(ledger: Ledger, actor: Actor, targets: Targets) -> None:
    """Draw the whole way of one list: upload, questions, preview, receipt."""
    st.caption(
        "企查查、天眼查的导出和批量匹配文件直接读；其他表头说一次列的含义，以后照此读取。"
        "先对照、后保存：有错的行可以退回改好，其余先收；导入以后可以整批撤销。"
    )
    file = one_file(f"company_import_file_{st.session_state.get(ROUND, 0)}", "Excel、CSV")
    if file is None:
        forget()
        _receipt(ledger, actor, targets)
        return
    st.session_state.pop(DONE, None)
    told = replace(_told(actor), answers=tuple(sorted(answers_of(file.file_id).items())))
    prepared = prepare(file, told)
    _show(ledger, actor, targets, prepared)


def _told(actor: Actor) -> ListDetails:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        day = st.date_input(
            "清单的导出日期", value=None, format="YYYY-MM-DD", key="company_published", width=200
        )
        kept = may(actor, Action.KEEP_COMPANY_CONTACT) and st.checkbox(
            "连同人员、电话、邮箱",
            key="company_contacts",
            help="默认不导入。导入后不进列表和导出，只给有权限的人看，每次查看都留痕",
        )
    return ListDetails(day.isoformat() if day else "", with_contacts=bool(kept))


def _show(ledger: Ledger, actor: Actor, targets: Targets, prepared: PreparedList) -> None:
    reading = prepared.reading
    if reading.header is not None and reading.needs_mapping:
        st.warning(f"{plain(prepared.name)} 的表头认不全，还没有读取。", icon=":material/help:")
        mapping_form(ledger, actor, reading.header)
        return
    if reading.problems:
        show_problems(prepared.name, reading.problems, "company")
    if reading.of_the_file or not (reading.companies or reading.questions):
        return
    show_warnings(reading.warnings)
    if reading.header is not None and reading.header.unknown:
        with st.expander("指定没有导入的列的含义"):
            mapping_form(ledger, actor, reading.header)
    with refusals_shown():
        _compared(ledger, actor, targets, prepared)


def _compared(ledger: Ledger, actor: Actor, targets: Targets, prepared: PreparedList) -> None:
    found = compare(ledger, actor, targets, prepared)
    file_id, answered = str(prepared.key[0]), dict(prepared.told.answers)
    show_answers(file_id, answered)
    ask_questions(file_id, found.questions, answered)
    _preview(prepared, found)
    show_comparison(found)
    good_rows = _good_rows(prepared.reading)
    if found.may_save(good_rows=good_rows):
        _confirm(ledger, actor, targets, prepared)
    elif found.questions:
        st.info(f"还有 {len(found.questions)} 个问题没有回答，答完才能导入。")


def _good_rows(reading: VendorReading) -> bool:
    """Let a person choose to take the rows without a fault, and give the others back."""
    if not reading.refused:
        return False
    with st.container(horizontal=True, vertical_alignment="center"):
        chosen = st.checkbox(
            f"只收没有问题的 {len(reading.companies)} 家，{len(reading.refused)} 行退回",
            key="company_good_rows",
        )
        st.download_button(
            "下载退回的行（Excel，带原因）",
            rejects_of(reading),
            file_name="没有导入的行.xlsx",
            key="company_rejects",
            on_click="ignore",
            icon=":material/download:",
        )
    return chosen


def _preview(prepared: PreparedList, found: CompanyPreview) -> None:
    reading, counts = prepared.reading, found.statuses
    layout = reading.header.layout if reading.header else ""
    st.markdown(
        f"{plain(prepared.name)}（{plain(layout)}）读到 **{reading.rows}** 行："
        f"新增 **{counts[ImportStatus.NEW]}** 家，更新 **{counts[ImportStatus.CHANGED]}** 家，"
        f"没有变化 **{counts[ImportStatus.UNCHANGED]}** 家，"
        f"有问题 **{counts[ImportStatus.REFUSED]}** 行，"
        f"略过 **{counts[ImportStatus.SKIPPED]}** 行，"
        f"未匹配 **{len(reading.unmatched)}** 行；"
        f"归链待核 **{found.receipt.to_check}** 条。还没有保存。"
    )
    if reading.class_notice:
        st.info(plain(reading.class_notice), icon=":material/category:")
    if reading.dropped:
        st.caption(plain(f"没有导入（个人信息）：{'、'.join(reading.dropped)}"))
    _unmatched(reading)
    st.caption(f"前 {min(FIRST, len(reading.companies))} 家：")
    st.dataframe(first_companies(reading), hide_index=True, height="content", key="company_preview")


def _unmatched(reading: VendorReading) -> None:
    if reading.unmatched:
        with st.expander(f"供应商没有匹配到的 {len(reading.unmatched)} 行（不导入）"):
            rows = [(str(row.row), row.name) for row in reading.unmatched]
            st.dataframe(pd.DataFrame(rows, columns=["行", "名称"]), hide_index=True)


def first_companies(reading: VendorReading) -> pd.DataFrame:
    """Return the first `FIRST` companies, one a row, text cells; columns nobody fills are left out.

    Persons, telephone numbers and e-mail addresses are never among them.
    """
    rows = [_cells(company) for company in islice(reading.companies, FIRST)]
    filled = [name for name in SHOWN if any(row[name] for row in rows)]
    titles = [COLUMN_BY_FIELD[name].title for name in filled]
    return pd.DataFrame([[row[name] for name in filled] for row in rows], columns=titles)


def _cells(company: VendorCompany) -> dict[str, str]:
    return {name: company.said(name) for name in SHOWN}


def _confirm(ledger: Ledger, actor: Actor, targets: Targets, prepared: PreparedList) -> None:
    count = len(prepared.reading.companies)
    if not st.button(f"确认导入 {count} 家", type="primary", key="confirm_company_import"):
        return
    with showing_progress("正在保存，请不要关闭本页") as progress:
        rules = rules_of(targets)
        with ledger.writing(actor) as session:
            receipt = save_companies(session, actor, prepared.listed, rules, progress)
        # Still inside: a second click may end this run with the next thing drawn.
        st.session_state[DONE] = CompanyImportDone(prepared.name, receipt)
        st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1  # a fresh, empty uploader
    st.rerun()


def _receipt(ledger: Ledger, actor: Actor, targets: Targets) -> None:
    done = st.session_state.get(DONE)
    if not isinstance(done, CompanyImportDone):
        return
    counts = done.receipt
    if counts.import_id is None:
        st.info(f"{plain(done.name)} 与台账完全相同（{counts.rows} 家），没有改动。")
        return
    st.success(
        f"已导入 {plain(done.name)}（第 {counts.import_id} 号导入）：新增 {counts.created} 家，"
        f"更新 {counts.updated} 家，没有变化 {counts.unchanged} 家。"
        f"归链待核 {counts.to_check} 条，在“归链复核”里逐条确认。",
        icon=":material/check_circle:",
    )
    undo_import_here(ledger, actor, company_undo(counts, targets.measure))
