"""列的含义: what the columns of an unknown layout mean, said once and remembered."""

import streamlit as st

from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from ledger.book.database import Ledger
from ledger.book.policy import Actor
from ledger.company_imports.vendor_mappings import remember_mapping
from targets.vendor.columns import COLUMN_BY_FIELD
from targets.vendor.headings import VendorHeader, VendorHeading, key_of

LEFT_OUT = ""
PER_ROW = 3


def mapping_form(ledger: Ledger, actor: Actor, header: VendorHeader) -> None:
    """Ask for every heading what it means; the answers count for the next file like this one."""
    with st.form(f"mapping_{header.fingerprint}", border=True):
        st.markdown(
            f"第 {header.row} 行是表头。请选各列的含义，没用的列留“不导入”；"
            "同样表头的文件以后照此读取。"
        )
        for start in range(0, len(header.headings), PER_ROW):
            row = header.headings[start : start + PER_ROW]
            for column, heading in zip(st.columns(PER_ROW), row, strict=False):
                with column:
                    _choice(header, heading)
        if st.form_submit_button("记住并读取", type="primary"):
            with refusals_shown():
                _remember(ledger, actor, header)


def _choice(header: VendorHeader, heading: VendorHeading) -> None:
    options = [LEFT_OUT, *COLUMN_BY_FIELD]
    st.selectbox(
        f"{plain(heading.written)}（第 {heading.at + 1} 列）",
        options,
        index=options.index(heading.field),
        format_func=lambda field: COLUMN_BY_FIELD[field].title if field else "不导入",
        key=_key(header, heading),
    )


def _remember(ledger: Ledger, actor: Actor, header: VendorHeader) -> None:
    said = {
        key_of(heading.written): st.session_state[_key(header, heading)]
        for heading in header.headings
    }
    if "name" not in said.values():
        st.error("还没有哪一列是“企业名称”，没有它认不出企业。文件没有读取，请选好再试。")
        return
    with ledger.writing(actor) as session:
        remember_mapping(session, actor, header.fingerprint, said)
    st.rerun()


def _key(header: VendorHeader, heading: VendorHeading) -> str:
    return f"mapping_{header.fingerprint}_{heading.at}"
