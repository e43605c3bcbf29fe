"""The head of the chain screen: which chain, what the answer is, which view of it."""

import streamlit as st

from components.frame import address
from components.frame.context import Context

CHAIN, VIEW = "chain_choice", "view_choice"
OF_ONE_CHAIN = ("link", "fill", "hide")  # what makes no sense after a change of chain


def choose_chain(context: Context) -> str:
    """Draw the choice of chain and return its id; the choice stands in the URL.

    Raises:
        NotFound: the URL names a chain that is not there.
    """
    st.session_state[CHAIN] = address.chain_id(context)
    chains = context.catalog.chains
    return st.selectbox(
        "产业链",
        list(chains),
        format_func=lambda chain_id: chains[chain_id].name,
        key=CHAIN,
        on_change=_take_chain,
        placeholder="选一条产业链",
        label_visibility="collapsed",
        width=260,
    )


def choose_view() -> str:
    """Draw the choice of view (图, 表, 四维研判, 自由探索) and return it; it stands in the URL."""
    st.session_state[VIEW] = address.view()
    chosen = st.segmented_control(
        "看法", address.VIEWS, key=VIEW, on_change=_take_view, label_visibility="collapsed"
    )
    return chosen or address.VIEWS[0]


def _take_chain() -> None:
    address.write("chain", st.session_state[CHAIN])
    for name in OF_ONE_CHAIN:
        address.write(name, "")


def _take_view() -> None:
    view = st.session_state[VIEW]
    address.write("view", "" if view in {None, address.VIEWS[0]} else view)
