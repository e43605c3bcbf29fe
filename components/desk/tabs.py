"""The three views of a desk: its companies, what is best looked up first, its cities."""

from enum import StrEnum

import streamlit as st

from components.desk.score_sliders import choose_score_weights
from components.frame import address
from targets.model import ScoreWeights

TAB = "tab"
CHOICE = "desk_tab"


class DeskTab(StrEnum):
    """片区视图: what the screen of a desk shows below its filters; the values go into the URL.

    The first leaves it clean.
    """

    COMPANIES = "companies"
    CHECKS = "check"
    CITIES = "city"


TAB_WORDS = {
    DeskTab.COMPANIES: "目标企业",
    DeskTab.CHECKS: "最值得去核实",
    DeskTab.CITIES: "按城市看",
}
LEGEND = "● 已知，有利　○ 未查　－ 查过，没有"
EXPLAINED = (
    "**次序看类**：补什么、做这个产品的来源有多硬，再看关系、动向、转移、落地；"
    "类相同的并列，按省和名称排列，不分先后。\n\n"
    "**补哪个环节**：缺、弱是缺口，招是来源点名的补链方向，? 是还没核实有没有，"
    "没有标记的不是缺口。\n\n"
    "**四个标记**：补缺口、关系、动向、落地；实心是已知且有利，空心是未查，横线是查过、没有。"
    "产业转移和目标分在展开的一行里，目标分只作说明，不排序。"
)


def asked_tab() -> DeskTab:
    """Return the view of the URL; what is none counts as the first."""
    wanted = address.read(TAB)
    return DeskTab(wanted) if wanted in set(DeskTab) else DeskTab.COMPANIES


def choose_tab(defaults: ScoreWeights) -> DeskTab:
    """Draw the choice of view, and the legend with how classes are told; return the view."""
    tab = asked_tab()
    st.session_state[CHOICE] = tab
    with st.container(horizontal=True, vertical_alignment="center", key="desk_tabs"):
        st.segmented_control(
            "看什么",
            list(TAB_WORDS),
            required=True,
            format_func=TAB_WORDS.__getitem__,
            key=CHOICE,
            on_change=_take,
            label_visibility="collapsed",
        )
        if tab is DeskTab.COMPANIES:
            st.caption(LEGEND, width="content")
        with st.popover("怎么分类", type="tertiary"):
            st.markdown(EXPLAINED)
            choose_score_weights(defaults)
    return tab


def _take() -> None:
    tab = DeskTab(st.session_state[CHOICE])
    address.write(TAB, "" if tab is DeskTab.COMPANIES else tab.value)
