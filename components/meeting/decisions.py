"""待决事项: the list the meeting decides on, edited where it is shown."""

from datetime import date

import streamlit as st

from components.frame.access import offered
from components.frame.context import Context
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.together.telling import tell_together
from components.meeting.source import PreparedMeeting
from ledger.book.policy import Action, Actor, may
from ledger.meeting.decisions import (
    TOPIC,
    Decision,
    StoredDecision,
    add_decision,
    edit_decision,
    read_decision,
    remove_decision,
)

WHOLE = ""
Values = dict[str, object]


def decisions_list(context: Context, prepared: PreparedMeeting, actor: Actor) -> None:
    """Draw the list, each line with its form, and the form for a new one below."""
    st.subheader("请会议决定", anchor=False)
    tell_together(actor, (TOPIC,))
    if not prepared.decisions:
        st.info("还没有待决事项。写给整个会议，或写在某条链下（显示在那条链的画面上）。")
    for number, stored in enumerate(prepared.decisions, start=1):
        _line(context, number, stored, actor)
    if not offered(actor, Action.PREPARE_MEETING):
        return
    with st.popover("加一条", icon=":material/add:"):
        values = _form(context, "new", None)
        if values is not None:
            with refusals_shown():
                with open_ledger().writing(actor) as session:
                    add_decision(session, actor, read_decision(values))
                st.rerun()


def _line(context: Context, number: int, stored: StoredDecision, actor: Actor) -> None:
    decision = stored.decision
    chain = context.catalog.chains.get(decision.chain_id)
    where = f"【{chain.name}】" if chain else ""
    due = decision.due_on or "未定"
    told = f"{number}. {where}{decision.text} 牵头单位：{decision.unit or '未定'} 期限：{due}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(told), width="stretch")
        if not may(actor, Action.PREPARE_MEETING):
            return
        with st.popover("修改"):
            st.caption(plain(f"上次由 {stored.changed_by} 写下，第 {stored.version} 版"))
            values = _form(context, str(stored.id), decision)
            if values is not None:
                _change(stored, values, actor)
            if st.button("删去这一条", key=f"remove_{stored.id}", type="tertiary"):
                _remove(stored, actor)


def _change(stored: StoredDecision, values: Values, actor: Actor) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            edit_decision(session, actor, stored.id, read_decision(values), stored.version)
        st.rerun()


def _remove(stored: StoredDecision, actor: Actor) -> None:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            remove_decision(session, actor, stored.id, stored.version)
        st.rerun()


def _form(context: Context, key: str, now: Decision | None) -> Values | None:
    chains = context.catalog.chains
    places = [WHOLE, *chains]
    at = places.index(now.chain_id) if now and now.chain_id in places else 0
    due: date | None = now.due_on if now else None
    with st.form(f"decision_{key}", border=False, clear_on_submit=now is None):
        text = st.text_input("事项", now.text if now else "", placeholder="请会议定什么")
        chain_id = st.selectbox(
            "写给",
            places,
            index=at,
            format_func=lambda i: chains[i].name if i else "整个会议",
        )
        unit = st.text_input("牵头单位", now.unit if now else "")
        due_on = st.date_input("期限", value=due, format="YYYY-MM-DD")
        if not st.form_submit_button("保存", type="primary"):
            return None
    return {"text": text, "chain_id": chain_id, "unit": unit, "due_on": due_on}
