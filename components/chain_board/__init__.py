"""The board: figure, legend and panel of one chain in one piece that answers in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.chain_board.assets import BOARD_CSS, BOARD_HTML, COMPONENT_JS
from components.chain_board.memory import Memory, View, read_report, settle

_board = st.components.v2.component("chain_board", html=BOARD_HTML, css=BOARD_CSS, js=COMPONENT_JS)


@dataclass(frozen=True, slots=True)
class BoardState:
    """What the user did: the chosen link, the legend keys switched off, and a button just pressed.

    `action` is (name, link id) in the one run that the button started, else None.
    """

    selected: str | None
    hidden: tuple[str, ...]
    action: tuple[str, str] | None


def chain_board(
    payload: Mapping[str, object],
    *,
    selected: str | None,
    hidden: Sequence[str] = (),
    key: str,
) -> BoardState:
    """Draw the board and return what is chosen on it.

    `payload` holds the figure, the legend and the panels of all links, and must be equal from
    run to run for equal data: then a click sends only an id. Pass as `selected` what the last
    run returned; any other value is a jump, which the browser follows. An id without a panel
    counts as no choice. `hidden` starts the filter, and resets it when it changes.
    """
    links = _panel_ids(payload)
    slot = f"{key}__board"
    memory: Memory | None = st.session_state.get(slot)
    reported = read_report(st.session_state.get(key), memory.returned if memory else View())
    asked = View(selected, tuple(hidden)).within(links)
    memory = settle(asked, reported.within(links) if reported else None, memory)
    st.session_state[slot] = memory
    view = memory.returned
    if view != reported:  # keep Streamlit's own copy true, it outlives a change of chain
        st.session_state[key] = {"selected": view.selected, "hidden": list(view.hidden)}
    result = _board(
        key=key,
        data={"name": key, "payload": payload, "push": memory.push()},
        on_selected_change=_noted,
        on_hidden_change=_noted,
        on_action_change=_noted,
    )
    return BoardState(view.selected, view.hidden, read_action(result.get("action")))


def read_action(value: object) -> tuple[str, str] | None:
    """Return (name, link id) of a pressed button, or None for anything that is not one."""
    match value:
        case {"name": str(name), "link": str(link)}:
            return name, link
        case _:
            return None


def _panel_ids(payload: Mapping[str, object]) -> frozenset[str]:
    panels = payload["panels"]
    return frozenset(panels) if isinstance(panels, Mapping) else frozenset()


def _noted() -> None:
    """Stand for a callback: without one Streamlit neither returns a field nor lets us set it."""
