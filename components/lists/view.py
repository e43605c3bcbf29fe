"""A list over all chains: its filters, its rows, and what leads on from each."""

import streamlit as st

from briefings.lists.lists import city_list
from briefings.lists.model import CityList, CityListKind
from briefings.state.registered import names_in
from components.frame import address
from components.frame.context import Context
from components.frame.data_state import renamed_here
from components.frame.kept import kept
from components.frame.plain_text import plain
from components.lists.asked import LIST, asked_kind, leave_list, read_asked_list
from components.lists.content import list_content
from components.lists.downloads import list_downloads
from components.lists.filters import KINDS, choose_list, list_filters
from components.lists.rows import draw_rows
from ledger.book.policy import Actor


def city_list_view(context: Context, actor: Actor) -> None:
    """Draw the list of the address; of a name that is none, say so and show the first."""
    kind = asked_kind()
    if kind is None:
        named = plain(address.read(LIST)[:40])
        st.warning(f"没有名为“{named}”的清单，下面是“{KINDS[CityListKind.GAPS]}”。")
    version = f"{context.rules_version}·{context.data_version}"  # names come from the ledger too
    listed = _listed(version, kind or CityListKind.GAPS, context)
    asked = read_asked_list(listed)
    if asked.unknown:
        st.warning(plain(f"网址里有这份清单没有的值，没有按它们筛选：{'、'.join(asked.unknown)}。"))
    shown = asked.filter.narrow(listed)
    st.title(plain(f"全市清单：{listed.title}"), anchor=False)
    choose_list(listed.kind)
    with st.container(horizontal=True, vertical_alignment="center", key="city_list_filters"):
        names = {i: chain.name for i, chain in context.catalog.chains.items()}
        list_filters(listed, asked.filter, names)
        list_downloads(context, shown, actor)
        st.button("回到总览", on_click=leave_list)
    st.caption(plain(f"{_count(listed, shown)}{listed.note}"))
    draw_rows(list_content(shown), key="city_list")


def _count(listed: CityList, shown: CityList) -> str:
    if len(shown.rows) == len(listed.rows):
        return f"{len(listed.rows)} 行。"
    return f"{len(listed.rows)} 行里的 {len(shown.rows)} 行。"


@kept(most=12)
def _listed(version: str, kind: CityListKind, _context: Context) -> CityList:  # noqa: ARG001
    names = names_in(_context.catalog, _context.today, renamed_here)
    return city_list(kind, list(_context.assessments.values()), _context.ranks(), names)
