"""记一笔: a dated event, a tie, or that somebody looked and found none; it counts at once."""

from collections.abc import Callable

import streamlit as st

from briefings.company.briefing import KnownCompany
from components.company.written import written_of
from components.frame.access import offered
from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.policy import Action, Actor
from ledger.findings.lookups import (
    OUTCOMES,
    SUBJECT_NAMES,
    LookupSubject,
    read_lookup,
    record_lookup,
)
from ledger.findings.relations import read_relation, record_relation
from ledger.findings.rows import CompanyRef
from ledger.findings.signals import read_signal, record_signal
from targets.model import RelationKind, SignalKind
from targets.scoring.wording import RELATION_NAMES, SIGNAL_NAMES

ASKED, DONE = "finding_asked_for", "finding_done"
BUTTONS = (
    ("signal", "记动向"),
    ("relation", "记关系"),
    ("lookup", "查过，没有"),
    ("history", "记录和撤回"),
)
TIES = [kind for kind in RelationKind if kind is not RelationKind.NONE_FOUND]


def ask_buttons(actor: Actor, desk: str) -> None:
    """Draw the buttons that open the forms, to who may record of a company of `desk`."""
    if not offered(actor, Action.RECORD_FINDING, desk=desk):
        return
    for what, label in BUTTONS:
        st.button(label, on_click=_ask, args=(what,), key=f"ask_{what}")


def _ask(what: str) -> None:
    st.session_state[ASKED] = what


def finding_dialog(known: KnownCompany, actor: Actor) -> None:
    """Open the form that was asked for; say what was saved in the run before."""
    if DONE in st.session_state:
        st.toast(st.session_state.pop(DONE), icon=":material/check:")
    match st.session_state.pop(ASKED, ""):
        case "signal":
            _signal_dialog(known, actor)
        case "relation":
            _relation_dialog(known, actor)
        case "lookup":
            _lookup_dialog(known, actor)
        case "history":
            _history_dialog(known, actor)


@st.dialog("记一条动向", width="medium")
def _signal_dialog(known: KnownCompany, actor: Actor) -> None:
    st.markdown(f"**{plain(known.company.name)}**")
    with st.form("signal", border=False):
        values = {
            "kind": st.radio(
                "类型", list(SignalKind), index=None, format_func=SIGNAL_NAMES.__getitem__
            ),
            "happened_on": st.date_input("发生日期", value=None, format="YYYY-MM-DD"),
            "says": st.text_area("内容", placeholder="发生了什么；不写企业的打算"),
            "source": st.text_input("来源", placeholder="标题、发布单位、网址或文号"),
        }
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        _save(known, actor, "动向", lambda s, a, c: record_signal(s, a, c, read_signal(values)))


@st.dialog("记一条关系", width="medium")
def _relation_dialog(known: KnownCompany, actor: Actor) -> None:
    st.markdown(f"**{plain(known.company.name)}** 与三明的关系")
    with st.form("relation", border=False):
        values = {
            "kind": st.radio(
                "它是在地企业的", TIES, index=None, format_func=RELATION_NAMES.__getitem__
            ),
            "resident": st.text_input("在地企业或人", placeholder="母公司、供应商、客户必须写"),
            "says": st.text_area("内容", placeholder="什么关系，从什么时候起"),
            "source": st.text_input("来源", placeholder="标题、发布单位、网址，或谁告诉的"),
        }
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        _save(known, actor, "关系", lambda s, a, c: record_relation(s, a, c, read_relation(values)))


@st.dialog("查过了", width="medium")
def _lookup_dialog(known: KnownCompany, actor: Actor) -> None:
    st.markdown(f"**{plain(known.company.name)}**")
    answers = [(subject, outcome) for subject in LookupSubject for outcome in OUTCOMES[subject]]
    with st.form("lookup", border=False):
        chosen = st.radio(
            "查了什么，结果",
            answers,
            index=None,
            format_func=lambda pair: f"{SUBJECT_NAMES[pair[0]]}：{OUTCOMES[pair[0]][pair[1]]}",
        )
        looked_on = st.date_input("查的日期", value="today", format="YYYY-MM-DD")
        source = st.text_input("查了哪里", placeholder="公告网站、问了谁")
        says = st.text_input("说明")
        saved = st.form_submit_button("保存", type="primary")
    subject, outcome = chosen or (None, None)
    values = {
        "subject": subject,
        "outcome": outcome,
        "looked_on": looked_on,
        "source": source,
        "says": says,
    }
    if saved:
        _save(known, actor, "查找", lambda s, a, c: record_lookup(s, a, c, read_lookup(values)))


def _save(known: KnownCompany, actor: Actor, word: str, record: Callable[..., object]) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            record(session, actor, CompanyRef(known.company.id, known.desk))
        st.session_state[DONE] = f"已保存{word}。评分按它更新。"
        st.rerun()


@st.dialog("记过的动向、关系和查找", width="large")
def _history_dialog(known: KnownCompany, actor: Actor) -> None:
    st.markdown(f"**{plain(known.company.name)}**")
    with refusals_shown():
        _history(known, actor)


def _history(known: KnownCompany, actor: Actor) -> None:
    entries = ask(written_of, known.company.id)
    if not entries:
        st.info("还没有人记过。产业链文件里写明的关系不在这里，改文件即可。")
    for entry in entries:
        st.markdown(plain(entry.text))
        if entry.is_withdrawn:
            continue
        with st.popover("撤回这条"):
            reason = st.text_input("撤回理由", key=f"reason_{entry.kind}_{entry.number}")
            if st.button("撤回", key=f"withdraw_{entry.kind}_{entry.number}"):
                company = CompanyRef(known.company.id, known.desk)
                with open_ledger().writing(actor) as session:
                    entry.withdraw(session, actor, company, entry.number, reason)
                st.session_state[DONE] = "已撤回。评分按剩下的更新，没有了就是未查。"
                st.rerun()
