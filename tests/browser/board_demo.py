"""Try the board by hand: `streamlit run tests/browser/board_demo.py` from the project root.

Draws one chain file in a plain grid with made-up panels; the real screens compute both.
"""

import sys
from pathlib import Path

import streamlit as st
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from components.chain.board import chain_board  # noqa: E402
from components.chain.board.standalone import standalone_html  # noqa: E402
from tests.components.chain.board_payloads import payload_of  # noqa: E402

st.set_page_config(page_title="board", layout="wide")
name = st.selectbox("产业链", ["fluorine", "equipment", "textile"])
content = yaml.safe_load((ROOT / "chains" / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
payload = payload_of(content)
state = chain_board(payload, selected=st.query_params.get("link"), key="board")
if state.selected is None:
    st.query_params.pop("link", None)
else:
    st.query_params["link"] = state.selected
st.write(state)
st.download_button("下载", standalone_html(payload, selected=state.selected), "board.html")
