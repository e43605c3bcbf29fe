"""撤销: take an import back, after saying what that changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import streamlit as st
from sqlalchemy.orm import Session

from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.database import Ledger
from ledger.book.errors import NotPossible
from ledger.book.policy import Action, Actor, may_somewhere
from ledger.plots.imports import ImportReceipt
from ledger.plots.undo import undo_import

IMPORTING = {"plot": Action.IMPORT_PLOTS, "company": Action.IMPORT_COMPANIES}
ASKED, REFUSED, UNDONE = "undo_asked", "undo_refused", "undo_done"


class Undone(Protocol):
    """What an undo did: rows that went, and rows that became what they were."""

    @property
    def removed(self) -> int: ...  # noqa: D102
    @property
    def restored(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Undo:
    """可撤销的导入: what an import did, and the function that takes it back.

    `unit` counts its rows (条, 家); `topic` tells imports of one kind from those of another.
    """

    topic: str
    unit: str
    import_id: int
    created: int
    updated: int
    take_back: Callable[[Session, Actor, bool], Undone]

    @property
    def key(self) -> str:
        """Name this import among all of every kind."""
        return f"{self.topic}_{self.import_id}"


def plot_undo(made: ImportReceipt) -> Undo:
    """Return how an import of plots is taken back; it must have written something."""
    number = made.import_id or 0

    def take_back(session: Session, actor: Actor, force: bool) -> Undone:  # noqa: FBT001
        return undo_import(session, actor, number, force=force)

    return Undo("plot", "条", number, made.created, made.updated, take_back)


def undo_import_here(ledger: Ledger, actor: Actor, undo: Undo) -> None:
    """Draw the button that undoes this import, and what it asks before, to who may import."""
    if not may_somewhere(actor, IMPORTING[undo.topic]):
        return
    if st.session_state.get(ASKED) != undo.key:
        st.button(
            "撤销这次导入",
            key=f"undo_{undo.key}",
            on_click=_ask,
            args=(undo.key,),
            icon=":material/undo:",
        )
        return
    with st.container(border=True):
        st.markdown(
            f"撤销第 {undo.import_id} 号导入：新增的 **{undo.created}** {undo.unit}将从台账撤走，"
            f"更新过的 **{undo.updated}** {undo.unit}恢复为导入前的内容。撤销会写入操作记录。"
        )
        refused = st.session_state.get(REFUSED, "")
        if refused:
            st.error(plain(refused), icon=":material/block:")
        with st.container(horizontal=True):
            label = "仍然撤销（连同后来的修改）" if refused else "确认撤销"
            pressed = st.button(label, type="primary", key="undo_confirm")
            st.button("取消", key="undo_cancel", on_click=_ask, args=("",))
        if pressed:
            with refusals_shown():
                _undo(ledger, actor, undo, force=bool(refused))


def show_undone() -> None:
    """Say once what the undo just made did."""
    said = st.session_state.pop(UNDONE, "")
    if said:
        st.success(said, icon=":material/undo:")


def _ask(key: str) -> None:
    st.session_state[ASKED] = key
    st.session_state.pop(REFUSED, None)


def _undo(ledger: Ledger, actor: Actor, undo: Undo, *, force: bool) -> None:
    try:
        with ledger.writing(actor) as session:
            undone = undo.take_back(session, actor, force)
    except NotPossible as error:
        if force:
            raise
        st.session_state[REFUSED] = str(error)
        st.rerun()
    _ask("")
    st.session_state[UNDONE] = (
        f"已撤销第 {undo.import_id} 号导入：撤走 {undone.removed} {undo.unit}，"
        f"恢复 {undone.restored} {undo.unit}。"
    )
    st.rerun()
