"""目标企业表: one page of companies, each with the interval of its score and why."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from components.scripts.shared_scripts import SHARED_JS
from components.targets.acts import ListAct, read_act
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent

_table = st.components.v2.component(
    "company_table",
    html='<div class="targets"></div>',
    css=stylesheet(HERE / "table.css"),
    js=f"{SHARED_JS}\n{(HERE / 'table.js').read_text(encoding='utf-8')}",
)


def clicked(key: str) -> ListAct | None:
    """Return what was clicked, before the list is drawn anew, in the one run the click started."""
    sent = st.session_state.get(key)
    return read_act(sent.get("act")) if sent else None


def company_table(content: Mapping[str, object], *, key: str) -> None:
    """Draw one page of the list; `clicked` tells what is done in it."""
    _table(key=key, data=content, on_act_change=lambda: None)
