"""A file that was read, kept for the session so that no rerun reads it again."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.frame.progress import showing_progress
from components.plots.uploading.reading import read_file
from geodata.reading import Reading
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.imports import preview_import
from ledger.plots.preview import PlotPreview, preview
from ledger.plots.register import plots_version

_READ, _COMPARED = "plot_import_read", "plot_import_compared"
Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PreparedUpload:
    """One upload as read. `key` tells it from every other upload and every other answer."""

    key: tuple[str, Answers]
    name: str
    reading: Reading

    @property
    def answers(self) -> dict[str, str]:
        """Return what was answered about it."""
        return dict(self.key[1])


def prepare(file: UploadedFile, answers: Mapping[str, str]) -> PreparedUpload:
    """Return `file` as read; a bar shows how far it is, and nothing is read a second time."""
    key = (file.file_id, tuple(sorted(answers.items())))
    kept = st.session_state.get(_READ)
    if isinstance(kept, PreparedUpload) and kept.key == key:
        return kept
    with showing_progress("正在读取文件") as progress:
        reading = read_file(file.getvalue(), file.name, answers, progress)
    prepared = PreparedUpload(key, file.name, reading)
    st.session_state[_READ] = prepared
    st.session_state.pop(_COMPARED, None)
    return prepared


def compare(ledger: Ledger, actor: Actor, prepared: PreparedUpload) -> PlotPreview:
    """Return what importing would make of every row, against the ledger as it is now.

    Raises:
        NotAllowed, NotPossible: saving would be refused, for the reason given.
    """
    with ledger.reading() as session:
        key = (prepared.key, plots_version(session))
        kept = st.session_state.get(_COMPARED)
        if kept is not None and kept[0] == key:
            return kept[1]  # type: ignore[no-any-return]
        with showing_progress("正在与台账对照") as progress:
            found = preview(session, actor, prepared.reading, prepared.answers)
            if found.plots:
                preview_import(session, actor, found.plots, progress)
    st.session_state[_COMPARED] = (key, found)
    return found


def forget() -> None:
    """Let go of the file that was read."""
    st.session_state.pop(_READ, None)
    st.session_state.pop(_COMPARED, None)
