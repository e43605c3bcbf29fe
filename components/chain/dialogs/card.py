"""填写推介卡: what the office puts on the card of a link; kept, and taken back if wrong."""

import streamlit as st

from chains.gaps.assessment import Assessment, Finding
from components.chain.dialogs.form import ask_for, asked_for, done, withdrawing
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.last_state.asking import ask
from components.frame.ledger_access import open_ledger
from components.frame.notices import show_problem
from components.frame.plain_text import plain
from components.frame.together.telling import tell_together
from files.errors import ProductError
from files.office import CHINA
from ledger.book.policy import Actor
from ledger.papers.cards import (
    ADDRESS,
    CARD_FIELDS,
    ENGLISH,
    LONGEST,
    LONGEST_NAME,
    TOPIC,
    CardContent,
    CardPlace,
    FilledCard,
    card_history,
    fill_card,
    read_card,
    take_card_back,
)
from papers.card import card_cautions

FORM = "card"
SHORT = frozenset({"title", "subtitle"})
HINTS = {
    "place": "没有填时只列门槛全部通过的真实地块",
    "scope": "没有填时写来源点名的方向或产品",
    "conditions": "没有填时写本地已有的上下游企业",
    "policies": "只写文件名和文号",
    "contact": "单位和办公电话",
    "legal": "没有填时用《公平竞争审查条例》的提示",
}


def ask_for_card(link_id: str) -> None:
    """Have the form opened for that link in the next run of the page."""
    ask_for(FORM, link_id)


def card_dialog(context: Context, assessment: Assessment, actor: Actor) -> None:
    """Open the form if it was asked for; say what was saved in the run before."""
    finding = asked_for(FORM, assessment)
    if finding is not None:
        _dialog(context, finding, actor)


@st.dialog("填写推介卡", width="large")
def _dialog(context: Context, finding: Finding, actor: Actor) -> None:
    place = CardPlace(chain_id=finding.chain.id, link_id=finding.link.id)
    st.markdown(f"**{plain(finding.chain.name)} · {plain(finding.link.name)}**")
    tell_together(actor, (TOPIC,), place.subject)
    try:
        for caution in card_cautions(get_state(context), place.chain_id, place.link_id):
            st.warning(plain(caution))
        history = ask(card_history, place.chain_id, place.link_id)
        standing = next((card for card in history if card.withdrawn_at is None), None)
        _form(place, standing, actor)
        for filled in history:
            _past(filled, actor)
    except ProductError as error:
        show_problem(error)


def _form(place: CardPlace, standing: FilledCard | None, actor: Actor) -> None:
    now = standing.content if standing else CardContent()
    st.caption("这张卡是给投资者看的。没有填的不印；还定不下来的请写“待定”。英文填了项目名称才印。")
    with st.form("card", border=False):
        chinese, english = st.tabs(["中文", "英文"])
        with chinese:
            values = _fields(now.chinese.filled, "", place.link_id)
        with english:
            values |= _fields(now.english.filled, ENGLISH, place.link_id)
        values[ADDRESS] = st.text_input(
            "项目网址", now.address, max_chars=LONGEST, help="填了才印二维码"
        )
        saved = st.form_submit_button("保存", type="primary")
    if saved:
        with open_ledger().writing(actor) as session:
            fill_card(session, actor, place, read_card(values), standing.id if standing else 0)
        done(FORM, "推介卡已保存，下次下载就按它印。")


def _fields(filled: dict[str, str], ending: str, link: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, words in CARD_FIELDS.items():
        key = f"{name}{ending}"
        most = LONGEST_NAME if name in SHORT else LONGEST
        hint = HINTS.get(name) if not ending else None
        values[key] = st.text_input(
            words[bool(ending)],
            filled.get(name, ""),
            key=f"card_{link}_{key}",
            max_chars=most,
            help=hint,
        )
    return values


def _past(filled: FilledCard, actor: Actor) -> None:
    said = f"{filled.recorded_by} {filled.recorded_at.astimezone(CHINA):%Y-%m-%d} 填写"
    if filled.withdrawn_at is not None:
        st.caption(plain(f"{said}；已由 {filled.withdrawn_by} 撤回：{filled.withdrawn_reason}"))
        return
    st.markdown(plain(f"{said} {len(filled.content.chinese.filled)} 项"))
    withdrawing(FORM, filled.id, ("撤回这一版", "已撤回，恢复到前一版。"), (take_card_back, actor))
