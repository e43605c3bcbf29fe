"""片区范围: what each desk looks after, who set it when, and the form to set it anew."""

from collections import Counter
from datetime import date

import streamlit as st
from pydantic import ValidationError
from sqlalchemy.orm import Session

from components.frame.last_state.asking import ask
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.frame.together.telling import tell_together
from files.errors import ProductError
from ledger.book.database import Ledger
from ledger.book.policy import Action, Actor, may
from ledger.desks.areas import (
    TOPIC,
    SavedDesks,
    current_desks,
    desks_history,
    read_desks,
    save_desks,
)
from targets.companies_file import load_companies
from targets.desk_text import areas_text, read_areas
from targets.desks import DeskSettings, usual_desks

NO_BASIS = "由市招商服务中心设定，没有写依据。"
COUNTED = (
    "随附企业数的是名录里的全部，含凭印象的、不是目标的和已注销的；"
    "“片区”页只列有来源的目标企业，没列多少家写在那一页的筛选下面。"
)
BEGUN, DONE = "desk_areas_begun", "desk_areas_done"


def _current(session: Session, usual: DeskSettings) -> SavedDesks:  # noqa: ARG001
    """Return the areas that count; `usual`, of a file, are what counts before any was saved."""
    return current_desks(session)


def desk_areas(ledger: Ledger, actor: Actor, today: date) -> None:
    """Draw the areas as they count, the form for who may set them, and earlier versions."""
    current, history = ask(_current, usual_desks()), ask(desks_history)
    if DONE in st.session_state:
        st.success(st.session_state.pop(DONE), icon=":material/check:")
    tell_together(actor, (TOPIC,))
    st.markdown(_answer(current))
    st.table(areas_rows(current.settings))
    st.caption(COUNTED)
    if may(actor, Action.SET_DESKS):
        _form(ledger, actor, current, today)
    else:
        st.info("片区范围由市招商服务中心调整。")
    earlier = [*history[1:], SavedDesks(usual_desks())] if history else []
    if earlier:
        st.markdown(f"**以前的范围**（{len(earlier)} 个版本）")
    for version in earlier:
        _earlier(ledger, actor, (version, current.number), today)


def areas_rows(settings: DeskSettings) -> list[dict[str, str]]:
    """Return one row a desk, in their order: its name, its places, and its shipped companies."""
    desk_of = settings.finder
    counted = Counter(desk_of(c.province, c.city) for c in load_companies().companies)
    rows = [
        {"片区": desk.name, "范围": areas_text(desk), "随附企业": f"{counted[desk.name]:,} 家"}
        for desk in settings.desks
    ]
    nobody = {"片区": "不属于任何片区", "范围": "其余", "随附企业": f"{counted['']:,} 家"}
    return [{k: plain(v) for k, v in row.items()} for row in (*rows, nobody)]


def _answer(current: SavedDesks) -> str:
    basis = plain(current.settings.basis)
    return f"**{len(current.settings.desks)} 个片区。** {plain(_said_of(current))} {basis}"


def _said_of(version: SavedDesks) -> str:
    if version.saved_at is None:
        return f"现在用的是随附的提议（{version.settings.as_of}）。"
    note = f"：{version.note}" if version.note else ""
    return f"第 {version.number} 版，{version.saved_by} {version.saved_at:%Y-%m-%d} 保存{note}。"


def _earlier(ledger: Ledger, actor: Actor, at: tuple[SavedDesks, int], today: date) -> None:
    """Show an earlier version; `at` is that version and the number of the one that counts."""
    version, counting = at
    name = f"第 {version.number} 版" if version.saved_at else "随附的提议"
    with st.expander(plain(_said_of(version) if version.saved_at else f"{name}。")):
        st.table(areas_rows(version.settings))
        if not may(actor, Action.SET_DESKS):
            return
        if st.button(f"改回{name}", key=f"back_to_{version.number}"):
            settings = version.settings.model_copy(update={"as_of": today})
            with refusals_shown():
                with ledger.writing(actor) as session:
                    saved = save_desks(session, actor, settings, counting, f"改回{name}")
                st.session_state.pop(BEGUN, None)
                st.session_state[DONE] = f"已改回{name}，记为第 {saved.number} 版。"
                st.rerun()


def _form(ledger: Ledger, actor: Actor, current: SavedDesks, today: date) -> None:
    begun = st.session_state.setdefault(BEGUN, current.number)
    with st.expander("调整范围"), st.form("desk_areas", border=False):
        st.caption("写省名；只要其中几个市的，写成“福建（福州、厦门）”。一个地方只能归一个片区。")
        texts = {
            desk.id: st.text_area(plain(desk.name), areas_text(desk), height=80, max_chars=800)
            for desk in current.settings.desks
        }
        note = st.text_input("为什么改", max_chars=200, placeholder="如：2026年11月联席会议确定")
        sent = st.form_submit_button("保存", type="primary")
    if sent:
        with refusals_shown():
            settings = changed_areas(current.settings, texts, today, note)
            with ledger.writing(actor) as session:
                saved = save_desks(session, actor, settings, begun, note)
            del st.session_state[BEGUN]
            st.session_state[DONE] = f"已保存为第 {saved.number} 版。企业按新的范围归片区。"
            st.rerun()


def changed_areas(
    settings: DeskSettings, texts: dict[str, str], today: date, note: str
) -> DeskSettings:
    """Return `settings` with the areas of each desk as typed, from `today` on.

    Unchanged areas give unchanged settings.

    Raises:
        ProductError: a text cannot be read, or a place has two desks.
    """
    desks = [
        {"id": desk.id, "name": desk.name, "areas": _read(desk.name, texts[desk.id])}
        for desk in settings.desks
    ]
    typed = read_desks({"as_of": settings.as_of, "basis": settings.basis, "desks": desks})
    if typed == settings:
        return settings
    return typed.model_copy(update={"as_of": today, "basis": note or NO_BASIS})


def _read(name: str, text: str) -> list[dict[str, object]]:
    try:
        return [area.model_dump() for area in read_areas(text)]
    except ValidationError as error:
        message = f"「{name}」里有名称太长或含有看不见的字符。没有保存，请改正。"
        raise ProductError(message) from error
