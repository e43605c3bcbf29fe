"""One look at a screen: how far back the data goes that it shows, and the line that says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.frame.ledger_access import unwritable
from components.frame.plain_text import plain
from files.office import CHINA
from ledger.book.database import utc_now
from ledger.book.opening.meanings import UNCHANGED

SLOT = "ledger_look"
AWAY = "台账数据库连不上，现在不能保存，恢复后自动继续。"


@dataclass(slots=True)
class ScreenLook:
    """一眼: one run of a screen. `oldest` is when the oldest of what it shows was read anew.

    None: all of it is of now. `why` says why it is not; `place` is where the mark stands, and
    `said` what stands there; `is_over` once all is drawn.
    """

    oldest: datetime | None = None
    why: str = ""
    place: DeltaGenerator | None = None
    said: str = ""
    is_over: bool = False

    def goes_back_to(self, moment: datetime, why: str) -> None:
        """Take note that something of that moment is shown."""
        self.oldest = min(self.oldest or moment, moment)
        self.why = why

    def misses(self, why: str) -> None:
        """Take note that something cannot be shown, since nobody read it before."""
        self.why = why


def this_look() -> ScreenLook:
    """Return the look that is being drawn; outside of a screen one that nobody sees."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ScreenLook()
    found = st.session_state.get(SLOT)
    return found if isinstance(found, ScreenLook) else begin_look()


def begin_look() -> ScreenLook:
    """Begin another look: nothing is known yet of how old its data is."""
    look = ScreenLook()
    if get_script_run_ctx(suppress_warning=True) is not None:
        st.session_state[SLOT] = look
    return look


def mark_here() -> None:
    """Let the mark stand here, once it is known whether there is to be one."""
    look = this_look()
    look.place, look.said = st.empty(), ""
    _draw(look)


def finish_look() -> None:
    """Say in the mark what is known now that all is drawn; where there is no place for it, here."""
    look = this_look()
    if look.place is None and _text(look):
        look.place = st.empty()
    _draw(look)
    look.place, look.is_over = None, True


@contextmanager
def as_marked() -> Iterator[None]:
    """Let a piece that runs alone draw the whole screen anew where its mark would be wrong now."""
    above = this_look()
    if not above.is_over:
        yield
        return
    now = begin_look()
    yield
    was_true = (above.why == "") == (now.why == "")
    goes_further_back = now.oldest and above.oldest and now.oldest < above.oldest
    if not was_true or goes_further_back:
        st.rerun(scope="app")
    st.session_state[SLOT] = above


def _draw(look: ScreenLook) -> None:
    said = _text(look)
    if look.place is not None and said != look.said:
        look.place.warning(said, icon=":material/database_off:")
        look.said = said


def _text(look: ScreenLook) -> str:
    why = look.why.removesuffix(UNCHANGED).removeprefix("连不上台账数据库").lstrip("：。")
    if look.oldest is not None:
        return plain(f"截至 {moment_text(look.oldest)} 的数据。{AWAY}{why}")
    if why:
        return plain(f"没有读到台账里的内容。{AWAY}{why}")
    why = unwritable()
    return plain(f"台账现在只能看，不能保存：{why}恢复后自动继续。") if why else ""


def moment_text(moment: datetime) -> str:
    """Return a moment as people here say it: the time, with its day if that is not today."""
    here, today = moment.astimezone(CHINA), utc_now().astimezone(CHINA).date()
    return f"{here:%H:%M}" if here.date() == today else f"{here:%Y-%m-%d %H:%M}"
