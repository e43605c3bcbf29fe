"""The route by day: who is visited when, in an order that the user may change."""

import streamlit as st

from briefings.trip.cities import HOME
from chains.gaps.rounding import figure
from components.frame import address
from components.frame.context import Context
from components.frame.plain_text import plain
from components.targets.asking import get_targets
from components.trip.asked import find_order
from components.trip.order import trip_order
from components.trip.source import Trip, first_of_desk
from papers.trip.itinerary import SKETCH, route_sketch

FIRST = 10


def empty_trip(context: Context) -> None:
    """Say how to begin when no company is chosen: by hand, or with the first ten of a desk."""
    st.info(
        "出访清单里还没有企业。到「片区」把要见的企业加入出访清单，或先取一个片区排在最前的 10 家。"
    )
    with st.container(horizontal=True):
        for desk in get_targets(context).desks.desks:
            st.button(
                f"{plain(desk.name)}前 {FIRST} 家",
                key=f"first_of_{desk.id}",
                on_click=_take_first,
                args=(context, desk.name),
            )


def _take_first(context: Context, desk: str) -> None:
    address.write("companies", ",".join(first_of_desk(context, desk, FIRST)))
    address.write("order", "")


def trip_answer(trip: Trip) -> str:
    """Say in one sentence how long the trip is."""
    days, count = len(trip.route.days), len(trip.known)
    placed = count - len(trip.route.unplaced)
    text = f"{count} 家企业，{placed} 家排进 {days} 天，城市间直线约 {figure(trip.route.km)} 公里"
    unplaced = len(trip.route.unplaced)
    return f"{text}；{unplaced} 家位置未核实" if unplaced else text


def _calendar_text(trip: Trip) -> str:
    if trip.route.unpublished:
        years = "、".join(map(str, trip.route.unpublished))
        return f"{years} 年的放假调休没有登记，按周一至周五排；"
    return "只排工作日（按国务院办公厅的放假安排）；"


def route_view(trip: Trip, *, by_hand: bool) -> None:
    """Draw the days; with `by_hand` a button seeks the way again."""
    if trip.missing:
        names = "、".join(plain(company) for company in trip.missing)
        st.warning(f"这些企业已不在名录里或不再经营，没有列入：{names}")
    if by_hand:
        st.button("重新排路线", on_click=find_order, help="放弃手工次序，按最短的走法排")
    trip_order(trip.route)
    if trip.route.days:
        st.image(route_sketch(trip.route.days), caption=SKETCH)
    st.caption(
        f"从三明{HOME}出发并返回；里程是城市点之间的直线距离，不是公路或铁路里程；"
        f"{_calendar_text(trip)}次序可拖动 ⠿ 或用方向键调整，拖到另一天的前后，各天重新分配。"
    )
