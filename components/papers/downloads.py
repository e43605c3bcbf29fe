"""打印/导出 of one company (一企一表) and of one gap (项目推介卡), made when asked for."""

import os
from collections.abc import Callable, Sequence
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
from papers.renderers.naming import file_stem
from papers.renderers.writing import MIMES
from papers.trip.files import card_jobs, company_jobs
from papers.trip.paper import ONE_COMPANY
from papers.verification.making import PaperOrdered, make_recorded, orders_for
from papers.verification.orders import CardOrder, CompanyOrder
from papers.verification.reading.any_paper import ending_of

WORDS = {"docx": "Word", "pdf": "PDF", "html": "手机网页（一个文件，不用联网）"}


def company_downloads(context: Context, known: KnownCompany, actor: Actor) -> None:
    """Draw the drop-down of a company's page."""
    state = get_state(context)
    stem = file_stem(ONE_COMPANY, known.company.name, state.today, state.version)
    make = partial(_sheet, state, known, actor)
    with st.popover("打印/导出"):
        for ending, word in WORDS.items():
            _button(f"{ONE_COMPANY} {word}", f"{stem}.{ending}", actor, make)
        st.caption("一张纸两面，另附共同问题一页；带来源注和数据版本，不含电话。")


def card_buttons(context: Context, chain_id: str, link_id: str, actor: Actor) -> None:
    """Draw the buttons for the card of one gap, inside an open drop-down."""
    state = get_state(context)
    chain = state.catalog.chain(chain_id)
    link = chain.link(link_id)
    if link is None:
        return
    stem = file_stem(CARD, f"{chain.name}_{link.name}", state.today, state.version)
    make = partial(_card, state, chain_id, link_id)
    for ending in ("docx", "pdf"):
        _button(f"{CARD} {WORDS[ending]}", f"{stem}.{ending}", actor, make)


def _card(state: DataState, chain_id: str, link_id: str) -> list[PaperOrdered]:
    with open_ledger().reading() as session:
        filled = standing_card(session, chain_id, link_id)
    paper = card_paper(state, chain_id, link_id, filled.content if filled else None)
    order = CardOrder(chain=chain_id, link=link_id)
    return orders_for(order, (state.version, state.today), card_jobs(paper))


def _sheet(state: DataState, known: KnownCompany, actor: Actor) -> list[PaperOrdered]:
    with open_ledger().reading() as session:
        contacts = contacts_of(session, actor, [known]).get(known.company.id, ())
    common = starred(common_page(state))
    form = load_form(os.environ)
    jobs = company_jobs(paper_profile(state, known), common, contacts, form)
    order = CompanyOrder(company=known.company.id, form=form)
    return orders_for(order, (state.version, state.today), jobs)


def _button(
    label: str, name: str, actor: Actor, make: Callable[[], Sequence[PaperOrdered]]
) -> None:
    """Draw the button of one file; it is made and written down when it is pressed."""
    ending = ending_of(name)
    ledger = open_ledger()

    def content() -> bytes:
        wanted = [one for one in make() if ending_of(one.job.name) == ending]
        return make_recorded(ledger, actor, wanted).files[0].content

    st.download_button(
        label,
        content,
        file_name=name,
        mime=MIMES[ending],
        key=f"download_{label}",
        on_click="ignore",
        width="stretch",
    )
