"""Style sheets for a page of Streamlit: plain CSS beside the piece that they are for."""

from pathlib import Path

import streamlit as st

from components.frame.kept import kept
from drawing.shapes.colours import stylesheet


def apply_style(path: Path, **values: str) -> None:
    """Apply a sheet to the page; `values` stand for `var(--name)` in it; ours, never data."""
    st.html(_element(path, tuple(values.items())))


@kept(most=64)
def _element(path: Path, values: tuple[tuple[str, str], ...]) -> str:
    return f"<style>{stylesheet(path, **dict(values))}</style>"
