"""Which wall map is looked at, and which four views hang beside the chains."""

import os
from collections.abc import Sequence

import streamlit as st

from briefings.texts import NO_PLOTS
from briefings.wallmap_settings import CHOSEN, VIEWS, load_settings, right_choice
from briefings.wallmaps.listing import PLOTS, WallMapEntry
from components.frame import address
from components.frame.context import Context
from files.office import office_folder

CHOICE, MAP = "wallmap_views", "wallmap"


def choose_views() -> tuple[str, ...]:
    """Draw the choice of the four views and return it; until four are chosen, the usual ones.

    Raises:
        DataError: the office's own settings file is wrong.
    """
    usual = load_settings(office_folder(os.environ)).views
    given = address.read_list("views")
    if CHOICE not in st.session_state:
        st.session_state[CHOICE] = list(given if right_choice(given) else usual)
    chosen = tuple(
        st.multiselect(
            "另外四张",
            list(VIEWS),
            format_func=VIEWS.__getitem__,
            max_selections=CHOSEN,
            placeholder="请选四张",
            key=CHOICE,
        )
    )
    if not right_choice(chosen):
        usual_names = "、".join(VIEWS[view] for view in usual)
        st.info(f"请选满四张（现在 {len(chosen)} 张）；选满之前按默认的四张：{usual_names}。")
        chosen = usual
    address.write("views", "" if chosen == usual else ",".join(chosen))
    return chosen


def choose_map(maps: Sequence[WallMapEntry]) -> WallMapEntry:
    """Draw the list of all maps and return the one to look at; it stands in the URL."""
    by_id = {listed.id: listed for listed in maps}
    given = address.read("map")
    if st.session_state.get(MAP) not in by_id:
        st.session_state[MAP] = given if given in by_id else maps[0].id
    chosen = st.selectbox(
        "看哪一张",
        list(by_id),
        format_func=lambda i: f"{by_id[i].number:02d} {by_id[i].name}",
        placeholder="请选一张",
        key=MAP,
    )
    address.write("map", "" if chosen == maps[0].id else chosen)
    return by_id[chosen]


def wallmaps_lead(context: Context, maps: Sequence[WallMapEntry]) -> str:
    """The sentence under the title."""
    chains = len(context.assessments)
    others = len(maps) - chains - 1
    waits = "" if others == CHOSEN else f"{NO_PLOTS}，“{VIEWS[PLOTS]}”先不出。"
    return (
        f"{len(maps)} 张：{chains} 条链各一张、总图一张、另外 {others} 张可选。{waits}"
        "A0 和 A3 内容相同，矢量、字体嵌入、文字可搜索。"
    )
