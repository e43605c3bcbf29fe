"""The board: figure, legend and panel of one chain in one piece that answers in the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from components.chain.board.memory import Memory, read_report, settle
from components.chain.board.packing import packed
from components.panel.assets import BOARD_CSS, BOARD_HTML, COMPONENT_JS

_board = st.components.v2.component("chain_board", html=BOARD_HTML, css=BOARD_CSS, js=COMPONENT_JS)


@dataclass(frozen=True, slots=True)
class BoardAction:
    """按下的按钮: its name, the link it is about, and what was filled in beside it, as sent."""

    name: str
    link: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoardState:
    """What the user did: the chosen link, the legend keys switched off, and a button just pressed.

    `action` is None but in the one run that the button started.
    """

    selected: str | None
    hidden: tuple[str, ...]
    action: BoardAction | None


def chain_board(
    payload: Mapping[str, object],
    *,
    selected: str | None,
    hidden: Sequence[str] | None = None,
    key: str,
    said: Mapping[str, object] | None = None,
) -> BoardState:
    """Draw the board and return what is chosen on it.

    `payload` holds the figure, the legend and the panels of all links, and must be equal from
    run to run for equal data: then a click sends only an id. Pass as `selected` what the last
    run returned; any other value is a jump, which the browser follows. An id without a panel
    counts as no choice. The same goes for `hidden`; None leaves the filter to the user.
    `said` is what the panel of a link answers to the button pressed last (docs/board.md).
    """
    slot = f"{key}__board"
    state = st.session_state.get(key)
    old: Memory | None = st.session_state.get(slot)
    asked = (selected, None if hidden is None else tuple(hidden))
    if old is not None and _pressed(state) is not None:
        # A button of the board asks nothing of the view, while the address that came with it
        # may be older than the click before.
        asked = (old.returned.selected, old.returned.hidden)
    memory = settle(*asked, read_report(state), old, _panel_ids(payload))
    content = {"version": payload["version"], "packed": packed(payload)}
    data = {"name": key, **content, "push": memory.push(), "said": said}
    result = _board(key=key, data=data, on_view_change=_noted, on_action_change=_noted)
    # Only now: drawing may be cut short by the next click, and a click that no page heard of
    # must count again.
    st.session_state[slot] = memory
    view = memory.returned
    return BoardState(view.selected, view.hidden, read_action(result.get("action")))


def read_action(value: object) -> BoardAction | None:
    """Return the pressed button, or None for anything that is not one; its values as they came."""
    match value:
        case {"name": str(name), "link": str(link), **rest}:
            values = rest.get("values")
            return BoardAction(name, link, values if isinstance(values, dict) else {})
        case _:
            return None


def _pressed(state: object) -> BoardAction | None:
    """Return the button that started this run, if one did, from what the browser sent."""
    return read_action(state.get("action")) if isinstance(state, Mapping) else None


def _panel_ids(payload: Mapping[str, object]) -> frozenset[str]:
    panels = payload["panels"]
    return frozenset(panels) if isinstance(panels, Mapping) else frozenset()


def _noted() -> None:
    """Stand for a callback: without one Streamlit does not return the field."""
