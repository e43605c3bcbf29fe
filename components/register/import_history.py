"""导入记录: every file that was taken over, and the way back."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.ledger_access import CHINA
from components.register.import_undo import undo_import_here
from ledger.database import Ledger
from ledger.plot_imports import ImportRecord, list_imports
from ledger.policy import Actor

HEADINGS = ("编号", "文件", "来源", "导入人", "时间", "新增", "更新", "未变", "状态")


def history_frame(records: Sequence[ImportRecord]) -> pd.DataFrame:
    """Return one row per import, in the order given, columns as in `HEADINGS`, all text."""
    return pd.DataFrame([_row(r) for r in records], columns=list(HEADINGS), dtype=str)


def import_history(ledger: Ledger, actor: Actor) -> None:
    """Draw the list, and below it the undo of the import that is chosen."""
    with ledger.reading() as session:
        records = list_imports(session)
    if not records:
        st.info("还没有导入过文件。")
        return
    st.dataframe(history_frame(records), hide_index=True, height="content", key="import_history")
    standing = {r.receipt.import_id: r for r in records if r.undone_at is None}
    chosen = st.selectbox(
        "要撤销的导入",
        list(standing),
        index=None,
        format_func=lambda number: _name(standing[number]),
        placeholder="选择一次导入",
        key="import_to_undo",
    )
    if chosen is not None:
        undo_import_here(ledger, actor, standing[chosen].receipt)


def _name(record: ImportRecord) -> str:
    made = record.receipt
    return (
        f"第 {made.import_id} 号 · {record.file_name} · {_when(record)}"
        f" · 新增 {made.created},更新 {made.updated}"
    )


def _when(record: ImportRecord) -> str:
    return f"{record.imported_at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _row(record: ImportRecord) -> tuple[str, ...]:
    made = record.receipt
    state = "有效"
    if record.undone_at is not None:
        on = record.undone_at.astimezone(CHINA)
        state = f"已由 {record.undone_by} 撤销({on:%Y-%m-%d %H:%M})"
    return (
        str(made.import_id),
        record.file_name,
        record.source or "见各行",
        record.imported_by,
        _when(record),
        str(made.created),
        str(made.updated),
        str(made.unchanged),
        state,
    )
