"""What has to be asked of a person because the file does not say it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from chains.allowed_words import COUNTIES
from components.frame.plain_text import plain
from files.encoding import NAMES
from files.sheets.questions import FileQuestion
from geodata.model import KIND_NAMES
from geodata.reading import Reading

LONGEST = 200  # characters of a source
FOR_ALL = ("kind", "county", "source", "encoding")  # offered for every file, asked or not
PLACING = frozenset({"datum", "zone", "degrees"})
LABELS = {
    "datum": "坐标系",
    "zone": "带号",
    "unit": "面积单位",
    "area": "面积以哪个为准",
    "degrees": "坐标写法",
    "layer": "图层",
    "sheets": "工作表",
    "hidden_rows": "隐藏的行",
    "same_names": "同名的地块",
    "changes": "差得多的行",
    "contact": "联系人",
}


def answers_for(file_id: str) -> dict[str, str]:
    """Return what was answered so far about a file, by the name of the question."""
    kept = {what: st.session_state.get(_key(what, file_id)) for what in (*FOR_ALL, *LABELS)}
    return {what: str(answer).strip() for what, answer in kept.items() if answer}


def ask_about(file_id: str, reading: Reading, questions: Sequence[FileQuestion]) -> None:
    """Draw what is asked of a file, and what may be said of it; answers count at the next run."""
    asked = {question.what: question for question in questions}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose("kind", "类型", tuple(KIND_NAMES.values()), file_id, asked)
        _choose("county", "县（市、区）", COUNTIES, file_id, asked)
        if reading.encoding:
            now = f"{reading.encoding}（乱码时换一个）"
            _choose("encoding", "文字编码", NAMES, file_id, asked, otherwise=now)
    st.text_input(
        "来源",
        max_chars=LONGEST,
        placeholder="如：某县自然资源局 2026 年清单；不填就是文件名",
        key=_key("source", file_id),
    )
    st.caption("类型、县区、来源只用在文件没有写明的行；各行自己写明的，以文件为准。")
    _ask_rest(file_id, asked)


def _ask_rest(file_id: str, asked: Mapping[str, FileQuestion]) -> None:
    """Draw the other questions; one that was answered stays, so that it can be changed."""
    known = st.session_state.setdefault(f"plot_import_asked_{file_id}", {})
    known.update({what: q for what, q in asked.items() if what not in FOR_ALL})
    for what, question in known.items():
        st.markdown(plain(question.text))
        label = LABELS.get(what, what)
        _choose(what, label, question.choices, file_id, asked)


def asks_for_place(file_id: str) -> bool:
    """Tell whether a person was asked something on which it depends where the plots lie."""
    known = st.session_state.get(f"plot_import_asked_{file_id}", {})
    return not PLACING.isdisjoint(known)


def still_open(questions: Sequence[FileQuestion]) -> str:
    """Name the questions that have no answer yet, "" if there are none."""
    names = {**LABELS, "kind": "类型", "county": "县（市、区）", "encoding": "文字编码"}
    return "、".join(names.get(question.what, question.what) for question in questions)


def _choose(
    what: str,
    label: str,
    choices: Sequence[str],
    file_id: str,
    asked: Mapping[str, FileQuestion],
    *,
    otherwise: str = "",
) -> None:
    question = asked.get(what)
    if question is not None:
        likely = f"（可能是{question.likely}）" if question.likely else ""
        otherwise, choices = f"请选{likely}", question.choices
    st.selectbox(
        label,
        choices,
        index=None,
        placeholder=otherwise or "按文件各行",
        key=_key(what, file_id),
        width=260,
    )


def _key(what: str, file_id: str) -> str:
    return f"plot_import_{what}_{file_id}"
