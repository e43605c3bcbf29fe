"""Chinese for the words that the library writes in its widgets and lets nobody set."""

from pathlib import Path

import streamlit as st

_widget_words = st.components.v2.component(
    "widget_words",
    html="<span hidden></span>",
    js=Path(__file__).with_name("widget_words.js").read_text(encoding="utf-8"),
)


def widget_words() -> None:
    """Let the browser put the Chinese word wherever the library draws its own English one."""
    _widget_words(key="widget_words")
