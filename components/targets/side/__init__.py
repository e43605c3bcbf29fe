"""片区的城市: the map of the desk's cities and the facets."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

from components.scripts.shared_scripts import SHARED_JS
from components.targets.acts import ListAct, read_act
from drawing.shapes.colours import stylesheet

HERE = Path(__file__).parent

_side = st.components.v2.component(
    "desk_side",
    html='<div class="side"></div>',
    css=stylesheet(HERE / "side.css"),
    js="\n".join(
        (SHARED_JS, *((HERE / n).read_text(encoding="utf-8") for n in ("map.js", "side.js")))
    ),
)


def desk_side(content: Mapping[str, object], *, key: str) -> ListAct | None:
    """Draw it; return what was clicked, in the one run that the click started."""
    result = _side(key=key, data=content, on_act_change=lambda: None)
    return read_act(result.get("act"))
