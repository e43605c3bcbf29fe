"""Where a file is given to be imported."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

# The library's own words here are English and cannot be set. `kinds` is ours, never data.
STYLE = """<style>
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p,
[data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after {
  content: "选择文件"; font-size: 1rem; }
[data-testid="stFileUploaderDropzoneInstructions"],
[data-testid="stFileUploaderDropzoneInstructions"] span { white-space: normal; height: auto; }
[data-testid="stFileUploaderDropzoneInstructions"] span::after { font-size: .875rem;
  content: "或把文件拖到这里 · KINDS · 不超过 50 MB"; }
</style>"""


def one_file(key: str, kinds: str) -> UploadedFile | None:
    """Draw the place for one file and return it; a new `key` makes it empty again.

    Every kind of file is taken: our readers refuse in Chinese what they do not know.
    """
    st.html(STYLE.replace("KINDS", kinds))
    return st.file_uploader("要导入的文件", key=key)
