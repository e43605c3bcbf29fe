"""Where a file is given: to be imported, to be verified."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.frame.style import apply_style
from files.sheets.cells import MEGABYTE, MOST_BYTES

# The library's own words here are English and cannot be set. `kinds` is ours, never data.
STYLE = Path(__file__).with_name("uploader.css")


def one_file(key: str, kinds: str, label: str = "要导入的文件") -> UploadedFile | None:
    """Draw the place for one file and return it; a new `key` makes it empty again.

    Every kind of file is taken: our readers refuse in Chinese what they do not know.
    """
    apply_style(STYLE, kinds=f'"{kinds}"', most=f'"{MOST_BYTES // MEGABYTE}"')
    return st.file_uploader(label, key=key)
