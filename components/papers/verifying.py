"""核对材料: a paper that came back is dropped here, and what was altered in it is listed."""

import os
from collections.abc import Sequence

import streamlit as st

from briefings.state.composing import today_here
from components.frame.ledger_access import open_ledger
from components.frame.plain_text import plain
from components.frame.progress import progress_bar
from components.importing.uploader import one_file
from files.sheets.literal import literal_csv
from ledger.book.policy import Actor
from papers.verification.reading.package import PaperUnreadable
from papers.verification.remaking import PaperOffice
from papers.verification.telling import SAID, difference_rows, told_differences, told_origin
from papers.verification.verifying import PaperStanding, Verification, verify_paper

KEY, KEPT = "paper_to_verify", "paper_verified"
SHOWN = 50  # differences of a kind on the screen; the table to take along has all
HEADINGS = ("类型", "位置", "现在写的", "原来写的（数据更新：现在应写的）")
LEAD = (
    "收到一份说是本系统做的材料，放到这里：逐段与台账里做出时的记录比，"
    "指出哪一页、哪一处被改过，哪些数字因为数据更新已经过时。文件只读一遍，不保存。"
)
EMPTY = (
    "还没有文件。能核对的有出访手册、一企一表、推介卡、四维研判、联席会议幻灯片和挂图；"
    "清单导出和单张图谱、地图不带编号，不能核对。"
)
KeptVerdict = tuple[tuple[str, str], Verification]


def verify_view(actor: Actor, version: str) -> None:
    """Draw the place for the file and, once there is one, the verdict; `version` is of the data."""
    st.caption(LEAD)
    file = one_file(KEY, "Word、PPT、PDF、Excel、网页", "要核对的材料")
    if file is None:
        st.session_state.pop(KEPT, None)
        st.info(EMPTY)
        return
    key = (file.file_id, version)
    kept: KeptVerdict | None = st.session_state.get(KEPT)
    if kept is None or kept[0] != key:
        kept = (key, _verified(actor, file.name, file.getvalue()))
        st.session_state[KEPT] = kept
    _verdict(file.name, kept[1])


def _verified(actor: Actor, name: str, content: bytes) -> Verification:
    office = PaperOffice(open_ledger(), os.environ, actor)
    with progress_bar("正在核对") as bar:

        def told(done: int, total: int, what: str) -> None:
            bar.progress(done / total, text=f"正在核对（第 {done + 1} 步，共 {total} 步）：{what}")

        try:
            return verify_paper(office, today_here(), name, content, progress=told)
        except PaperUnreadable as error:
            return Verification(PaperStanding.UNKNOWN, remarks=(str(error),))


def _verdict(name: str, found: Verification) -> None:
    """Draw what became of the paper: the answer first, then each place."""
    lines = [f"**{plain(name)}**：{SAID[found.standing]}", *map(plain, told_origin(found))]
    _BOXES[found.standing]("\n\n".join(lines))
    for remark in found.remarks:
        st.markdown(plain(remark))
    for title, differences in told_differences(found):
        _listed(title, differences)
    rows = difference_rows(found)
    if rows:
        st.download_button(
            f"下载全部 {len(rows)} 处（CSV）",
            lambda: literal_csv([HEADINGS, *rows]),
            file_name="核对结果.csv",
            mime="text/csv",
            key="verified_rows",
            on_click="ignore",
        )


def _listed(title: str, differences: Sequence[str]) -> None:
    shown = differences[:SHOWN]
    st.subheader(f"{title} {len(differences)} 处", anchor=False)
    st.markdown("\n".join(f"1. {plain(one)}" for one in shown))
    if len(differences) > len(shown):
        st.caption(f"先列 {len(shown)} 处，其余在下面的文件里。")


_BOXES = {
    PaperStanding.AS_MADE: st.success,
    PaperStanding.ALTERED: st.error,
    PaperStanding.UNKNOWN: st.warning,
    PaperStanding.OUTDATED: st.warning,
}
