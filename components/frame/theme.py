"""What every screen is dressed in: rules that the theme settings cannot say, and Chinese words."""

from pathlib import Path

import streamlit as st

from components.frame.style import apply_style

HERE = Path(__file__).parent
STYLE = HERE / "theme.css"
# The library's own words are English and cannot be set.
_widget_words = st.components.v2.component(
    "widget_words",
    html="<span hidden></span>",
    js=(HERE / "widget_words.js").read_text(encoding="utf-8"),
)


def page_style() -> None:
    """Apply the page-wide rules and words; the text is fixed, no data ever enters it."""
    apply_style(STYLE)
    _widget_words(key="widget_words")
