"""改写: put an editor's words beside a computed sentence, take them back, see every version."""

import streamlit as st

from briefings.analysis.analysis import Analysis, Sentence
from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from files.office import CHINA
from ledger.book.policy import Action, Actor, may
from ledger.meeting.rewordings import LONGEST, Rewording, reword, rewording_history, take_back
from ledger.meeting.rewordings import ComputedSentence as Place


def written_by(rewording: Rewording) -> str:
    """Say who rewrote a sentence, and when."""
    return f"{rewording.by} {rewording.at.astimezone(CHINA):%Y-%m-%d} 改写"


def reword_form(analysis: Analysis, sentence: Sentence, actor: Actor) -> None:
    """Draw the form for one sentence; both versions stay, and the words can be taken back."""
    standing = sentence.rewording
    with st.form(f"form_{sentence.place}", border=False):
        text = st.text_area("改写为", sentence.text, max_chars=LONGEST, height=140)
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        place = Place(analysis.chain_id, sentence.place, sentence.computed, analysis.version)
        with refusals_shown():
            with open_ledger().writing(actor) as session:
                reword(session, actor, place, text, standing.id if standing else 0)
            st.rerun()
    if standing and st.button("撤回改写", key=f"back_{sentence.place}", type="tertiary"):
        _take_back(standing, actor)


def past_rewordings(chain_id: str, actor: Actor) -> None:
    """List every rewording of the chain, also of sentences that the data no longer give."""
    history = ask(rewording_history, chain_id)
    if not history:
        st.caption("还没有改写过。")
    for found in history:
        st.markdown(plain(f"{written_by(found)}：{found.text}"))
        state = f"已由 {found.withdrawn_by} 撤回；" if found.withdrawn_at else ""
        st.caption(plain(f"{state}当时算出的是：{found.sentence.computed}"))
        mine = found.withdrawn_at is None and may(actor, Action.REWORD_ANALYSIS)
        if mine and st.button("撤回", key=f"undo_{found.id}", type="tertiary"):
            _take_back(found, actor)


def _take_back(found: Rewording, actor: Actor) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            take_back(session, actor, found.id)
        st.rerun()
