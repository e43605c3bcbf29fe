"""What a desk shows below its filters; a click in it reruns only this."""

from dataclasses import replace

import streamlit as st

from components.desk.check_tab import check_tab
from components.desk.city_tab import city_content
from components.desk.filters import turn_page
from components.desk.pick_bar import pick_bar
from components.desk.tabs import DeskTab, asked_tab
from components.frame import address
from components.frame.context import Context
from components.frame.last_state.look import as_marked
from components.frame.notices import show_problem
from components.frame.own_link import own_link
from components.frame.plain_text import plain
from components.targets import basket_bar
from components.targets.acts import ListAct
from components.targets.asking import (
    TargetPageQuery,
    Targets,
    count,
    find_page,
    find_ranks,
    nearest_names,
    with_reasons,
)
from components.targets.filter_address import (
    AREA,
    EVERYWHERE,
    PAGE,
    TargetQuery,
    toggle,
    write,
)
from components.targets.picks import get_picks
from components.targets.side import desk_side
from components.targets.table import clicked, company_table
from components.targets.table_content import table_content
from files.errors import ProductError
from ledger.book.policy import Actor

PAGE_ROWS = 25
TABLE = "company_table"
OF_THE_DESK = {AREA, "province", "city", PAGE}  # of an address, what another desk does not share
EMPTY = (
    "没有符合筛选的目标企业。可以放宽城市、名录或关键词，去掉上面的条件，或点“清除”。"
    "没有来源的企业不列为目标；凭印象的要在“更多”里打开才列出。"
)


def desk_list(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    """Draw the chosen view and the bar below; on a click only they run again."""
    get_picks().redraw()
    with st.container(key="desk_board"):
        _desk_list(context, targets, asked, actor)


@st.fragment
def _desk_list(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    with as_marked():
        try:
            _draw(context, targets, asked, actor)
        except ProductError as error:  # a run of this piece alone passes the front door by
            show_problem(error)


def _draw(context: Context, targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    match asked_tab():
        case DeskTab.CHECKS:
            check_tab(context, targets, asked)
        case DeskTab.CITIES:
            act = desk_side(city_content(context, targets, asked), key="desk_side")
            if act is not None:
                _follow(act)
        case _:
            _list(targets, asked, actor)
    if basket_bar.is_changed():
        st.rerun(scope="app")  # the foot of the screen tells the state of the ledger
    pick_bar(context, targets, asked, actor)


def _list(targets: Targets, asked: TargetQuery, actor: Actor) -> None:
    start = PAGE_ROWS * (asked.page - 1)
    page = find_page(targets, TargetPageQuery(asked.filter, asked.weights, start, PAGE_ROWS))
    if not page.total:
        _nobody(targets, asked)
        return
    if not page.rows:  # an old address may point behind the end
        turn_page(1)
        st.rerun(scope="app")
    rows = with_reasons(targets, page.rows)
    picks = get_picks()
    if act := clicked(TABLE):
        picks.take(page.rows, act.ticked) if act.what == "pick" else _follow(act)
    held = {entry.company for entry in basket_bar.my_basket(actor)}
    content = table_content(
        rows,
        targets.yardstick.links,
        picked=picks.drawn,
        in_basket=held,
        ranks=find_ranks(targets, asked.filter),
        turn=picks.turn,
    )
    company_table(content, key=TABLE)
    _paging(page.total, asked.page)


def _nobody(targets: Targets, asked: TargetQuery) -> None:
    """Say that the list is empty, and where the same is to be found."""
    st.info(EMPTY)
    _say_nearest(targets, asked)
    wider = replace(asked.filter, desk="", provinces=(), cities=())
    elsewhere = count(targets, wider) if asked.filter.desk else 0
    if elsewhere:
        kept = {k: v for k, v in st.query_params.to_dict().items() if k not in OF_THE_DESK}
        own_link(
            f"全部片区里有 {elsewhere} 家", "desk", {**kept, AREA: EVERYWHERE}, key="everywhere"
        )


def _say_nearest(targets: Targets, asked: TargetQuery) -> None:
    """Offer the names that the keyword comes near to, else those of other places."""
    if not asked.filter.keyword:
        return
    anywhere = replace(asked.filter, desk="", provinces=(), cities=())
    names, is_here = nearest_names(targets, asked.filter), True
    if not names and anywhere != asked.filter:
        names, is_here = nearest_names(targets, anywhere), False
    if not names:
        return
    where = "" if is_here else "别的地方的"
    st.markdown(f"没有“{plain(asked.filter.keyword)}”，是不是要找{where}：")
    with st.container(horizontal=True, key="nearest"):
        for at, name in enumerate(names):
            if st.button(
                plain(name), key=f"nearest_{at}", on_click=_look_for, args=(name, is_here)
            ):
                st.rerun(scope="app")


def _look_for(name: str, is_here: bool) -> None:  # noqa: FBT001
    """Put a name into the address; the places go out of it if it was found elsewhere.

    The company may be no target; the list then says why.
    """
    write("q", name)
    write("apart", "1")
    if not is_here:
        write(AREA, EVERYWHERE)
        for place in ("province", "city"):
            write(place, "")


def _paging(total: int, page: int) -> None:
    pages = -(-total // PAGE_ROWS)
    first, last = PAGE_ROWS * (page - 1) + 1, min(total, PAGE_ROWS * page)
    with st.container(horizontal=True, vertical_alignment="center", key="paging"):
        st.caption(f"第 {first}～{last} 家，共 {total} 家；第 {page} / {pages} 页")
        if st.button("上一页", disabled=page <= 1, on_click=turn_page, args=(page - 1,)):
            st.rerun(scope="app")
        if st.button("下一页", disabled=page >= pages, on_click=turn_page, args=(page + 1,)):
            st.rerun(scope="app")


def _follow(act: ListAct) -> None:
    """Take a click into the URL."""
    before = st.query_params.to_dict()
    _narrow(act)
    if st.query_params.to_dict() != before:
        st.rerun(scope="app")


def _narrow(act: ListAct) -> None:
    match act.what:
        case "gap_chain":
            chosen = act.value if act.on else ""
            if chosen != address.read("chain"):
                write("chain", chosen)
                address.write("link", "")
            address.write("gap", "1" if act.on else "")
        case "link" | "area":
            write(act.what, act.value if act.on else "")
        case field:
            toggle(field, act.value, on=act.on)
