"""Rows of a list as the browser draws them: a table, on a narrow screen cards."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from components.scripts.shared_scripts import SHARED_JS
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent

_rows = st.components.v2.component(
    "city_list",
    html='<div class="city-list"></div>',
    css=stylesheet(HERE / "list.css"),
    js=f"{SHARED_JS}\n{(HERE / 'list.js').read_text(encoding='utf-8')}",
)


def draw_rows(content: Mapping[str, object], *, key: str) -> None:
    """Draw headings and rows as `components.lists.content` writes them."""
    _rows(key=key, data=content)
