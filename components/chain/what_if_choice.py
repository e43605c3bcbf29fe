"""假如补上: choose links to take as filled, and see what it changes."""

import streamlit as st

from chains.gaps.assessment import Assessment
from chains.gaps.what_if import WhatIfChange, changes, fill, fillable
from chains.gaps.wording import PART_NAMES, PRESENCES, percent
from chains.settings import Weights
from components.frame import address
from components.frame.context import Context
from components.frame.plain_text import plain

FILL = "fill_choice"
HEADINGS = ("环节", "现状", PART_NAMES["density"], "补上后", "名次", "补上后名次")


def choose_filled(assessment: Assessment) -> tuple[str, ...]:
    """Draw the choice and return the ids taken as filled, in file order; they stand in the URL."""
    options = {f.link.id: f"{f.link.name}（{PRESENCES[f.presence]}）" for f in fillable(assessment)}
    filled = tuple(i for i in options if i in address.read_list("fill"))
    st.session_state[FILL] = list(filled)
    with st.popover("假如补上…" if not filled else f"假如补上 {len(filled)} 个"):
        st.multiselect(
            "假如补上这些环节",
            list(options),
            format_func=options.__getitem__,
            key=FILL,
            on_change=_take,
            placeholder="选一个或几个环节",
        )
        st.button("撤销假设", key="undo_fill", on_click=address.write, args=("fill", ""))
    return filled


def add_filled(link_id: str) -> None:
    """Take one more link as filled."""
    address.write("fill", ",".join(dict.fromkeys([*address.read_list("fill"), link_id])))


def what_if_notice(assessment: Assessment, filled: tuple[str, ...]) -> None:
    """Say above the graph that it shows an assumption; with nothing filled, draw nothing."""
    if filled:
        names = "、".join(assessment.findings[i].link.name for i in filled)
        text = f"以下按假设计算，不是现状：假如补上 {plain(names)}。变化见图下的表。"
        st.info(text, icon=":material/experiment:")


def what_if_result(
    context: Context, assessment: Assessment, filled: tuple[str, ...], weights: Weights
) -> None:
    """Draw what filling changes, row by row; with nothing filled, draw nothing."""
    if not filled:
        return
    chain = assessment.chain
    city = context.assessments
    after = fill(chain, filled, context.known(chain), today=context.today, city=city)
    moved = changes(city, after, context.catalog.settings, weights)
    st.markdown(f"**假如补上之后的变化**（{len(moved)} 个环节）")
    rows = [_row(change) for change in moved]
    st.dataframe(
        [dict(zip(HEADINGS, row, strict=True)) for row in rows], hide_index=True, key="what_if"
    )


def _row(change: WhatIfChange) -> tuple[str, ...]:
    before, after = change.before, change.after
    return (
        before.link.name,
        PRESENCES[before.presence],
        percent(before.density) if before.density else "无上下游",
        percent(after.density) if after.density else "无上下游",
        _place(change.rank_before),
        _place(change.rank_after),
    )


def _place(rank: int | None) -> str:
    return f"第 {rank}" if rank else "不在榜"


def _take() -> None:
    address.write("fill", ",".join(st.session_state[FILL]))
