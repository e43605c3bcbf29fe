"""The parts of the screen 要素台账, and which of them is open."""

import streamlit as st

from components import address

SECTIONS = ("台账", "待复核", "导入", "导入记录", "示例数据")
PARAMETER, CHOICE = "part", "plot_section"


def choose_section() -> str:
    """Draw the choice and return it; it stands in the URL, the first one leaves that clean."""
    given = address.read(PARAMETER)
    st.session_state[CHOICE] = given if given in SECTIONS else SECTIONS[0]
    chosen = st.segmented_control(
        "要素台账", SECTIONS, key=CHOICE, on_change=_take, label_visibility="collapsed"
    )
    return chosen or SECTIONS[0]


def _take() -> None:
    section = st.session_state[CHOICE]
    address.write(PARAMETER, "" if section in {None, SECTIONS[0]} else section)
