"""What the buttons of 可能是同一家 do; a refusal is shown and nothing is half-saved."""

import streamlit as st

from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.targets.asking import Targets
from ledger.book.policy import Actor
from ledger.companies.same import SameDecision, merge, set_apart, undo_same
from targets.same_companies import SameCandidate, SameKind

SAVED = "已保存；下面“已经决定的”里可以撤销。"


def keep(pair: tuple[str, str], kind: SameKind, targets: Targets, actor: Actor) -> None:
    """Keep the first company of `pair` and merge the second into it."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            merge(session, actor, pair, kind, targets.measure)
        st.toast(SAVED, icon=":material/check:")


def apart(one: SameCandidate, actor: Actor) -> None:
    """Say that the two are not one."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            set_apart(session, actor, (one.first, one.second))
        st.toast(SAVED, icon=":material/check:")


def take_back_same(one: SameDecision, targets: Targets, actor: Actor) -> None:
    """Take a decision back; everything goes back to where it was."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            undo_same(session, actor, one.id, targets.measure)
        st.toast("已撤销，都恢复成原来的样子。", icon=":material/undo:")
