"""图: the board of one chain, rerun alone on a click so that only an id travels."""

import streamlit as st

from components.chain.board import chain_board
from components.chain.dialogs.check import ask_for_check
from components.chain.dialogs.urgency import ask_for_urgency
from components.chain.payload import Payload
from components.chain.what_if_choice import add_filled
from components.frame import address


@st.fragment
def board_view(payload: Payload) -> None:
    """Draw the board; the chosen link and the filter stand in the URL."""
    board = chain_board(
        payload,
        selected=address.read("link") or None,
        hidden=address.read_list("hide"),
        key="board",
    )
    address.write("link", board.selected or "")
    address.write("hide", ",".join(board.hidden))
    if board.action is not None:
        name, link_id = board.action
        if name == "check":
            ask_for_check(link_id)
        elif name == "urgency":
            ask_for_urgency(link_id)
        else:
            add_filled(link_id)
        st.rerun(scope="app")
