"""A bar that says how far a long work is; it goes when the work is over, and when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from files.progress import Progress


@contextmanager
def progress_bar(doing: str) -> Iterator[DeltaGenerator]:
    """Draw a bar with the words `doing` and give it; it is moved by `bar.progress(share, text)`."""
    bar = st.progress(0.0, text=f"{doing}…")
    try:
        yield bar
    finally:
        bar.empty()


@contextmanager
def showing_progress(doing: str) -> Iterator[Progress]:
    """Draw a bar that counts rows, under the words `doing`, and give what moves it."""
    with progress_bar(doing) as bar:
        yield partial(_show, bar, doing)


def _show(bar: DeltaGenerator, doing: str, done: int, total: int) -> None:
    if not total:  # nothing is known yet of how much it will be
        bar.progress(0.0, text=f"{doing}…")
        return
    bar.progress(min(done / total, 1.0), text=f"{doing}：{done} / {total} 行")
