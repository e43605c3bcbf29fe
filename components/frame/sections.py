"""The parts of a screen, and which of them is open; it stands in the URL."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.frame import address
from components.frame.access import offered_somewhere
from ledger.book.policy import Action, Actor, may_somewhere

PARAMETER, CHOICE = "part", "open_section"


def choose_offered(screen: str, sections: Mapping[str, Action], actor: Actor) -> str:
    """Draw the choice among the parts that `actor` may do anything in, and return it.

    Whose address asks for another part is told who can.
    """
    asked = sections.get(address.read(PARAMETER))
    if asked is not None:
        offered_somewhere(actor, asked)
    return choose_section(
        screen, [name for name, action in sections.items() if may_somewhere(actor, action)]
    )


def choose_section(screen: str, sections: Sequence[str]) -> str:
    """Draw the choice and return it; the first one leaves the URL clean."""
    given = address.read(PARAMETER)
    st.session_state[CHOICE] = given if given in sections else sections[0]
    chosen = st.segmented_control(
        screen,
        sections,
        key=CHOICE,
        on_change=_take,
        args=(sections[0],),
        label_visibility="collapsed",
    )
    return chosen or sections[0]


def _take(first: str) -> None:
    section = st.session_state[CHOICE]
    address.write(PARAMETER, "" if section in {None, first} else section)
