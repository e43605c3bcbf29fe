"""联系人: who answers for a plot; the number only with the right, and recorded."""

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.plots.draft import Draft, forget_draft
from ledger.book.database import Ledger
from ledger.book.policy import Action, Actor, may, who_can
from ledger.plots.contacts import masked_contact
from ledger.plots.edits import read_contact, remove_contact

READ = "plot_contact_read"


def plot_contact(ledger: Ledger, actor: Actor, draft: Draft, county: str) -> None:
    """Draw the contact of a plot, its numbers covered unless they were just asked for."""
    covered = ask(masked_contact, draft.plot_id)
    st.markdown("**联系人**")
    if not covered:
        st.caption("没有登记。可以在上面的表里填写。")
        return
    if st.session_state.get(READ, ("", ""))[0] == draft.plot_id:
        st.markdown(plain(st.session_state[READ][1]))
        st.caption("这次查看已记入操作记录。")
    else:
        st.markdown(plain(covered))
    if not may(actor, Action.READ_CONTACT, county=county):
        whom = who_can(Action.READ_CONTACT, counties=[county])
        st.caption(f"号码只对{whom}显示。")
        return
    with st.container(horizontal=True):
        label = "显示号码（记入操作记录）"
        asked = st.button(label, key="contact_read", icon=":material/visibility:")
        if may(actor, Action.EDIT_PLOT, county=county):
            _removing(ledger, actor, draft)
    if asked:
        with refusals_shown():
            with ledger.writing(actor) as session:
                contact = read_contact(session, actor, draft.plot_id)
            st.session_state[READ] = (draft.plot_id, contact)
            st.rerun()


def hide_contact() -> None:
    """Forget the contact that was shown; the next look is asked for and recorded again."""
    st.session_state.pop(READ, None)


def _removing(ledger: Ledger, actor: Actor, draft: Draft) -> None:
    with st.popover("彻底删除联系人"):
        st.markdown("连同旧版本里的一起删除，不能恢复；以前的备份里仍有，请一并处理。")
        if not st.button("确认删除", key="contact_remove", type="primary"):
            return
        forget_draft()  # refused or done, the form is opened anew on what then stands
        with refusals_shown():
            with ledger.writing(actor) as session:
                remove_contact(session, actor, draft.plot_id, draft.version)
            hide_contact()
            st.rerun()
