"""打印/导出: one sheet at once, all of them with a bar that says how far it is."""

from collections.abc import Sequence

import streamlit as st

from briefings.wallmaps.content import WallState
from briefings.wallmaps.listing import WallMapEntry
from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.progress import progress_bar
from components.papers.recorded import recorded
from components.wallmaps.source import state_key
from ledger.book.policy import Actor
from papers.renderers.writing import packed
from papers.verification.making import make_recorded
from papers.verification.wall_orders import wall_orders
from papers.wallmaps.making import zip_name
from papers.wallmaps.paper import Size

SIZES = {"A0 和 A3": (Size.A0, Size.A3), "只要 A0": (Size.A0,), "只要 A3": (Size.A3,)}
MADE = "wallmaps_made"


def download_one(wall: WallState, listed: WallMapEntry, total: int, actor: Actor) -> None:
    """Draw a button per size; the file is made when it is pressed."""
    for size in (Size.A3, Size.A0):
        [ordered] = wall_orders(wall, [listed], total, [size])
        st.download_button(
            f"本张 PDF（{size}）",
            recorded(actor, ordered),
            file_name=ordered.job.name,
            mime="application/pdf",
            key=f"wallmap_pdf_{size}",
            on_click="ignore",
        )


def download_all(wall: WallState, maps: Sequence[WallMapEntry], actor: Actor) -> None:
    """Draw the drop-down that makes all sheets; what was made stays until the data change."""
    with st.popover("全部打包"):
        chosen = st.radio("幅面", list(SIZES), key="wallmap_sizes")
        sizes = SIZES[chosen]
        key = (state_key(wall.state), tuple(listed.id for listed in maps), sizes)
        if st.button(f"制作全部 {len(maps)} 张", type="primary", key="wallmaps_make"):
            with refusals_shown():
                st.session_state[MADE] = (key, _make(wall, maps, sizes, actor))
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


def _make(
    wall: WallState, maps: Sequence[WallMapEntry], sizes: tuple[Size, ...], actor: Actor
) -> bytes:
    with progress_bar("正在制作") as bar:

        def tell(done: int, total: int, name: str) -> None:
            bar.progress(done / total, f"{done}/{total} {name}")

        made = make_recorded(open_ledger(), actor, wall_orders(wall, maps, len(maps), sizes), tell)
    if made.notice:
        st.warning(made.notice)
    return packed(made.files)
