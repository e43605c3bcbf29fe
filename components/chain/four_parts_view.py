"""四维研判 on screen: the four parts, each sentence with the links it was read off."""

from collections.abc import Sequence

import streamlit as st

from chains.assessment import Assessment
from chains.four_parts import Statement, analyse
from chains.settings import Settings, Weights
from components import address
from components.chain.link_panel import source_name
from components.plain_text import plain


def four_parts_view(assessment: Assessment, settings: Settings, weights: Weights) -> None:
    """Draw 优势方位、不足领域、可突破空间、招引策略 in two rows of two."""
    parts = analyse(assessment, settings, weights)
    st.caption("按《行动方案》措施1的四个方面,由图谱和证据推算,不是手写的评语。")
    upper, lower = st.columns(2), st.columns(2)
    for column, title, statements in (
        (upper[0], "优势方位", parts.strengths),
        (upper[1], "不足领域", parts.shortfalls),
        (lower[0], "可突破空间", parts.openings),
        (lower[1], "招引策略", parts.strategies),
    ):
        with column.container(border=True):
            st.subheader(title)
            _statements(assessment, title, statements)


def _statements(assessment: Assessment, title: str, statements: Sequence[Statement]) -> None:
    for number, statement in enumerate(statements):
        st.markdown(f"{number + 1}\\. {plain(statement.text)}")
        if statement.sources:
            sources = [assessment.chain.source_by_id[i] for i in statement.sources]
            st.caption(plain("来源:" + ";".join(f"{s.grade} {source_name(s)}" for s in sources)))
        for link_id in statement.links[:1]:
            st.button(
                f"看「{plain(assessment.findings[link_id].link.name)}」的依据",
                key=f"open_{title}_{number}_{link_id}",
                type="tertiary",
                on_click=address.open_link,
                args=(link_id,),
            )
