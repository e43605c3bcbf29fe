"""Open a screen the way the gate lets a user in, without a browser."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from components.chain.board.packing import unpacked
from components.frame.screens import CHAIN, OVERVIEW
from tests.signed_in import told

LOCAL = told()


def open_overview() -> AppTest:
    return _open(OVERVIEW)


def open_chain(**address: str) -> AppTest:
    """Open the chain screen under an address: `open_chain(chain="seed", view="表")`."""
    return _open(CHAIN, **address)


def drawn(screen: AppTest) -> dict[str, Any]:
    """Return what the browser half of the screen's one component was given."""
    [component] = screen.get("bidi_component")
    content: dict[str, Any] = json.loads(component.proto.json)
    if "packed" in content:
        content["payload"] = unpacked(content.pop("packed"))
    return content


def said(screen: AppTest) -> str:
    """All text of notices, markdown and captions on the screen."""
    parts = [*screen.error, *screen.info, *screen.markdown, *screen.caption]
    return "\n".join(part.value for part in parts)


def fine(screen: AppTest) -> bool:
    """Whether nothing failed and nothing is complained of."""
    return (list(screen.exception), list(screen.error)) == ([], [])


def _open(path: Path, **address: str) -> AppTest:
    screen = AppTest.from_file(path, default_timeout=120)
    screen.user = dict(LOCAL)
    for name, value in address.items():
        screen.query_params[name] = value
    return screen.run()
