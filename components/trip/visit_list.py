"""Past trips: every visit with its result and next step, exported, withdrawn with a reason."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.papers.exported import export_note, exported
from files.personal.phones import without_phones
from ledger.book.policy import Action, Actor, may_somewhere
from ledger.desks.visits import RecordedVisit, list_visits, withdraw_visit
from papers.renderers.blocks import WorkbookSheet
from papers.renderers.naming import file_stem
from papers.renderers.sheet import to_workbook
from papers.renderers.writing import MIMES

HEADINGS = (
    "编号",
    "日期",
    "企业",
    "片区",
    "小分队",
    "人员",
    "天数",
    "结果",
    "下一步",
    "拟投产品",
    "见证",
    "记录人",
    "状态",
)
WIDTHS = (12, 12, 34, 10, 18, 20, 6, 60, 40, 24, 24, 14, 24)


def visit_list(actor: Actor, version: str, today: date) -> None:
    """Draw the list of visits, its export, and the way to take one back."""
    found = ask(list_visits, actor)
    if not found:
        st.info("还没有拜访记录。出访回来后在上面记一笔：结果会出现在该企业的下一本手册里。")
        return
    standing = sum(not one.withdrawn_by for one in found)
    st.markdown(f"**{standing} 次拜访**" + _also(len(found) - standing))
    rows = [dict(zip(HEADINGS, row_of(one), strict=True)) for one in found]
    st.dataframe(rows, hide_index=True, key="visit_table")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _export(actor, found, version, today)
        if may_somewhere(actor, Action.RECORD_VISIT):
            _withdraw(actor, [one for one in found if not one.withdrawn_by])


def row_of(one: RecordedVisit) -> tuple[str | float | None, ...]:
    """Return a visit as the table and the workbook show it."""
    v = one.visit
    state = f"{one.withdrawn_by} 撤回：{one.withdrawn_reason}" if one.withdrawn_by else "有效"
    return (
        v.number,
        v.visited_on.isoformat(),
        v.company_name,
        v.desk or "未定",
        v.team,
        v.people or "未填",
        v.days,
        v.result,
        v.next_step or "未填",
        v.product or "未填",
        v.witness or "未填",
        one.recorded_by,
        state,
    )


def _without_phone(cell: str | float | None) -> str | float | None:
    return without_phones(cell) if isinstance(cell, str) else cell


def _also(withdrawn: int) -> str:
    return f"，另有 {withdrawn} 次已撤回（不计）" if withdrawn else ""


def _export(actor: Actor, found: Sequence[RecordedVisit], version: str, today: date) -> None:
    rows = tuple(tuple(map(_without_phone, row_of(one))) for one in found)
    name = f"{file_stem('拜访记录', '', today, version)}.xlsx"

    def workbook() -> bytes:
        note = f"不含电话；{export_note(actor)}"
        sheet = WorkbookSheet("拜访记录", HEADINGS, rows, WIDTHS, note)
        return to_workbook("拜访记录", [sheet], made_on=today, version=version)

    st.download_button(
        f"导出 Excel（全部 {len(found)} 行）",
        exported(actor, name, workbook, len(rows)),
        file_name=name,
        mime=MIMES["xlsx"],
        key="export_visits",
        on_click="ignore",
        icon=":material/download:",
    )


def _withdraw(actor: Actor, standing: Sequence[RecordedVisit]) -> None:
    names = {one.id: f"{one.visit.visited_on} {one.visit.company_name}" for one in standing}
    with st.popover("撤回一条"):
        chosen = st.selectbox(
            "哪一条",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="选一条记录",
            key="withdraw_visit_choice",
        )
        reason = st.text_input("撤回理由", key="withdraw_visit_reason")
        if st.button("撤回", key="withdraw_visit") and chosen is not None:
            with refusals_shown():
                with open_ledger().writing(actor) as session:
                    withdraw_visit(session, actor, chosen, reason)
                st.session_state["visit_done"] = f"已撤回：{plain(names[chosen])}。"
                st.rerun()
