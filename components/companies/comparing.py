"""对照: what an import would make of the rows of a list, as tables a person can check."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from files.sheets.preview import HINT_NAMES, STATUS_NAMES, ImportHint, ImportStatus
from ledger.company_imports.comparing import ComparedCompany
from ledger.company_imports.preview import CompanyPreview
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.model import LeftRow, RowPlace

COLUMNS = ("行", "企业名称", "状态", "提示", "项目", "原来", "改为")
LEFT = ("行", "工作表", "原因", "原文")
SHOWN_FIELDS = {"code": "credit_code", "state": "status"}
OTHER_TITLES = {"note": "备注", "lists": "榜单", "capital_10k_yuan": "注册资本（万元）"}


def show_comparison(found: CompanyPreview) -> None:
    """Draw the changes field by field, what a person should look at, and what is left out."""
    changed = [one for one in found.rows if one.changes or one.skipped]
    if changed:
        with st.expander(f"将改动 {found.statuses[ImportStatus.CHANGED]} 家", expanded=True):
            st.dataframe(change_frame(changed), hide_index=True, key="company_changes")
    marked = [one for one in found.rows if one.hints and one.status is ImportStatus.NEW]
    if marked:
        said = "，".join(
            f"{name} {found.hints[h]}" for h, name in HINT_NAMES.items() if found.hints[h]
        )
        with st.expander(f"请看一看：{said}", expanded=False):
            st.dataframe(hint_frame(marked), hide_index=True, key="company_hints")
    if alike := found.reading.alike_texts:
        with st.expander(f"清单里 {len(alike)} 行可能两两是同一家"):
            st.dataframe(alike_frame(alike), hide_index=True, key="company_alike")
    if found.cut:
        with st.expander(f"备注太长 {len(found.cut)} 家，只保留前面的"):
            st.dataframe(pd.DataFrame({"备注": found.cut}), hide_index=True, key="company_cut")
    if found.skipped:
        with st.expander(f"略过 {len(found.skipped)} 行，不是要导入的企业"):
            st.dataframe(left_frame(found.skipped), hide_index=True, key="company_skipped")


def change_frame(rows: Iterable[ComparedCompany]) -> pd.DataFrame:
    """Return one row per changed field, columns as in `COLUMNS`, all text."""
    return pd.DataFrame(
        [cells for one in rows for cells in _changes(one)], columns=list(COLUMNS), dtype=str
    )


def hint_frame(rows: Iterable[ComparedCompany]) -> pd.DataFrame:
    """Return one row per company with something to look at, all text."""
    columns = ["行", "企业名称", "片区", "提示", "可能就是"]
    found = [
        (str(one.told.row), one.told.name, one.desk, _hints(one.hints), _alike(one)) for one in rows
    ]
    return pd.DataFrame(found, columns=columns, dtype=str)


def alike_frame(alike: Mapping[RowPlace, str]) -> pd.DataFrame:
    """Return one row per row of the list that may be another of it, all text."""
    found = [(sheet, str(row), text) for (sheet, row), text in alike.items()]
    return pd.DataFrame(found, columns=["工作表", "行", "可能就是"], dtype=str)


def left_frame(rows: Sequence[LeftRow]) -> pd.DataFrame:
    """Return one row per row that is not taken, columns as in `LEFT`, all text."""
    found = [
        (str(r.row), r.sheet, r.why, " ".join(cell for _, cell in r.written)[:200]) for r in rows
    ]
    return pd.DataFrame(found, columns=list(LEFT), dtype=str)


def _changes(one: ComparedCompany) -> Iterable[tuple[str, ...]]:
    head = (str(one.told.row), one.told.name, STATUS_NAMES[one.status], _hints(one.hints))
    if ImportHint.MOVED in one.hints:
        yield (*head, "片区", one.desk_before, one.desk or "没有片区")
    for name, (old, new) in one.changes.items():
        yield (*head, _title(name), _text(old), _text(new))
    if one.skipped and not one.changes:
        yield (*head, "", "", one.skipped)


def _title(name: str) -> str:
    column = COLUMN_BY_FIELD.get(SHOWN_FIELDS.get(name, name))
    return OTHER_TITLES.get(name) or (column.title if column else name)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _hints(hints: Iterable[ImportHint]) -> str:
    return "、".join(HINT_NAMES[hint] for hint in hints)


def _alike(one: ComparedCompany) -> str:
    return f"{one.alike.name}（{one.alike.why}）" if one.alike else ""
