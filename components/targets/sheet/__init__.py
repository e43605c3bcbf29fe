"""企业页的正文: what is said of one company, drawn with the pieces of the board's panel."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from components.panel.assets import BOARD_CSS, PANEL_JS
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent
WORDS = {"grade": "来源等级", "stale": "待复核"}

_sheet = st.components.v2.component(
    "company_sheet",
    html='<div class="mount"><div class="board company"></div></div>',
    css=f"{BOARD_CSS}\n{stylesheet(HERE / 'sheet.css')}",
    js=f"{PANEL_JS}\n{(HERE / 'sheet.js').read_text(encoding='utf-8')}",
)


def company_sheet(columns: Sequence[Sequence[Mapping[str, object]]], *, key: str) -> None:
    """Draw columns of sections (docs/board.md); on a narrow screen they stand below each other."""
    text = json.dumps(columns, ensure_ascii=False, sort_keys=True)
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    _sheet(key=key, data={"version": version, "columns": columns, "words": WORDS})
