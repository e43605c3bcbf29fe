"""打印/导出: the graph as SVG, PNG, vector PDF, and one interactive HTML file."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from chains.gaps.assessment import Assessment
from components.chain.board.standalone import standalone_html
from components.chain.dialogs.card import ask_for_card
from components.chain.payload import draw
from components.frame import address
from components.frame.context import Context
from components.papers.downloads import card_buttons
from components.papers.exported import exported
from drawing.shapes.model import PAPER
from drawing.shapes.svg import to_pdf, to_png, to_svg
from ledger.book.policy import Action, Actor, may

Maker = Callable[[], str | bytes]


def downloads(
    context: Context,
    assessment: Assessment,
    payload: Mapping[str, object],
    actor: Actor,
) -> None:
    """Draw the drop-down; a file is made when its button is pressed, never before."""
    note = footer(context)
    svg = partial(_svg, assessment, note)
    stem = f"{assessment.chain.name}_图谱_{context.data_version}"
    kinds: tuple[tuple[str, str, str, Maker], ...] = (
        ("矢量图 SVG", "svg", "image/svg+xml", svg),
        ("图片 PNG", "png", "image/png", lambda: to_png(svg())),
        ("矢量 PDF（A3）", "pdf", "application/pdf", lambda: to_pdf(svg())),
        (
            "可交互网页（单个文件，不用联网）",
            "html",
            "text/html",
            lambda: standalone_html({**payload, "note": note}),
        ),
    )
    with st.popover("打印/导出"):
        for label, ending, mime, make in kinds:
            st.download_button(
                label,
                exported(actor, f"{stem}.{ending}", make),
                file_name=f"{_file_name(stem)}.{ending}",
                mime=mime,
                key=f"download_{ending}",
                on_click="ignore",
                width="stretch",
            )
        if address.read("link") in assessment.findings:
            link = address.read("link")
            card_buttons(context, assessment.chain.id, link, actor)
            if may(actor, Action.FILL_CARD):
                st.button("填写推介卡", on_click=ask_for_card, args=(link,), width="stretch")
        st.caption("文件带数据版本和来源说明；打印本页可直接用浏览器的打印。")


def footer(context: Context) -> str:
    """The line under every exported figure."""
    return (
        f"数据版本 {context.data_version} · 现状按公开来源和等级推算，未核实不等于缺失"
        " · 链名按公开资料整理 · 仅供内部工作参考"
    )


def _svg(assessment: Assessment, note: str) -> str:
    return to_svg(draw(assessment, PAPER), note=note)


def _file_name(text: str) -> str:
    """Keep what every file system takes."""
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < ord(" ") else c for c in text).strip(". ")
