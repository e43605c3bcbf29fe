"""A part of a paper on the screen, drawn with Streamlit's own pieces; every text is plain."""

import streamlit as st

from briefings.texts import UNVERIFIED
from components.frame.plain_text import plain
from papers.renderers.blocks import (
    Block,
    Bullets,
    Facts,
    Form,
    Heading,
    Notes,
    Paragraph,
    Part,
    Picture,
    Runs,
    Style,
    Table,
    Tone,
)


def part_preview(part: Part) -> None:
    """Draw a part as the page for the phone shows it."""
    st.subheader(plain(part.title), anchor=False)
    if part.subtitle:
        st.caption(plain(part.subtitle))
    for block in part.blocks:
        _block(block)


def _block(block: Block) -> None:  # noqa: C901  (one case a kind)
    match block:
        case Heading(text, remark):
            st.markdown(f"**{plain(text)}** {plain(remark)}")
        case Paragraph(runs, Style.BOXED):
            st.warning(_marked(runs))
        case Paragraph(runs):
            st.markdown(_marked(runs))
        case Bullets(items, numbered):
            mark = "1." if numbered else "-"
            st.markdown("\n".join(f"{mark} {_marked(item)}" for item in items))
        case Facts(pairs):
            st.table([{"项目": plain(w), "内容": _marked(runs)} for w, runs in pairs])
        case Table():
            _table(block)
        case Form(rows):
            asked = [" · ".join(_marked(c) for c in row if c is not None) for row in rows]
            st.markdown("\n".join(f"- {text}" for text in asked))
        case Picture(svg):
            st.image(svg)
        case Notes(items):
            st.caption("\n\n".join(f"\\[{at}\\] {plain(i)}" for at, i in enumerate(items, start=1)))


def _table(table: Table) -> None:
    rows = [
        {plain(word): _marked(runs) for word, runs in zip(table.headings, row, strict=True)}
        for row in table.rows
    ]
    st.table(rows)


def _marked(runs: Runs) -> str:
    parts = []
    for run in runs:
        text = plain(run.text)
        strong = run.tone in {Tone.STRONG, Tone.WARNING} and text.strip() == text and text
        parts.append(f"**{text}**" if strong else text)
        parts += [f"\\[{number}\\]" for number in run.cites]
    return "".join(parts) if any(run.text.strip() for run in runs) else UNVERIFIED
