"""导入记录: every file that was taken over, and the way back; the same for plots and companies."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.frame.access import offered_somewhere
from components.importing.import_undo import IMPORTING, Undo, undo_import_here
from files.office import CHINA
from ledger.book.database import Ledger
from ledger.book.importing import ImportStamp
from ledger.book.policy import Actor

HEADINGS = ("编号", "文件", "来源", "导入人", "时间", "新增", "更新", "未变", "状态")


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """导入: one import as listed; its `stamp.undone_at` is None as long as it counts."""

    undo: Undo
    file_name: str
    source: str
    unchanged: int
    stamp: ImportStamp


def import_frame(entries: Sequence[ImportEntry]) -> pd.DataFrame:
    """Return one row per import, in the order given, columns as in `HEADINGS`, all text."""
    return pd.DataFrame([_row(e) for e in entries], columns=list(HEADINGS), dtype=str)


def import_list(ledger: Ledger, actor: Actor, entries: Sequence[ImportEntry]) -> None:
    """Draw the list, and below it the undo of the import that is chosen."""
    if not entries:
        st.info("还没有导入过文件。在“导入”里选一份清单；导入以后在这里可以整份撤销。")
        return
    st.dataframe(import_frame(entries), hide_index=True, height="content", key="import_history")
    if not offered_somewhere(actor, IMPORTING[entries[0].undo.topic]):
        return
    standing = {e.undo.import_id: e for e in entries if e.stamp.undone_at is None}
    chosen = st.selectbox(
        "要撤销的导入",
        list(standing),
        index=None,
        format_func=lambda number: _name(standing[number]),
        placeholder="选择一次导入",
        key="import_to_undo",
    )
    if chosen is not None:
        undo_import_here(ledger, actor, standing[chosen].undo)


def _name(entry: ImportEntry) -> str:
    made = entry.undo
    return (
        f"第 {made.import_id} 号 · {entry.file_name} · {_when(entry)}"
        f" · 新增 {made.created}，更新 {made.updated}"
    )


def _when(entry: ImportEntry) -> str:
    return f"{entry.stamp.imported_at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _row(entry: ImportEntry) -> tuple[str, ...]:
    made = entry.undo
    state = "有效"
    if entry.stamp.undone_at is not None:
        on = entry.stamp.undone_at.astimezone(CHINA)
        state = f"已由 {entry.stamp.undone_by} 撤销（{on:%Y-%m-%d %H:%M}）"
    return (
        str(made.import_id),
        entry.file_name,
        entry.source,
        entry.stamp.imported_by,
        _when(entry),
        str(made.created),
        str(made.updated),
        str(entry.unchanged),
        state,
    )
