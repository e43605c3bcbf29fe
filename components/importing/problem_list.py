"""What is wrong with an upload, shown so that it can be mended."""

from collections.abc import Sequence

import streamlit as st

from components.frame.plain_text import plain
from components.importing.upload_problems import COLUMNS, problem_frame, problems_csv
from files.sheets.refusals import RowProblem, how_many

SAID = {"行": 90, "列": 170, "问题": 1000}  # what is said of a warning, and how wide in pixels
WIDTHS = [st.column_config.Column(width=pixels) for pixels in (90, 170, 420, 680)]


def show_problems(name: str, problems: Sequence[RowProblem], key: str) -> None:
    """Draw the problems of a file that is refused, and offer them as a file."""
    st.error(
        f"{plain(name)} 有 {how_many(problems)} 处问题，**没有保存任何一行**。"
        "请按下表改好原文件，再重新上传。",
        icon=":material/block:",
    )
    st.dataframe(
        problem_frame(problems),
        hide_index=True,
        height="content",
        column_config=dict(zip(COLUMNS, WIDTHS, strict=True)),
        key=f"{key}_problems",
    )
    st.download_button(
        "下载问题清单（CSV）",
        problems_csv(problems),
        file_name="导入问题清单.csv",
        mime="text/csv",
        key=f"{key}_problems_file",
        on_click="ignore",
        icon=":material/download:",
    )


def show_warnings(warnings: Sequence[RowProblem]) -> None:
    """Draw what does not stand in the way of an import; with none, nothing."""
    if warnings:
        with st.expander(f"有 {how_many(warnings)} 处请留意（不影响导入）", expanded=True):
            st.dataframe(
                problem_frame(warnings)[list(SAID)],
                hide_index=True,
                column_config={name: st.column_config.Column(width=w) for name, w in SAID.items()},
            )
