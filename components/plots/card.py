"""One plot of the register: all its fields to edit, its contact, its history."""

from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.frame import address
from components.frame.last_state.asking import ask
from components.frame.ledger_access import office_day
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.together.telling import tell_together
from components.importing.upload_problems import problem_frame
from components.plots.contact import hide_contact, plot_contact
from components.plots.draft import Draft, after_clash, draft_of, forget_draft
from components.plots.form import plot_form
from components.plots.versions import plot_versions
from files.office import CHINA
from geodata.rows.plot_texts import read_texts, texts_of
from ledger.book.database import Ledger
from ledger.book.errors import StaleRecord
from ledger.book.policy import Action, Actor, ask_whom, may, may_somewhere
from ledger.plots.edits import edit_plot
from ledger.plots.register import get_plot
from ledger.plots.rows import TOPIC

PLOT, NEW_PLOT = "plot", "+"  # the parameter of the address, and what asks for a new plot
SAVED = "plot_saved"
CLASH_HEADINGS = ("栏目", "你打开时", "对方改成", "你填的")


def asked_plot() -> str:
    """Return what the address asks for: the id of a plot, `NEW_PLOT`, or "" for the table."""
    return address.read(PLOT)


def open_plot(plot_id: str) -> None:
    """Put a plot into the address, "" to go back to the table; an open form is let go."""
    forget_draft()
    hide_contact()
    address.write(PLOT, plot_id)


def plot_card(ledger: Ledger, actor: Actor, plot_id: str) -> None:
    """Draw one plot of the ledger, or the empty form of a new one.

    Raises:
        NotFound: there is no such plot.
    """
    st.button("返回台账", icon=":material/arrow_back:", on_click=open_plot, args=("",))
    _say_saved()
    draft = draft_of("" if plot_id == NEW_PLOT else plot_id)
    county = draft.began.county if draft.began else ""
    # A new plot may be of any county of the actor's; the ledger looks at the one chosen.
    new = draft.began is None and may_somewhere(actor, Action.EDIT_PLOT)
    editable = new or may(actor, Action.EDIT_PLOT, county=county)
    if draft.began is None:
        st.markdown("#### 新增一块地")
    else:
        _heading(draft)
        tell_together(actor, (TOPIC,), plot_id)
    if draft.clash is not None:
        _clash(draft.clash)
    if editable and draft.began is not None:
        _checked_today(ledger, actor, draft)
    if not editable:
        st.info(plain(ask_whom(Action.EDIT_PLOT, counties=[county] if county else [])))
    texts = plot_form(draft, editable=editable)
    if texts is not None:
        _save(ledger, actor, draft, texts)
    if draft.began is not None:
        plot_contact(ledger, actor, draft, county)
        plot_versions(ledger, actor, draft, editable=editable)


def _heading(draft: Draft) -> None:
    stored = ask(get_plot, draft.plot_id)
    on_map = f"/map?plot={quote(draft.plot_id, safe='')}"
    st.markdown(f"#### {plain(stored.plot.name)}")
    st.markdown(f"编号 {plain(draft.plot_id)} · [在地图上看]({on_map})")
    at = stored.changed_at.astimezone(CHINA)
    st.caption(f"第 {stored.version} 版，{plain(stored.changed_by)} 改于 {at:%Y-%m-%d %H:%M}")


def _clash(clash: StaleRecord) -> None:
    """Say who changed what; the form below holds both what they saved and what was typed here."""
    st.error(plain(str(clash)), icon=":material/sync_problem:")
    rows = [(c.name, c.before, c.theirs, c.mine) for c in clash.changes]
    st.dataframe(
        pd.DataFrame(rows, columns=list(CLASH_HEADINGS), dtype=str),
        hide_index=True,
        height="content",
        key="plot_clash",
    )
    st.markdown(
        "下面的表已换成对方保存的内容，加上你改过的栏；**还没有保存**。核对以后再按「保存」。"
    )
    st.button("放弃我的修改，看对方的", on_click=forget_draft)


def _checked_today(ledger: Ledger, actor: Actor, draft: Draft) -> None:
    today = office_day()
    if draft.began is None or draft.began.checked_on == today or draft.clash is not None:
        return
    label = "今天核对过，内容无误"
    if not st.button(label, key="plot_checked", icon=":material/event_available:"):
        return
    _save(ledger, actor, draft, {**texts_of(draft.began), "checked_on": today.isoformat()})


def _save(ledger: Ledger, actor: Actor, draft: Draft, texts: dict[str, str]) -> None:
    reading = read_texts(texts, draft.began)
    if reading.problems:
        st.error("没有保存，请改好下面几处：", icon=":material/block:")
        st.dataframe(problem_frame(reading.problems)[["列", "问题", "怎么办"]], hide_index=True)
        return
    [plot] = reading.plots
    with refusals_shown():
        try:
            with ledger.writing(actor) as session:
                stored = edit_plot(session, actor, plot, draft.version)
        except StaleRecord as clash:
            after_clash(draft, texts, clash)
            st.rerun()
        warned = "".join(f"请留意：{warning.text}。" for warning in reading.warnings)
        _done(plot.id, f"已保存（第 {stored.version} 版）。{warned}")


def _done(plot_id: str, text: str) -> None:
    open_plot(plot_id)
    st.session_state[SAVED] = text
    st.rerun()


def _say_saved() -> None:
    said = st.session_state.pop(SAVED, "")
    if said:
        st.success(plain(said), icon=":material/check_circle:")
