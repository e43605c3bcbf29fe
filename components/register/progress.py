"""A bar that says how far a long work is: rows done, of how many."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.sheet import Progress


@contextmanager
def showing_progress(doing: str) -> Iterator[Progress]:
    """Draw a bar under the words `doing` and give what moves it; it goes when the work is over."""
    bar = st.progress(0.0, text=f"{doing}…")
    try:
        yield partial(_show, bar, doing)
    finally:
        bar.empty()


def _show(bar: DeltaGenerator, doing: str, done: int, total: int) -> None:
    share = min(done / total, 1.0) if total else 0.0
    bar.progress(share, text=f"{doing}:{done} / {total} 行")
