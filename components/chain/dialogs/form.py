"""What the forms about one link share: asked for by a click, opened in the next run, taken back."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from chains.gaps.assessment import Assessment, Finding
from components.frame.ledger_access import open_ledger
from ledger.book.policy import Actor

Withdraw = Callable[[Session, Actor, int, str], object]


def ask_for(form: str, link_id: str) -> None:
    """Have `form` opened for that link in the next run of the page."""
    st.session_state[f"{form}_asked_for"] = link_id


def asked_for(form: str, assessment: Assessment) -> Finding | None:
    """Return for which link `form` is to be opened; say what was saved in the run before."""
    said = st.session_state.pop(f"{form}_done", "")
    if said:
        st.toast(said, icon=":material/check:")
    return assessment.findings.get(st.session_state.pop(f"{form}_asked_for", ""))


def done(form: str, said: str) -> None:
    """Close the form and say `said` in the run that follows."""
    st.session_state[f"{form}_done"] = said
    st.rerun()


def withdrawing(
    form: str, number: int, words: tuple[str, str], how: tuple[Withdraw, Actor]
) -> None:
    """Draw how record `number` is taken back; `words` are the label and what is said after it."""
    label, after = words
    withdraw, actor = how
    with st.popover(label):
        reason = st.text_input("撤回理由", key=f"{form}_reason_{number}")
        if st.button("撤回", key=f"{form}_withdraw_{number}"):
            with open_ledger().writing(actor) as session:
                withdraw(session, actor, number, reason)
            done(form, after)
