"""What an office puts into its data folder: chain files, also hostile and broken ones."""

from collections.abc import Mapping
from pathlib import Path

import yaml

Content = Mapping[str, object]

# What has run as code, markup, formula or icon somewhere else. Each is a name like any other here.
ATTACKS = (
    "{{7*191}}<img src=x onerror=alert(1)>",
    "${1}",
    "`alert(1)`",
    "</script><script>alert(2)</script>",
    '"><svg onload=alert(1)>',
    "80{% 税收 %}",
    "{#",
    "[a](javascript:alert(1))",
    ":material/home:",
    "$x^2$",
    "=1+1",
    "**粗** _斜_ ~~删~~ # 题",
    ":smile: :streamlit: :red[x]",
    "'; DROP TABLE links; --",
    "甲 -> 乙 -- 丙 >= 丁",
)
CHAIN_NAME = ATTACKS[0]
STAGES = ("upstream", "midstream", "downstream", "support")
STATES = ("missing", "present", "weak", "strong", "unknown", "planned")
ENTERPRISE = ATTACKS[4] + "有限公司"
SAID, TITLE, PUBLISHER = "说" + ATTACKS[3], "题" + ATTACKS[7], "社" + ATTACKS[1]
WANTED = "招" + ATTACKS[5]
ADDRESS = 'https://example.gov.cn/"><svg/onload=alert(1)>'


def write_chain(folder: Path, content: Content, name: str = "") -> Path:
    """Write a chain file into the office's `folder` and return its path."""
    text = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)
    return write_text(folder, text, name or str(content["id"]))


def write_text(folder: Path, text: str, name: str) -> Path:
    """Write `text` as the chain file `name` of the office's `folder`."""
    path = folder / "chains" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def hostile_chain() -> Content:
    """A chain in which every text is an attack: names, evidence, sources, flows, directions."""
    return {
        "id": "hostile",
        "name": CHAIN_NAME,
        "name_status": "compiled",
        "summary": ATTACKS[1],
        "figures": [{"what": ATTACKS[2], "value": ATTACKS[6], "as_of": "2024", "sources": ["H1"]}],
        "links": [_link(place, name) for place, name in enumerate(ATTACKS)],
        "flows": [_flow(place) for place in range(len(ATTACKS) - 1)],
        "enterprises": [
            {"name": ENTERPRISE, "county": "三元区", "products": [ATTACKS[8]], "sources": ["H1"]}
        ],
        "target_directions": [{"desk": "长三角", "why": ATTACKS[7], "sources": ["H1"]}],
        "sources": [_source()],
    }


def link_id(name: str) -> str:
    """The id of the link that is named by that attack."""
    return f"link_{ATTACKS.index(name)}"


def _link(place: int, name: str) -> Content:
    state = STATES[place % len(STATES)]
    proven = state != "unknown"
    return {
        "id": link_id(name),
        "name": name,
        "stage": STAGES[place % len(STAGES)],
        "presence": state,
        "presence_basis": "source" if proven else "none",
        "evidence": [_evidence(state, place)] if proven else [],
        "residents": [ENTERPRISE] if state in {"present", "strong"} else [],
        "gap_direction": WANTED if state == "present" else "",
        "note": ATTACKS[9],
    }


def _evidence(state: str, place: int) -> Content:
    rank = "，全省第一" if state == "strong" else ""
    own = "".join(chr(0x4E00 + 20 * place + step) for step in range(20))  # no sentence said twice
    return {"source": "H1", "proves": state, "says": f"{SAID}{own}{rank}", "as_of": "2024"}


def _flow(place: int) -> Content:
    ends = {"from": f"link_{place}", "to": f"link_{place + 1}"}
    return {**ends, "what": ATTACKS[place], "weight": 3}


def _source() -> Content:
    named = {"title": TITLE, "publisher": PUBLISHER, "date": "2024-01-02"}
    return {"id": "H1", **named, "url": ADDRESS, "grade": "A"}
