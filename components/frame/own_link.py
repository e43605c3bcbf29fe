"""A link to one of our screens that looks like a button and opens inside the running session."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.frame.address import base_path
from components.scripts.in_session import IN_SESSION_JS
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent
_link = st.components.v2.component(
    "own_link",
    html="<a></a>",
    css=stylesheet(HERE / "own_link.css"),
    js=f"{IN_SESSION_JS}\n{(HERE / 'own_link.js').read_text(encoding='utf-8')}",
)


def own_link(label: str, screen: str, asked: Mapping[str, str], *, key: str) -> None:
    """Draw a link to `screen` (its word in addresses) under what is `asked` for there."""
    address = f"{base_path()}/{screen}"
    href = f"{address}?{urlencode(asked)}" if asked else address
    _link(key=key, data={"label": label, "href": href}, width="content")
