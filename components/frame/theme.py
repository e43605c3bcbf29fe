"""The few page-wide rules that the theme settings cannot say."""

import streamlit as st

STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 4.2rem 1.5rem 1rem; max-width: none; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.5rem; padding: .2rem 0 1rem; }
[data-testid="stVerticalBlock"] { gap: .6rem; }
[data-testid="stMainBlockContainer"] h3 { font-size: 1.15rem; padding: 0 0 .4rem; }
header[data-testid="stHeader"] [data-testid="stToolbar"]::before {
  content: "三明产业链招商地图"; font-weight: 700; font-size: 1.05rem; color: #1F4E79;
  padding: 0 1rem; white-space: nowrap; align-self: center; }
/* Its CSV would hold formula cells, and its words are English; our own exports are safe. */
[data-testid="stElementToolbar"] { display: none; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 4.2rem .6rem 1rem; } }
@media print { header, [data-testid="stToolbar"] { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0; } }
</style>"""


def page_style() -> None:
    """Apply the page-wide rules; the text is fixed, no data ever enters it."""
    st.html(STYLE)
