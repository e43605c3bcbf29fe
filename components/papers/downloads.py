"""打印/导出 of one company (一企一表) and of one gap (项目推介卡), made when asked for."""

import os
from collections.abc import Callable
from functools import partial

import streamlit as st

from briefings.company.briefing import KnownCompany
from briefings.company.common import common_page
from briefings.paper_form import load_form
from briefings.state.state import DataState
from briefings.trip.book import paper_profile, starred
from briefings.trip.companies import contacts_of
from components.frame.context import Context
from components.frame.data_state import get_state
from components.frame.ledger_access import open_ledger
from ledger.book.policy import Actor
from ledger.papers.cards import standing_card
from papers.card import KIND as CARD
from papers.card import card_paper
from papers.renderers.blocks import Paper
from papers.renderers.naming import file_stem
from papers.renderers.writing import MIMES
from papers.trip.files import RENDERERS
from papers.trip.paper import ONE_COMPANY, company_paper

WORDS = {"docx": "Word", "pdf": "PDF", "html": "手机网页（一个文件，不用联网）"}


def company_downloads(context: Context, known: KnownCompany, actor: Actor) -> None:
    """Draw the drop-down of a company's page."""
    state = get_state(context)
    stem = file_stem(ONE_COMPANY, known.company.name, state.today, state.version)
    with st.popover("打印/导出"):
        for ending, word in WORDS.items():
            _button(f"{ONE_COMPANY} {word}", stem, ending, partial(_sheet, state, known, actor))
        st.caption("一张纸两面，另附共同问题一页；带来源注和数据版本，不含电话。")


def card_buttons(context: Context, chain_id: str, link_id: str) -> None:
    """Draw the buttons for the card of one gap, inside an open drop-down."""
    state = get_state(context)
    chain = state.catalog.chain(chain_id)
    link = chain.link(link_id)
    if link is None:
        return
    stem = file_stem(CARD, f"{chain.name}_{link.name}", state.today, state.version)
    for ending in ("docx", "pdf"):
        make = partial(_card, state, chain_id, link_id)
        _button(f"{CARD} {WORDS[ending]}", stem, ending, make)


def _card(state: DataState, chain_id: str, link_id: str) -> Paper:
    with open_ledger().reading() as session:
        filled = standing_card(session, chain_id, link_id)
    return card_paper(state, chain_id, link_id, filled.content if filled else None)


def _sheet(state: DataState, known: KnownCompany, actor: Actor) -> Paper:
    with open_ledger().reading() as session:
        contacts = contacts_of(session, actor, [known]).get(known.company.id, ())
    common = starred(common_page(state))
    form = load_form(os.environ)
    return company_paper(paper_profile(state, known), common, contacts, form)


def _button(label: str, stem: str, ending: str, paper: Callable[[], Paper]) -> None:
    st.download_button(
        label,
        lambda: RENDERERS[ending](paper()),
        file_name=f"{stem}.{ending}",
        mime=MIMES[ending],
        key=f"download_{label}",
        on_click="ignore",
        width="stretch",
    )
