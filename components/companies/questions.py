"""要回答的问题: what a list leaves open, asked before anything is saved."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.frame.plain_text import plain
from files.sheets.questions import FileQuestion

ANSWERS = "company_import_answers"
OPEN = "还没有回答"
TITLES = {
    "encoding": "文字编码",
    "sheets": "工作表",
    "hidden_rows": "隐藏的行",
    "codes": "读不出来的代码",
    "capital_unit": "注册资本单位",
    "spellings": "清单里的两种写法",
    "changes": "改名、换片区",
    "duplicates": "可能重复",
    "emptied": "清空的格",
}
"""What each question is about, in short."""


def answers_of(file_id: str) -> dict[str, str]:
    """Return what was answered of this file in this session, by the name of the question."""
    kept = st.session_state.get(ANSWERS)
    return dict(kept[1]) if kept and kept[0] == file_id else {}


def ask_questions(
    file_id: str, questions: Sequence[FileQuestion], answered: Mapping[str, str]
) -> None:
    """Draw every open question; an answer reads and compares the file anew."""
    for question in questions:
        likely = f"（可能是“{question.likely}”，下面按它显示）" if question.likely else ""
        given = st.radio(
            plain(f"{question.text}{likely}"),
            question.choices,
            index=None,
            horizontal=True,
            format_func=plain,
            key=f"answer_{file_id}_{question.what}",
        )
        if given is not None:
            st.session_state[ANSWERS] = (file_id, {**answered, question.what: given})
            st.rerun()


def show_answers(file_id: str, answered: Mapping[str, str]) -> None:
    """Say what was answered, with the way to answer anew."""
    if not answered:
        return
    said = "；".join(f"{TITLES.get(what, what)}：{answer}" for what, answer in answered.items())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(f"已回答：{said}"))
        if st.button("重新回答", key="company_answers_again", type="tertiary"):
            for what in answered:
                st.session_state.pop(f"answer_{file_id}_{what}", None)
            st.session_state.pop(ANSWERS, None)
            st.rerun()
