"""Payloads for the board as tests want them: a plain grid of boxes and dull panels."""

from collections.abc import Mapping, Sequence

from drawing.chain.drawing import draw_chain
from drawing.shapes.model import FigureFlow, FigureLink

HOSTILE = '{{7*191}}<img src=x onerror=alert(1)></script><script>alert(2)</script>"\u2028'

Payload = dict[str, object]
Row = tuple[str, str, str, str]  # id, name, stage, state
Flow = tuple[str, str, int]  # from, to, weight

STAGES = ("upstream", "midstream", "downstream", "support")
STATES = {
    "strong": "优势",
    "present": "有基础",
    "weak": "薄弱",
    "planned": "在建",
    "missing": "缺失",
    "unknown": "未核实",
}
CORNERS = {"missing": "缺", "weak": "弱", "unknown": "?"}
WIDTH, HEIGHT, STEP_X, STEP_Y = 150, 40, 250, 54
SMALL: tuple[Row, ...] = (
    ("ore", "矿石", "upstream", "present"),
    ("acid", "无水酸", "midstream", "missing"),
    ("salt", "盐", "midstream", "unknown"),
    ("paint", "涂料", "downstream", "strong"),
)
SMALL_FLOWS: tuple[Flow, ...] = (("ore", "acid", 3), ("acid", "paint", 2), ("ore", "salt", 1))


def make_payload(
    rows: Sequence[Row] = SMALL, flows: Sequence[Flow] = SMALL_FLOWS, title: str = "氟新材料"
) -> Payload:
    """Return a payload whose boxes stand in stage columns, in the order of `rows`."""
    places = _places(rows)
    tall = max((y for _, y in places.values()), default=0) + HEIGHT + 20
    boxes = [_box(row, *places[row[0]]) for row in rows]
    lines = [_line(flow, places) for flow in flows]
    tree = ["svg", {"viewBox": f"0 0 1000 {tall}", "role": "group", "aria-label": title}]
    return {
        "chain": "fluorine",
        "version": f"{title}-1",
        "title": title,
        "figure": {"width": 1000, "height": tall, "tree": [*tree, [*lines, *boxes]]},
        "legend": [_key(state, rows) for state in STATES],
        "home": {"title": title, "tags": [], "lead": "全链说明。", "sections": []},
        "panels": {row[0]: _panel(row, flows) for row in rows},
        "words": {},
    }


def payload_of(content: Mapping[str, object]) -> Payload:
    """Return a payload for the plain content of a chain file, with example rows in every panel."""
    links, flows = content["links"], content["flows"]
    assert isinstance(links, list)
    assert isinstance(flows, list)
    rows = [(link["id"], link["name"], link["stage"], link["presence"]) for link in links]
    lines = [(flow["from"], flow["to"], flow["weight"]) for flow in flows]
    payload = make_payload(rows, lines, str(content["name"]))
    panels, legend = payload["panels"], payload["legend"]
    assert isinstance(panels, dict)
    assert isinstance(legend, list)
    for link in links:
        panels[link["id"]]["sections"].insert(0, _statements(link))
    wanted = sum(bool(link.get("gap_direction")) for link in links)
    legend.append({"key": "wanted", "label": "补链方向", "count": wanted, "kind": "flag"})
    return {**payload, "figure": _real_figure(str(content["name"]), links, flows)}


def _real_figure(
    title: str, links: Sequence[Mapping[str, str]], flows: Sequence[Mapping[str, object]]
) -> dict[str, object]:
    boxes = [_figure_link(link) for link in links]
    lines = [
        FigureFlow(
            source=str(flow["from"]),
            target=str(flow["to"]),
            weight=int(str(flow["weight"])),
            loop=bool(flow.get("loop")),
            what=str(flow.get("what", "")),
            basis=str(flow.get("basis", "common")),
        )
        for flow in flows
    ]
    drawing = draw_chain(title, boxes, lines)
    return {"width": drawing.width, "height": drawing.height, "tree": drawing.tree}


def _figure_link(link: Mapping[str, str]) -> FigureLink:
    state, wanted = link["presence"], bool(link.get("gap_direction"))
    return FigureLink(
        id=link["id"],
        name=link["name"],
        stage=link["stage"],
        state=state,
        status=STATES[state],
        corner="招" if wanted else CORNERS.get(state, ""),
        flags=("wanted",) if wanted else (),
        label=f"{link['name']},{STATES[state]}",
    )


def _places(rows: Sequence[Row]) -> dict[str, tuple[int, int]]:
    filled = dict.fromkeys(STAGES, 0)
    places = {}
    for link, _, stage, _ in rows:
        places[link] = (10 + STEP_X * STAGES.index(stage), 10 + STEP_Y * filled[stage])
        filled[stage] += 1
    return places


def _box(row: Row, x: int, y: int) -> list[object]:
    link, name, _, state = row
    parts: list[object] = [
        ["rect", {"class": "box", "width": WIDTH, "height": HEIGHT, "rx": 4}, []],
        ["text", {"class": "name", "x": 8, "y": 17}, name],
        ["text", {"class": "status", "x": 8, "y": 33}, STATES[state]],
    ]
    attributes = {
        "class": f"link {state}",
        "data-link": link,
        "transform": f"translate({x},{y})",
        "role": "button",
        "tabindex": 0,
        "aria-label": f"{name},{STATES[state]}",
    }
    return ["g", attributes, parts]


def _line(flow: Flow, places: Mapping[str, tuple[int, int]]) -> list[object]:
    source, target, weight = flow
    (x, y), (to_x, to_y) = places[source], places[target]
    path = f"M{x + WIDTH} {y + 20}L{to_x} {to_y + 20}"
    kind = "flow w1 extra" if weight == 1 else f"flow w{weight}"
    return ["path", {"class": kind, "data-from": source, "data-to": target, "d": path}, []]


def _key(state: str, rows: Sequence[Row]) -> dict[str, object]:
    count = sum(row[3] == state for row in rows)
    return {"key": state, "label": STATES[state], "count": count, "kind": "state"}


def _panel(row: Row, flows: Sequence[Flow]) -> dict[str, object]:
    link, name, _, state = row
    bars = [
        {"t": "bar", "label": "上下游密度", "low": 0.46, "high": 0.92, "value": "46–92%"},
        {"t": "bar", "label": "企业急需", "low": None, "high": None, "value": "未查"},
    ]
    jumps = [
        {"t": "link", "link": target, "label": f"流向 {target}", "note": "必需"}
        for source, target, _ in flows
        if source == link
    ]
    act = {"t": "action", "name": "fill", "link": link, "label": "假如补上它"}
    path = {"t": "href", "href": f"/map?link={link}", "label": "看地图", "note": "3 块"}
    return {
        "title": name,
        "tags": [{"text": STATES[state], "kind": state}],
        "lead": f"补上{name}，要打交道的上下游已有 46–92%。",
        "sections": [
            {"title": "优先度", "note": "第 3 位", "rows": bars},
            {"title": "上下游", "note": "", "rows": [*jumps, act, path]},
        ],
    }


def _statements(link: Mapping[str, object]) -> dict[str, object]:
    evidence = link.get("evidence") or []
    assert isinstance(evidence, list)
    rows = [
        {
            "t": "evidence",
            "grade": "A",
            "date": str(item.get("as_of", "")),
            "text": item["says"],
            "source": f"来源 {item['source']}《公开资料》",
            "url": "https://example.org/",
            "stale": number == 0,
        }
        for number, item in enumerate(evidence)
    ]
    unproven = {"t": "text", "text": "还没有查到公开资料。", "muted": True}
    return {"title": "凭什么这么说", "note": "单源 · 待复核", "rows": rows or [unproven]}
