"""出访清单: put companies in, take them out, and take that back; the ledger keeps it."""

from collections.abc import Iterable

import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from ledger.book.policy import Actor
from ledger.desks.baskets import BasketEntry, Wanted, add_to_basket, basket, take_from_basket

UNDO = "basket_undo"
DONE = "basket_done"
CHANGED = "basket_changed"


def my_basket(actor: Actor) -> tuple[BasketEntry, ...]:
    """Return what the user means to visit, of all desks."""
    return ask(basket, actor)


def add(actor: Actor, wanted: Iterable[Wanted]) -> None:
    """Put companies into the basket and offer to take that back, or show why not."""
    is_added(actor, wanted)


def is_added(actor: Actor, wanted: Iterable[Wanted]) -> bool:
    """Do as `add` and return whether they are in the basket now."""
    given = tuple(wanted)
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            new = add_to_basket(session, actor, given)
        st.session_state[DONE] = f"已加入出访清单 {len(new)} 家" + (
            f"，{len(given) - len(new)} 家本来就在" if len(new) < len(given) else ""
        )
        st.session_state[UNDO] = ("add", tuple(w for w in given if w.company in new))
        st.session_state[CHANGED] = True
        return True
    return False


def remove(actor: Actor, companies: Iterable[str]) -> None:
    """Take companies out of the basket and offer to take that back."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            taken = take_from_basket(session, actor, companies)
        st.session_state[DONE] = f"已移出 {len(taken)} 家"
        back = tuple(Wanted(entry.company, entry.name, entry.desk) for entry in taken)
        st.session_state[UNDO] = ("remove", back)
        st.session_state[CHANGED] = True


def is_changed() -> bool:
    """Tell once whether the basket was changed since this was last asked."""
    return bool(st.session_state.pop(CHANGED, False))


def undo_bar(actor: Actor) -> None:
    """Say what was done last, with a way back; nothing if nothing was done."""
    if DONE not in st.session_state:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="basket_undo_bar"):
        st.success(f"{st.session_state[DONE]}。", icon=":material/check:", width=360)
        st.button("撤销", key="undo_basket", on_click=_undo, args=(actor,))
        st.button("知道了", key="close_basket", on_click=_forget)


def _undo(actor: Actor) -> None:
    what, wanted = st.session_state.get(UNDO, ("", ()))
    if what == "add":
        remove(actor, [want.company for want in wanted])
    elif what == "remove":
        add(actor, wanted)
    _forget()


def _forget() -> None:
    for name in (UNDO, DONE):
        st.session_state.pop(name, None)
