"""The list of a desk with the map beside it; a click reruns only these two."""

import csv
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import streamlit as st

import geodata
from chains.errors import ChainsError
from components import address
from components.access import User
from components.context import Context
from components.notices import show_problem
from components.plot_map import base_path
from components.screens import CHAIN, COMPANY, MAP, TRIP
from components.targets import basket_bar
from components.targets.acts import Act
from components.targets.asking import (
    Listed,
    Targets,
    find_facets,
    find_page,
    with_reasons,
    worth_checking,
)
from components.targets.desk_content import (
    CityPoint,
    Content,
    Target,
    check_card,
    facet_cards,
    map_content,
    table_content,
    versioned,
)
from components.targets.desk_filters import turn_page
from components.targets.filter_address import SORT, Asked, toggle, write
from components.targets.side import desk_side
from components.targets.table import company_table
from ledger.baskets import Wanted
from reports.map_credit import credit
from targets.places import short_place

PAGE_ROWS = 25
PICKED = "desk_picked"  # id -> what is put into the basket; kept while filtering
SCREENS = {"company": COMPANY, "chains": CHAIN, "map": MAP}
EMPTY = (
    "没有符合筛选的目标企业。可以放宽城市、名录或关键词,关掉「能补缺口」,或点「清除筛选」。"
    "没有来源的企业不列为目标;凭印象的要打开「含凭印象的」才列出。"
)


def desk_list(context: Context, targets: Targets, asked: Asked, user: User) -> None:
    """Draw list and map side by side; on a click only they run again."""
    with st.container(key="desk_board"):
        _desk_list(context, targets, asked, user)


@st.fragment
def _desk_list(context: Context, targets: Targets, asked: Asked, user: User) -> None:
    try:
        _draw(context, targets, asked, user)
    except ChainsError as error:  # a run of this piece alone passes the front door by
        show_problem(error)


def _draw(context: Context, targets: Targets, asked: Asked, user: User) -> None:
    listed, beside = st.columns([73, 27], gap="small")
    with listed:
        _list(targets, asked, user)
    with beside:
        act = desk_side(side_content(context, targets, asked), key="desk_side")
        if act is not None:
            _follow(act)


def _list(targets: Targets, asked: Asked, user: User) -> None:
    start = PAGE_ROWS * (asked.page - 1)
    page = find_page(targets, Listed(asked.filter, asked.weights, start, PAGE_ROWS, asked.sort))
    if not page.total:
        st.info(EMPTY)
        return
    if not page.rows:  # an old address may point behind the end
        turn_page(1)
        st.rerun(scope="app")
    rows = with_reasons(targets, page.rows)
    picked: dict[str, Wanted] = st.session_state.setdefault(PICKED, {})
    held = {entry.company for entry in basket_bar.my_basket(user)}
    _bar(user, picked, asked.filter.desk)
    content = table_content(
        rows, targets.yardstick.links, picked=picked, in_basket=held, sort=asked.sort or "low"
    )
    act = company_table(content, key="company_table")
    _paging(page.total, asked.page)
    if act is not None:
        _follow(act, rows)


def _bar(user: User, picked: dict[str, Wanted], desk: str) -> None:
    basket_bar.undo_bar(user)
    with st.container(horizontal=True, vertical_alignment="center", key="pick_bar"):
        count = len(picked)
        label = f"加入出访清单({count})" if count else "加入出访清单"
        st.button(label, disabled=not count, on_click=_add, args=(user,), key="add_picked")
        if count:
            st.button("取消勾选", on_click=picked.clear, key="clear_picked")
            st.caption("换筛选条件,勾选的仍保留。")
        else:
            st.caption("勾选左边的方框,再加入出访清单;换筛选条件,勾选仍保留。")
        if st.button("用清单准备出访", key="to_trip"):
            st.switch_page(TRIP, query_params={"desk": desk})


def _add(user: User) -> None:
    picked: dict[str, Wanted] = st.session_state.get(PICKED, {})
    basket_bar.add(user, picked.values())
    picked.clear()


def _paging(total: int, page: int) -> None:
    pages = -(-total // PAGE_ROWS)
    first, last = PAGE_ROWS * (page - 1) + 1, min(total, PAGE_ROWS * page)
    with st.container(horizontal=True, vertical_alignment="center", key="paging"):
        st.caption(f"第 {first}~{last} 家,共 {total} 家;第 {page} / {pages} 页")
        if st.button("上一页", disabled=page <= 1, on_click=turn_page, args=(page - 1,)):
            st.rerun(scope="app")
        if st.button("下一页", disabled=page >= pages, on_click=turn_page, args=(page + 1,)):
            st.rerun(scope="app")


def side_content(context: Context, targets: Targets, asked: Asked) -> Content:
    """Return map, facets and what is worth checking for the list that is asked for."""
    chosen = asked.filter
    facets = find_facets(targets, chosen)
    gaps = find_facets(targets, replace(chosen, fills_gap=True))
    drawn = map_content(chosen.desk, facets.cities, city_points(chosen.desk), chosen.cities)
    base = base_path()
    layers = [f"{base}/geo/layers/{name}.geojson" for name in ("deskcities", "provinces")]
    selected = {
        "list": chosen.lists,
        "gap_chain": (chosen.chain,) if chosen.chain else (),
        "gap": ("1",) if chosen.fills_gap else (),
        "link": (chosen.link,) if chosen.link else (),
    }
    checked = worth_checking(targets, chosen, asked.weights)
    return versioned(
        {
            "map": {**drawn, "layers": layers, "credit": credit(os.environ)},
            "facets": facet_cards(context.catalog, facets, gaps, selected),
            "check": check_card(checked, targets.yardstick.settings.first),
        }
    )


def _follow(act: Act, rows: Sequence[Target] = ()) -> None:
    """Take a click into the URL, the picked ones, or to another screen."""
    if act.what == "open":
        st.switch_page(SCREENS[act.screen], query_params=dict(act.target))
    if act.what == "pick":
        if _pick(act, rows):
            st.rerun(scope="fragment")
        return
    before = st.query_params.to_dict()
    _narrow(act)
    if st.query_params.to_dict() != before:
        st.rerun(scope="app")


def _narrow(act: Act) -> None:
    match act.what:
        case "sort":
            write(SORT, "" if act.value == "low" else act.value)
        case "gap_chain":
            chosen = act.value if act.on else ""
            if chosen != address.read("chain"):
                write("chain", chosen)
                address.write("link", "")
            address.write("gap", "1" if act.on else "")
        case "link":
            write("link", act.value if act.on else "")
        case field:
            toggle(field, act.value, on=act.on)


def _pick(act: Act, rows: Sequence[Target]) -> bool:
    """Tick a company or take the tick away; return whether that changed anything."""
    picked: dict[str, Wanted] = st.session_state[PICKED]
    row = next((target.row for target in rows if target.row.id == act.value), None)
    if act.on == (act.value in picked):
        return False
    if act.on and row is not None:
        picked[row.id] = Wanted(row.id, row.name, row.desk)
    else:
        picked.pop(act.value, None)
    return True


@cache
def city_points(desk: str) -> tuple[CityPoint, ...]:
    """Return the cities of a desk that have a point, in file order."""
    path = Path(geodata.__file__).parent / "data" / "desk_cities.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["desk"] == desk]
    return tuple(
        CityPoint(short_place(row["name"]), float(row["lon"]), float(row["lat"])) for row in rows
    )
