"""企业急需: note down which company needs a link, or that somebody asked and nobody does."""

import streamlit as st

from chains.gaps.assessment import Assessment, Finding
from components.chain.dialogs.form import ask_for, asked_for, done, withdrawing
from components.chain.link_panel import urgency_sentence
from components.frame.access import offered
from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import show_problem
from components.frame.plain_text import plain
from files.errors import ProductError
from ledger.book.policy import Action, Actor, may
from ledger.links.urgencies import (
    NEED_NAMES,
    RecordedUrgency,
    UrgentNeed,
    read_urgency,
    record_urgency,
    urgency_history,
    withdraw_urgency,
)

FORM = "urgency"


def ask_for_urgency(link_id: str) -> None:
    """Have the form opened for that link in the next run of the page."""
    ask_for(FORM, link_id)


def urgency_dialog(assessment: Assessment, actor: Actor) -> None:
    """Open the form if it was asked for; say what was saved in the run before."""
    finding = asked_for(FORM, assessment)
    if finding is not None:
        _dialog(finding, actor)


@st.dialog("企业急需", width="medium")
def _dialog(finding: Finding, actor: Actor) -> None:
    st.markdown(f"**{plain(finding.chain.name)} · {plain(finding.link.name)}**")
    try:
        if offered(actor, Action.RECORD_URGENCY):
            _form(finding, actor)
        history = ask(urgency_history, finding.chain.id, finding.link.id)
        for recorded in history:
            _past(recorded, actor)
    except ProductError as error:
        show_problem(error)


def _form(finding: Finding, actor: Actor) -> None:
    with st.form("urgency", border=False):
        need = st.radio(
            "本地企业是否急需这个环节",
            list(UrgentNeed),
            index=None,  # nothing may be saved that nobody chose
            format_func=NEED_NAMES.__getitem__,
            horizontal=True,
        )
        company = st.text_input("企业或项目", placeholder="谁提出的；「问过，没有」时不填")
        asked_on = st.date_input("日期", value="today", format="YYYY-MM-DD")
        source = st.text_input("依据", placeholder="走访记录、来函、会议纪要、签约文件；问了哪几家")
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        values: dict[str, object] = {
            "chain_id": finding.chain.id,
            "link_id": finding.link.id,
            "need": need,
            "company": company,
            "asked_on": asked_on,
            "source": source,
        }
        _save(values, finding, actor)


def _save(values: dict[str, object], finding: Finding, actor: Actor) -> None:
    with open_ledger().writing(actor) as session:
        recorded = record_urgency(session, actor, read_urgency(values))
    word = NEED_NAMES[recorded.urgency.need]
    name = plain(finding.link.name)
    done(FORM, f"已保存：{name} {word}。优先度已按它更新。")


def _past(recorded: RecordedUrgency, actor: Actor) -> None:
    st.markdown(plain(urgency_sentence(recorded)))
    if recorded.withdrawn_at is not None or not may(actor, Action.RECORD_URGENCY):
        return
    words = ("撤回这一条", "已撤回，优先度已恢复。")
    withdrawing(FORM, recorded.id, words, (withdraw_urgency, actor))
