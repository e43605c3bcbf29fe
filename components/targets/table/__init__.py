"""目标企业表: one page of companies, each with the interval of its score and why."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from components.targets.acts import Act, read_act

HERE = Path(__file__).parent

_table = st.components.v2.component(
    "company_table",
    html='<div class="targets"></div>',
    css=(HERE / "table.css").read_text(encoding="utf-8"),
    js=(HERE / "table.js").read_text(encoding="utf-8"),
)


def company_table(content: Mapping[str, object], *, key: str) -> Act | None:
    """Draw one page of the list; return what was clicked, in the one run the click started."""
    result = _table(key=key, data=content, on_act_change=lambda: None)
    return read_act(result.get("act"))
