"""The figures on top of the overview: at most seven, each with its word."""

import streamlit as st

from components.context import Context
from components.overview_board.content import overview_figures


def overview_figures_row(context: Context) -> None:
    """Draw the figures side by side; on a phone they wrap."""
    figures = overview_figures(list(context.assessments.values()))
    with st.container(horizontal=True, key="overview_figures"):
        for word, count in figures.items():
            st.metric(word, count, border=True)
