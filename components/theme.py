"""The few page-wide rules that the theme settings cannot say."""

import streamlit as st

STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 3.6rem 1.5rem 1rem; max-width: none; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.6rem; padding: 0; }
[data-testid="stVerticalBlock"] { gap: .6rem; }
[data-testid="stMetric"] label { color: #5B6B7A; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 3.6rem .6rem 1rem; } }
@media print { header, [data-testid="stToolbar"] { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0; } }
</style>"""


def page_style() -> None:
    """Apply the page-wide rules; the text is fixed, no data ever enters it."""
    st.html(STYLE)
