"""The bar at the foot of a desk: what is ticked, into the trip basket, export, on to the trip."""

from collections import Counter

import streamlit as st

from components.frame.context import Context
from components.frame.own_link import own_link
from components.frame.plain_text import plain
from components.targets import basket_bar
from components.targets.asking import Targets
from components.targets.downloads import desk_downloads
from components.targets.filter_address import TargetQuery
from components.targets.picks import Picks, get_picks
from ledger.book.policy import Action, Actor, may


def pick_bar(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    """Draw the bar; the ticks of all lists count, whatever is filtered now."""
    picks = get_picks()
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="pick_bar",
    ):
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", key="picked"
        ):
            _say_picked(picks)
            basket_bar.undo_bar(actor)
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", key="pick_acts"
        ):
            if not picks.wanted:  # else the next step is another one, and a tick costs less
                _trip_link(asked.filter.desk, actor)
            desk_downloads(context, targets, asked, actor)
            if may(actor, Action.KEEP_BASKET):
                st.button(
                    "加入出访清单",
                    type="primary",
                    disabled=not picks.wanted,
                    on_click=_add,
                    args=(actor,),
                    key="add_picked",
                )


def _say_picked(picks: Picks) -> None:
    number = len(picks.wanted)
    if not number:
        st.caption("勾选企业，再加入出访清单", width="content")
        return
    st.markdown(f"**已选 {number} 家**", width="content")
    desks = Counter(wanted.desk or "不属于片区" for wanted in picks.wanted.values())
    by_desk = "、".join(f"{plain(desk)} {count}" for desk, count in desks.items())
    st.caption(f"{by_desk} · 换筛选条件后仍保留", width="content")
    st.button("清空", type="tertiary", on_click=picks.clear, key="clear_picked")


def _trip_link(desk: str, actor: Actor) -> None:
    """Draw the way to the trip with the basket of a desk ("": of all); none while it is empty."""
    held = sum(desk in {"", entry.desk} for entry in basket_bar.my_basket(actor))
    if held:
        asked = {"desk": desk} if desk else {}
        own_link(f"用清单准备出访（{held}）", "trip", asked, key="to_trip")


def _add(actor: Actor) -> None:
    picks = get_picks()
    if basket_bar.is_added(actor, picks.wanted.values()):
        picks.clear()
