"""撤销: take an import back, after saying what that changes."""

import streamlit as st

from components.notices import refusals_shown
from components.plain_text import plain
from ledger.database import Ledger
from ledger.errors import NotPossible
from ledger.plot_imports import ImportReceipt
from ledger.plot_undo import undo_import
from ledger.policy import Actor

ASKED, REFUSED, UNDONE = "undo_asked", "undo_refused", "undo_done"


def undo_import_here(ledger: Ledger, actor: Actor, made: ImportReceipt) -> None:
    """Draw the button that undoes this import, and what it asks before."""
    if st.session_state.get(ASKED) != made.import_id:
        st.button(
            "撤销这次导入",
            key=f"undo_{made.import_id}",
            on_click=_ask,
            args=(made.import_id,),
            icon=":material/undo:",
        )
        return
    with st.container(border=True):
        st.markdown(
            f"撤销第 {made.import_id} 号导入:新增的 **{made.created}** 条将从台账撤走,"
            f"更新过的 **{made.updated}** 条恢复为导入前的内容。撤销会写入操作记录。"
        )
        refused = st.session_state.get(REFUSED, "")
        if refused:
            st.error(plain(refused), icon=":material/block:")
        with st.container(horizontal=True):
            label = "仍然撤销(连同后来的修改)" if refused else "确认撤销"
            pressed = st.button(label, type="primary", key="undo_confirm")
            st.button("取消", key="undo_cancel", on_click=_ask, args=(None,))
        if pressed:
            with refusals_shown():
                _undo(ledger, actor, made, force=bool(refused))


def show_undone() -> None:
    """Say once what the undo just made did."""
    said = st.session_state.pop(UNDONE, "")
    if said:
        st.success(said, icon=":material/undo:")


def _ask(import_id: int | None) -> None:
    st.session_state[ASKED] = import_id
    st.session_state.pop(REFUSED, None)


def _undo(ledger: Ledger, actor: Actor, made: ImportReceipt, *, force: bool) -> None:
    if made.import_id is None:
        return
    try:
        with ledger.writing(actor) as session:
            undone = undo_import(session, actor, made.import_id, force=force)
    except NotPossible as error:
        if force:
            raise
        st.session_state[REFUSED] = str(error)
        st.rerun()
    _ask(None)
    st.session_state[UNDONE] = (
        f"已撤销第 {undone.import_id} 号导入:撤走 {undone.removed} 条,恢复 {undone.restored} 条。"
    )
    st.rerun()
