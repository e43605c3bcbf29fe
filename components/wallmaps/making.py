"""打印/导出: one sheet at once, all of them with a bar that says how far it is."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from briefings.wallmaps.content import WallState
from briefings.wallmaps.listing import WallMapEntry
from components.frame.notices import refusals_shown
from components.frame.progress import progress_bar
from components.wallmaps.source import state_key
from papers.renderers.writing import make_files, packed
from papers.wallmaps.making import file_name, sheet_file, wall_jobs, zip_name
from papers.wallmaps.paper import Size

SIZES = {"A0 和 A3": (Size.A0, Size.A3), "只要 A0": (Size.A0,), "只要 A3": (Size.A3,)}
MADE = "wallmaps_made"


def download_one(wall: WallState, listed: WallMapEntry, total: int) -> None:
    """Draw a button per size; the file is made when it is pressed."""
    for size in (Size.A3, Size.A0):
        st.download_button(
            f"本张 PDF({size})",
            partial(sheet_file, wall, listed, total, size),
            file_name=file_name(wall, listed, size),
            mime="application/pdf",
            key=f"wallmap_pdf_{size}",
            on_click="ignore",
        )


def download_all(wall: WallState, maps: Sequence[WallMapEntry]) -> None:
    """Draw the drop-down that makes all sheets; what was made stays until the data change."""
    with st.popover("全部打包"):
        chosen = st.radio("幅面", list(SIZES), key="wallmap_sizes")
        sizes = SIZES[chosen]
        key = (state_key(wall.state), tuple(listed.id for listed in maps), sizes)
        if st.button(f"制作全部 {len(maps)} 张", type="primary", key="wallmaps_make"):
            with refusals_shown():
                st.session_state[MADE] = (key, _make(wall, maps, sizes))
        kept = st.session_state.get(MADE)
        if kept and kept[0] == key:
            st.download_button(
                f"下载 ZIP（{len(maps) * len(sizes)} 个文件）",
                kept[1],
                file_name=zip_name(wall),
                mime="application/zip",
                key="wallmaps_zip",
                on_click="ignore",
            )
        st.caption("或用命令一次做完：python -m reports wallmap --out 文件夹")


def _make(wall: WallState, maps: Sequence[WallMapEntry], sizes: tuple[Size, ...]) -> bytes:
    with progress_bar("正在制作") as bar:

        def tell(done: int, total: int, name: str) -> None:
            bar.progress(done / total, f"{done}/{total} {name}")

        return packed(make_files(list(wall_jobs(wall, maps, len(maps), sizes)), tell))
