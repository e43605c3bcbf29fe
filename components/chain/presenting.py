"""联席会议式的放映: one chain on a whole screen, large type, arrow keys."""

from pathlib import Path

import streamlit as st

from chains.gaps.assessment import Assessment, Flag
from chains.gaps.ranking import CityRanks
from chains.gaps.wording import paths_text
from chains.model import Presence
from chains.settings import Weights
from components.chain.board import chain_board
from components.chain.payload import board_payload
from components.frame import address
from components.frame.context import Context
from components.frame.last_state.look import finish_look, mark_here
from components.frame.plain_text import plain
from components.frame.style import apply_style

STYLE = Path(__file__).with_name("presenting.css")


def is_presenting() -> bool:
    """Whether the URL asks for the presenting mode."""
    return address.read("present") == "1"


def present_chain(context: Context, assessment: Assessment, weights: Weights) -> None:
    """Draw one chain for a meeting room: headline, graph, legend, what comes first and why."""
    apply_style(STYLE)
    mark_here()
    with st.container(horizontal=True, vertical_alignment="center", key="presented_figures"):
        st.title(plain(assessment.chain.name), width="content", anchor=False)
        st.markdown(_headline(assessment), width="stretch")
        _steps(context, assessment.chain.id)
    payload = board_payload(context, assessment.chain.id, weights, presenting=True)
    chain_board(payload, selected=None, key=f"present_{assessment.chain.id}")
    with st.container(key="presented_first"):
        st.markdown(_first(assessment.chain.id, context.ranks(weights)))
    finish_look()


def _headline(assessment: Assessment) -> str:
    """What the chain comes to, in one sentence with six figures."""
    gaps, wanted, unknown = (
        len(assessment.flagged(flag)) for flag in (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
    )
    return (
        f"**{len(assessment.findings)}** 个环节：优势 **{assessment.count(Presence.STRONG)}**、"
        f"有基础 **{assessment.count(Presence.PRESENT)}**，缺口 **{gaps}** 个，"
        f"补链方向 **{wanted}** 个，**{unknown}** 个还没核实"
    )


def _first(chain_id: str, ranks: CityRanks) -> str:
    """What to fill first and why, and what to check first."""
    words = {Flag.GAP: ("先补缺口", 2), Flag.WANTED: ("补链方向", 2), Flag.TO_CHECK: ("先核实", 3)}
    parts = []
    for flag, (word, most) in words.items():
        rows = ranks.listed(flag, chain_id)[:most]
        names = [plain(row.finding.link.name) for row in rows]
        if rows and flag is not Flag.TO_CHECK:
            names[0] += f"（{plain(paths_text(rows[0].finding))}）"
        parts.append(f"**{word}** {'、'.join(names) or '无'}")
    return "&emsp;".join(parts)


def _steps(context: Context, chain_id: str) -> None:
    ids = list(context.catalog.chains)
    at = ids.index(chain_id)
    st.caption(f"{at + 1} / {len(ids)} · 数据版本 {context.data_version}", width="content")
    for label, key, step in (("上一条", "Left", -1), ("下一条", "Right", 1)):
        target = ids[(at + step) % len(ids)]
        st.button(label, shortcut=key, on_click=address.write, args=("chain", target))
    st.button("退出放映", shortcut="Escape", on_click=address.write, args=("present", ""))
