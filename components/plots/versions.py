"""历史: every version of a plot, who wrote it, what changed, and the way back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.frame.last_state.asking import ask
from components.frame.notices import refusals_shown
from components.plots.draft import Draft, forget_draft
from files.office import CHINA
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.plots.history import PlotVersion, plot_history, restore_version

HEADINGS = ("版本", "时间", "谁", "怎么改的", "改了什么")


def versions_frame(versions: Sequence[PlotVersion]) -> pd.DataFrame:
    """Return one row per version, in the order given, columns as in `HEADINGS`, all text."""
    return pd.DataFrame([_row(v) for v in versions], columns=list(HEADINGS), dtype=str)


def plot_versions(ledger: Ledger, actor: Actor, draft: Draft, *, editable: bool) -> None:
    """Draw the history of a plot and, to who may edit it, the way back to an earlier version."""
    versions = ask(plot_history, draft.plot_id)
    st.markdown(f"**历史**（{len(versions)} 版，旧版都留着）")
    st.dataframe(
        versions_frame(versions),
        hide_index=True,
        height="content",
        column_config={"改了什么": st.column_config.Column(width="large")},
        key="plot_versions",
    )
    earlier = {v.version: v for v in versions[1:]}
    if not earlier or not editable:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "恢复到",
            list(earlier),
            index=None,
            format_func=lambda number: _name(earlier[number]),
            placeholder="选择一版",
            key="version_to_restore",
            width=420,
        )
        pressed = st.button("恢复这一版", key="restore", disabled=chosen is None)
    if pressed and chosen is not None:
        forget_draft()  # refused or done, the form is opened anew on what then stands
        with refusals_shown():
            with ledger.writing(actor) as session:
                restore_version(session, actor, draft.plot_id, chosen, draft.version)
            st.rerun()


def _name(version: PlotVersion) -> str:
    return f"第 {version.version} 版 · {version.changed_by} · {_when(version)}"


def _row(version: PlotVersion) -> tuple[str, ...]:
    how = f"第 {version.import_id} 号导入" if version.import_id else "单块修改"
    said = "；".join(map(str, version.changes))
    first = "新增" if version.version == 1 else "联系人，或与前一版相同"
    return (str(version.version), _when(version), version.changed_by, how, said or first)


def _when(version: PlotVersion) -> str:
    return f"{version.changed_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
