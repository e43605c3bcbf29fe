"""图: the board of one chain, rerun alone on a click so that only an id travels."""

import streamlit as st

from components.chain.board import BoardAction, chain_board
from components.chain.board_acts import act
from components.chain.dialogs.check import ask_for_check
from components.chain.dialogs.urgency import ask_for_urgency
from components.chain.offered import offered_board
from components.chain.payload import Payload
from components.chain.what_if_choice import add_filled
from components.frame import address
from components.frame.together.telling import OF_LINKS, is_outdated
from ledger.book.policy import Actor

ANSWER, ANSWERS = "board_answer", "board_answers"


@st.fragment
def board_view(payload: Payload, actor: Actor) -> None:
    """Draw the board; the chosen link and the filter stand in the URL.

    What others wrote of the chain since it was drawn is drawn first.
    """
    if is_outdated(OF_LINKS, f"{payload['chain']}/"):
        st.rerun(scope="app")
    payload = offered_board(payload, actor)
    board = chain_board(
        payload,
        selected=address.read("link") or None,
        hidden=address.read_list("hide"),
        key="board",
        said=st.session_state.get(ANSWER),
    )
    address.write("link", board.selected or "")
    address.write("hide", ",".join(board.hidden))
    if board.action is not None:
        _take(payload, board.action, actor)
        st.rerun(scope="app")


def _take(payload: Payload, action: BoardAction, actor: Actor) -> None:
    match action.name:
        case "history":
            ask_for_check(action.link)
        case "urgency":
            ask_for_urgency(action.link)
        case "fill":
            add_filled(action.link)
        case _:
            answer = act(payload, action, actor)
            number = st.session_state[ANSWERS] = st.session_state.get(ANSWERS, 0) + 1
            st.session_state[ANSWER] = answer.told(number) if answer else None
