"""The form of one plot between two clicks: what it began from, and what others did meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

import streamlit as st

from components.frame.last_state.asking import ask
from geodata.model import Plot
from geodata.rows.plot_texts import empty_texts, merged, texts_of
from ledger.book.errors import StaleRecord
from ledger.plots.edits import NEW
from ledger.plots.register import get_plot
from ledger.plots.rows import StoredPlot

SLOT = "plot_draft"
_rounds = count(1)


@dataclass(frozen=True, slots=True)
class Draft:
    """草稿: the form of one plot; `began` and `version` are what it was opened on.

    `texts` are what its fields are drawn with. `round` is part of the widgets' keys: another
    round, other widgets. `clash` is what others saved meanwhile, until it is dealt with.
    """

    plot_id: str
    began: Plot | None
    version: int
    texts: Mapping[str, str]
    round: int
    clash: StaleRecord | None = None


def draft_of(plot_id: str) -> Draft:
    """Return the form open on that plot, or open one; "" is a new plot.

    Raises:
        NotFound: there is no such plot.
    """
    open_one = st.session_state.get(SLOT)
    if isinstance(open_one, Draft) and open_one.plot_id == plot_id:
        return open_one
    if not plot_id:
        return _keep(Draft("", None, NEW, empty_texts(), next(_rounds)))
    return _keep(_opened(ask(get_plot, plot_id)))


def after_clash(draft: Draft, texts: Mapping[str, str], clash: StaleRecord) -> None:
    """Go on from what others saved, with what this form changed: neither's work is lost."""
    theirs = clash.theirs
    if draft.began is None or not isinstance(theirs, StoredPlot):
        raise clash
    both = merged(texts, draft.began, theirs.plot)
    _keep(replace(_opened(theirs), texts=both, clash=clash))


def forget_draft() -> None:
    """Let go of the form; the next one is opened on the plot as it then stands."""
    st.session_state.pop(SLOT, None)


def _opened(stored: StoredPlot) -> Draft:
    plot = stored.plot
    return Draft(plot.id, plot, stored.version, texts_of(plot), next(_rounds))


def _keep(draft: Draft) -> Draft:
    st.session_state[SLOT] = draft
    return draft
