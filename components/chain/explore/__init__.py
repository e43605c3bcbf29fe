"""Free exploring: a chain as a net of balls and springs, to be dragged and zoomed by hand."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import streamlit as st

from drawing.shapes.colours import stylesheet

_HERE = Path(__file__).parent
LIBRARY = "/assets/vis-network.min.js"
_HTML = """<p class="notice" hidden>自由探索所用的图形库没有加载成功，其余视图不受影响。
请刷新页面重试；仍不行请告诉系统管理员。</p>
<div class="ground" role="group" aria-label="自由探索图，用鼠标拖动；只用键盘请改用“表”"></div>"""

_explorer = st.components.v2.component(
    "free_explore",
    html=_HTML,
    css=stylesheet(_HERE / "explore.css"),
    js=(_HERE / "explore.js").read_text(encoding="utf-8"),
)


def free_explore(network: Mapping[str, object], *, key: str, height: int = 640) -> str | None:
    """Draw `network` with physics and return the id of the node clicked last, if any.

    `network` holds `nodes`, `edges` and `options` as pyvis' `get_network_data()` has them
    (options as a mapping or as JSON text). Titles and labels are shown as text, pictures are
    not drawn. `height` is in css px.
    """
    if not network["nodes"]:
        st.info("这条产业链还没有环节，暂无可探索的内容。")
        return None
    drawn = {
        "nodes": network["nodes"],
        "edges": network["edges"],
        "options": read_options(network.get("options")),
    }
    text = json.dumps(drawn, sort_keys=True, ensure_ascii=False)
    version = sha256(f"{height}{text}".encode()).hexdigest()[:16]
    data = {"network": drawn, "library": library_path(), "height": height, "version": version}
    result = _explorer(key=key, data=data, on_selected_change=_noted)
    chosen = result.get("selected")
    return chosen if isinstance(chosen, str) and chosen in node_ids(drawn["nodes"]) else None


def read_options(options: object) -> object:
    """Return vis-network options as plain data; None and "" mean none."""
    return json.loads(options) if isinstance(options, str) and options else options or {}


def library_path() -> str:
    """Return where this server hands out the library, below its base path if it has one."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{LIBRARY}" if base else LIBRARY


def node_ids(nodes: object) -> frozenset[str]:
    """Return the ids of `nodes`, a list of mappings as pyvis makes them."""
    listed = nodes if isinstance(nodes, list) else []
    return frozenset(str(node["id"]) for node in listed)


def _noted() -> None:
    """Stand for a callback: without one Streamlit does not return the field."""
