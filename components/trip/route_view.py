"""The route by day: who is visited when, moved up or down by a button, taken out by another."""

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from components import address
from components.context import Context
from components.plain_text import plain
from components.plot_map import base_path
from components.trip.asked import find_order, keep_order
from components.trip.source import Trip, first_of_desk
from reports.trip.cities import HOME
from reports.trip.paper import day_text
from reports.trip.route import Day, Visit
from targets.desks import load_desks

FIRST = 10
EDITED = 40  # companies with buttons of their own; a longer list is a table


def empty_trip(context: Context) -> None:
    """Say how to begin when no company is chosen: by hand, or with the first ten of a desk."""
    st.info("出访清单里还没有企业。到「片区」把要见的企业加入出访清单,或先取一个片区评分前 10 家。")
    with st.container(horizontal=True):
        for desk in load_desks().desks:
            st.button(
                f"{desk.name}前 {FIRST} 家",
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
    text = f"{count} 家企业,{placed} 家排进 {days} 天,城市间直线约 {trip.route.km:,.0f} 公里"
    unplaced = len(trip.route.unplaced)
    return f"{text};{unplaced} 家位置未核实" if unplaced else text


def route_view(trip: Trip, *, by_hand: bool) -> None:
    """Draw the days; with `by_hand` a button seeks the way again."""
    if trip.missing:
        names = "、".join(plain(company) for company in trip.missing)
        st.warning(f"这些企业已不在名录里,没有列入:{names}")
    order = [visit.company for visit in trip.route.visits]
    if by_hand:
        st.button("重新排路线", on_click=find_order, help="放弃手工次序,按最短的走法排")
    if len(order) > EDITED:
        _table(trip)
        return
    for day in trip.route.days:
        _day(day, order)
    if trip.route.unplaced:
        st.markdown("**位置未核实,没有排进行程**")
        for visit in trip.route.unplaced:
            _row(visit, visit.city or "城市未核实", order)
    st.caption(
        f"从三明{HOME}出发并返回;里程是城市点之间的直线距离,不是公路或铁路里程;"
        "周末不排,节假日未计。"
    )


def _day(day: Day, order: Sequence[str]) -> None:
    cities = " → ".join(plain(city) for city in day.cities)
    st.markdown(f"**第 {day.number} 天{day_text(day.on)}** · {cities} · {day.km:,.0f} 公里")
    for stop in day.stops:
        way = f"{stop.km:,.0f} 公里" if stop.km else "同城"
        _row(stop.visit, f"{stop.visit.city} · {way}", order)


def _row(visit: Visit, where: str, order: Sequence[str]) -> None:
    at = order.index(visit.company)
    with st.container(
        horizontal=True,
        vertical_alignment="center",
        key=f"trip_row_{visit.company}",
        width=900,
    ):
        page = f"{base_path()}/company?{urlencode({'id': visit.company})}"
        st.markdown(f"{at + 1}\\. [{plain(visit.name)}]({page}) · {plain(where)}", width="stretch")
        _button("上移", visit, _swapped(order, at, at - 1), is_off=at == 0)
        _button("下移", visit, _swapped(order, at, at + 1), is_off=at == len(order) - 1)
        _button("移出", visit, [i for i in order if i != visit.company])


def _button(word: str, visit: Visit, order: Sequence[str], *, is_off: bool = False) -> None:
    take = keep_order if word != "移出" else _keep_companies
    st.button(
        word,
        key=f"{word}_{visit.company}",
        help=f"{word}:{plain(visit.name)}",
        on_click=take,
        args=(order,),
        disabled=is_off,
    )


def _keep_companies(order: Sequence[str]) -> None:
    """Take out a company; the last one cannot go, an empty address would mean the basket."""
    if order:
        address.write("companies", ",".join(order))


def _swapped(order: Sequence[str], one: int, other: int) -> list[str]:
    moved = list(order)
    if 0 <= other < len(moved):
        moved[one], moved[other] = moved[other], moved[one]
    return moved


def _table(trip: Trip) -> None:
    rows = [
        {
            "第几天": day.number,
            "日期": str(day.on or "未定"),
            "城市": s.visit.city,
            "企业": s.visit.name,
        }
        for day in trip.route.days
        for s in day.stops
    ]
    rows += [
        {"第几天": None, "日期": "未排", "城市": v.city or "未核实", "企业": v.name}
        for v in trip.route.unplaced
    ]
    st.dataframe(rows, hide_index=True, key="trip_table")
    st.caption(f"超过 {EDITED} 家只列表,不逐家调整;里程是城市点之间的直线距离。")
