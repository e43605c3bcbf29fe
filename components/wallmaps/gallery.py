"""Look at a sheet, or at all of them small."""

from collections.abc import Sequence

import streamlit as st

from briefings.wallmaps.content import WallState
from briefings.wallmaps.listing import WallMapEntry
from components.frame import address
from components.frame.progress import progress_bar
from components.wallmaps.choosing import MAP
from components.wallmaps.source import PREVIEW, THUMBNAIL, picture

COLUMNS = 4


def preview(wall: WallState, listed: WallMapEntry, total: int) -> None:
    """Show one sheet as large as the screen allows."""
    with st.spinner("正在画…"):
        shown = picture(wall, listed, total, PREVIEW)
    named = f"挂图 {listed.number}/{total} {listed.name}"
    st.image(shown, width="stretch", caption=named, alt=named)


def thumbnails(wall: WallState, maps: Sequence[WallMapEntry]) -> None:
    """Show all sheets small; a press on a name opens it. Drawn only when asked for."""
    shown = []
    with progress_bar("正在画缩略图") as bar:
        for done, listed in enumerate(maps):
            bar.progress(done / len(maps), f"正在画 {done + 1}/{len(maps)}：{listed.name}")
            shown.append(picture(wall, listed, len(maps), THUMBNAIL))
    for first in range(0, len(maps), COLUMNS):
        row = zip(maps, shown, strict=True)
        for column, (listed, image) in zip(
            st.columns(COLUMNS), list(row)[first : first + COLUMNS], strict=False
        ):
            column.image(image, width="stretch", alt=f"挂图 {listed.number:02d} {listed.name}")
            column.button(
                f"{listed.number:02d} {listed.name}",
                key=f"wallmap_{listed.id}",
                on_click=_open,
                args=(listed.id,),
                width="stretch",
            )


def _open(map_id: str) -> None:
    st.session_state[MAP] = map_id
    address.write("map", map_id)
    address.write("all", "")
    st.session_state["wallmaps_all"] = False
