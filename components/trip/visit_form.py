"""记录拜访: what came of a visit, and, if something happened there, the dated event beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.frame.access import offered_somewhere
from components.frame.last_state.asking import ask
from components.frame.ledger_access import office_day, open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.policy import Action, Actor
from ledger.desks.visits import Visit, company_of, next_number, read_visit, record_visit
from ledger.findings.signals import read_signal, record_signal
from targets.model import SignalKind
from targets.scoring.wording import SIGNAL_NAMES

DONE = "visit_done"
NUMBER, COUNT, COMPANY = "visit_number", "visit_count", "visit_company"


@dataclass(frozen=True, slots=True)
class Visited:
    """可记录的企业: id, name and desk of a company that a visit may be noted of."""

    id: str
    name: str
    desk: str


def looked_for() -> str:
    """Draw the field that looks for a company outside the trip; return what is written there."""
    text = st.text_input(
        "找企业（不在清单里时）", placeholder="名称或产品，至少两个字", key="visit_words", width=360
    )
    return (text or "").strip()


def visit_form(actor: Actor, companies: Mapping[str, Visited]) -> None:
    """Draw the form; what is saved counts at once.

    Number, day and people stay for the next company of the same trip; the rest is empty again.
    """
    if DONE in st.session_state:
        st.toast(st.session_state.pop(DONE), icon=":material/check:")
    if not offered_somewhere(actor, Action.RECORD_VISIT):
        return
    number = st.session_state.get(NUMBER) or ask(next_number, office_day())
    count = st.session_state.get(COUNT, 0)
    with st.form("visit", clear_on_submit=False):
        values = _ask(companies, number, count)
        signal = _ask_signal(count)
        saved = st.form_submit_button("保存拜访记录", type="primary")
    if saved:
        with refusals_shown():
            _save(actor, companies, values, signal)


def _ask(companies: Mapping[str, Visited], number: str, count: int) -> dict[str, object]:
    company = st.selectbox(
        "企业",
        list(companies),
        index=0 if len(companies) == 1 else None,
        format_func=lambda i: companies[i].name,
        placeholder="选一家企业" if companies else "先在上面找企业",
        key=COMPANY,
    )
    with st.container(horizontal=True):
        given = {
            "number": st.text_input("编号", value=number, help="同一次出访用同一个编号", width=160),
            "visited_on": st.date_input("日期", value="today", format="YYYY-MM-DD", width=160),
            "days": st.number_input("天数", 1, 60, 1, width=120),
            "team": st.text_input("小分队", placeholder="如：长三角小分队", width=220),
        }
    people = st.text_input("人员", placeholder="只有本片区和市招商服务中心看得到")
    result = st.text_area(
        "结果", placeholder="谈了什么，对方怎么说，看了什么", height=80, key=f"visit_result_{count}"
    )
    next_step = st.text_input(
        "下一步", placeholder="谁、什么时候、做什么", key=f"visit_next_{count}"
    )
    with st.container(horizontal=True):
        lead = {
            "product": st.text_input(
                "拟投产品", placeholder="对方想做什么", key=f"visit_product_{count}", width=300
            ),
            "witness": st.text_input(
                "见证",
                placeholder="谁在场，或会议纪要文号",
                help="写明拟投产品和见证，这条记录就登记为本片区的首招线索",
                key=f"visit_witness_{count}",
                width=300,
            ),
        }
    return {
        **given,
        **lead,
        "company_id": company or "",
        "people": people,
        "result": result,
        "next_step": next_step,
    }


def _ask_signal(count: int) -> dict[str, object]:
    st.caption("谈到了有日期、有出处的事（公告建厂、拿地、增资等），可同时记为这家企业的动向：")
    with st.container(horizontal=True):
        kind = st.selectbox(
            "动向类型",
            list(SignalKind),
            index=None,
            format_func=SIGNAL_NAMES.__getitem__,
            placeholder="不记动向",
            key=f"visit_signal_kind_{count}",
            width=200,
        )
        happened_on = st.date_input(
            "发生日期", value=None, format="YYYY-MM-DD", key=f"visit_signal_day_{count}", width=160
        )
        says = st.text_input("发生了什么", key=f"visit_signal_says_{count}", width=300)
        source = st.text_input(
            "动向的出处",
            placeholder="公告、批文或网址",
            key=f"visit_signal_source_{count}",
            width=300,
        )
    return {"kind": kind, "happened_on": happened_on, "says": says, "source": source}


def _save(
    actor: Actor,
    companies: Mapping[str, Visited],
    values: Mapping[str, object],
    signal: Mapping[str, object],
) -> None:
    company = companies.get(str(values["company_id"]))
    named = {"company_name": company.name, "desk": company.desk} if company else {}
    visit = read_visit({"company_name": "未选", **values, **named})
    with open_ledger().writing(actor) as session:
        record_visit(session, actor, visit)
        if signal["kind"]:
            record_signal(session, actor, company_of(visit), read_signal(signal))
    st.session_state[NUMBER] = visit.number
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    del st.session_state[COMPANY]
    st.session_state[DONE] = _said(visit, with_signal=bool(signal["kind"]))
    st.rerun()


def _said(visit: Visit, *, with_signal: bool) -> str:
    also = "，动向已计入评分" if with_signal else ""
    next_one = "编号、日期和人员已留给同一次出访的下一家"
    return f"已保存：{plain(visit.company_name)} {visit.visited_on}{also}。{next_one}。"
