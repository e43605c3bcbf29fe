"""The head of the desk screen: which desk, the answer in one sentence, and the big counts."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from chains.catalog import Catalog
from components.frame import address
from components.frame.context import Context
from components.frame.plain_text import plain
from components.frame.style import apply_style
from components.targets.asking import Targets, count
from components.targets.filter_address import AREA, EVERYWHERE, PAGE, TargetQuery
from files.errors import NotFound
from ledger.book.errors import LedgerUnavailable
from ledger.desks.baskets import BasketEntry
from targets.desks import Desk
from targets.stores.query import CompanyFilter

CHOICE = "desk_choice"
STYLE = Path(__file__).with_name("header.css")


def choose_desk(targets: Targets) -> str:
    """Draw the choice of desk and return its name, or `EVERYWHERE`; it stands in the URL.

    Raises:
        NotFound: the URL names a desk that is not there.
    """
    desks = targets.desks.desks
    names = [*(desk.name for desk in desks), EVERYWHERE]
    wanted = address.read(AREA) or names[0]
    desk = targets.desks.named(wanted)
    found = desk.name if desk else wanted
    if found not in names:
        text = f"没有名为“{wanted[:20]}”的片区。现有：{'、'.join(names)}。"
        raise NotFound(text)
    st.session_state[CHOICE] = found
    st.segmented_control(
        "片区",
        names,
        format_func=plain,
        key=CHOICE,
        on_change=_take,
        label_visibility="collapsed",
    )
    return found


def _take() -> None:
    if chosen := st.session_state[CHOICE]:
        address.write(AREA, chosen)
        # Provinces and cities are the desk's own; what else is asked holds for every desk.
        for name in ("province", "city", PAGE):
            address.write(name, "")


def desk_answer(catalog: Catalog, asked: CompanyFilter, total: int) -> str:
    """Say in one sentence what the list is, in which order."""
    chain = catalog.chains.get(asked.chain)
    link = chain.link(asked.link) if chain else None
    of = f"“{link.name}”" if link else f"“{chain.name}”" if chain else ""
    related = f"与{of}有关的" if of else ""
    what = f"能补{of}缺口或补链方向的" if asked.fills_gap else related
    lists = f"{'、'.join(asked.lists)}里" if asked.lists else ""
    keyword = f"含“{asked.keyword}”" if asked.keyword else ""
    if not what and (lists or keyword):
        what = "的"
    elif keyword:
        keyword += "、"
    named = "，名称对得上的在前" if asked.keyword.strip() else ""
    return f"{lists}{keyword}{what}目标企业 {total:,} 家{named}，按类排列，同类并列"


def desk_summary(
    context: Context, targets: Targets, query: TargetQuery, in_basket: Sequence[BasketEntry]
) -> None:
    """Draw the answer and the counts of the list; nothing where the list below cannot be read."""
    answer, asked = st.container(), query.filter
    try:
        total = desk_figures(targets, asked, in_basket, context.lack)
    except LedgerUnavailable:  # the list says so
        return
    answer.markdown(f"**{plain(desk_answer(context.catalog, asked, total))}**")


def desk_figures(
    targets: Targets, asked: CompanyFilter, in_basket: Sequence[BasketEntry], lack: str = ""
) -> int:
    """Draw five counts of the list and return the first; the basket is the user's own.

    `lack` stands below and says which files the counts leave out.
    """
    mine = sum(asked.desk in {"", entry.desk} for entry in in_basket)
    given = {
        "目标企业": count(targets, asked),
        "能补缺口或补链方向": count(targets, replace(asked, fills_gap=True)),
        "有关系": count(targets, replace(asked, has_relation=True)),
        "有动向": count(targets, replace(asked, has_signal=True)),
        "我的出访清单": mine,
    }
    with st.container(horizontal=True, key="desk_figures"):
        for word, number in given.items():
            st.metric(word, f"{number:,}")
    if lack:
        st.markdown(f":small[:red[{plain(lack)}]]")
    return given["目标企业"]


def places_text(desk: Desk) -> str:
    """Name the provinces of a desk, with the cities where it has but some of one."""
    parts = (
        f"{area.province}（{'、'.join(area.cities)}）" if area.cities else area.province
        for area in desk.areas
    )
    return " · ".join(parts)


def desk_title(targets: Targets, area: str) -> None:
    """Draw the name of the desk and the places it looks after."""
    desk = targets.desks.named(area)
    about = places_text(desk) if desk else "五个片区，以及不属于任何片区的企业"
    apply_style(STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key="desk_title"):
        st.title(f"{plain(area)}片区", anchor=False, width="content")
        st.caption(plain(about), width="content")
