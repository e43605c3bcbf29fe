"""我来核实: say in a few seconds what the office found of one link; it counts at once."""

from collections.abc import Mapping

import streamlit as st

from chains.gaps.assessment import Assessment, Finding
from components.chain.dialogs.form import ask_for, asked_for, done, withdrawing
from components.chain.link_panel import check_sentence
from components.frame.access import offered
from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import show_problem
from components.frame.plain_text import plain
from files.errors import ProductError
from ledger.book.policy import Action, Actor, may
from ledger.links.checks import (
    OUTCOME_NAMES,
    CheckOutcome,
    RecordedCheck,
    check_history,
    read_check,
    record_check,
    withdraw_check,
)

FORM = "check"


def ask_for_check(link_id: str) -> None:
    """Have the form opened for that link in the next run of the page."""
    ask_for(FORM, link_id)


def check_dialog(assessment: Assessment, actor: Actor) -> None:
    """Open the form if it was asked for; say that a check was saved in the run before."""
    finding = asked_for(FORM, assessment)
    if finding is not None:
        _dialog(finding, actor)


@st.dialog("我来核实", width="medium")
def _dialog(finding: Finding, actor: Actor) -> None:
    st.markdown(f"**{plain(finding.chain.name)} · {plain(finding.link.name)}**")
    try:
        if offered(actor, Action.RECORD_CHECK):
            _form(finding, actor)
        history = ask(check_history, finding.chain.id, finding.link.id)
        for recorded in history:
            _past_check(recorded, actor)
    except ProductError as error:
        show_problem(error)


def _form(finding: Finding, actor: Actor) -> None:
    with st.form("check", border=False):
        outcome = st.radio(
            "核实结果",
            list(CheckOutcome),
            index=None,  # nothing may be saved that nobody chose
            format_func=OUTCOME_NAMES.__getitem__,
            horizontal=True,
        )
        companies = st.text_input("企业（几家用顿号隔开）", placeholder="有的话，写是哪几家")
        checked_on = st.date_input("核实日期", value="today", format="YYYY-MM-DD")
        note = st.text_input("备注", placeholder="怎么核实的，问了谁；查过没有、薄弱的要写")
        document = st.text_input("依据文件", placeholder="文件名、文号或存放处")
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        values = {
            "chain_id": finding.chain.id,
            "link_id": finding.link.id,
            "outcome": outcome,
            "companies": companies,
            "checked_on": checked_on,
            "note": note,
            "document": document,
        }
        done(FORM, plain(save_check(values, actor)))


def save_check(values: Mapping[str, object], actor: Actor) -> str:
    """Keep the check that a form holds, and say so.

    Raises:
        NotPossible: naming every field that does not fit.
        NotAllowed: the role does not check links.
    """
    with open_ledger().writing(actor) as session:
        recorded = record_check(session, actor, read_check(values))
    word = OUTCOME_NAMES[recorded.check.outcome]
    return f"已保存：{word}。图和名次已按它更新。"


def _past_check(recorded: RecordedCheck, actor: Actor) -> None:
    st.markdown(plain(check_sentence(recorded)))
    if recorded.withdrawn_at is not None or not may(actor, Action.RECORD_CHECK):
        return
    words = ("撤回这条核实", "已撤回，图和名次已恢复。")
    withdrawing(FORM, recorded.id, words, (withdraw_check, actor))
