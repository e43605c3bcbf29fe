"""The networkx graph of a chain as pyvis network data: what both drawings of it start from."""

import json
from collections.abc import Iterable, Mapping

from pyvis.network import Network

from chains.gaps.assessment import Assessment, Finding
from chains.gaps.wording import PRESENCES, STAGES
from chains.model import Flow, Presence
from drawing.chain.from_assessment import figure_link
from drawing.shapes.model import Box, FigureFlow, FigureLink

# As in the figure: fill, border. Told apart by border and word as well, never by colour alone.
COLOURS: Mapping[Presence, tuple[str, str]] = {
    Presence.STRONG: ("#1E6F4C", "#1E6F4C"),
    Presence.PRESENT: ("#E8F3EC", "#2E7D4F"),
    Presence.WEAK: ("#FFF4DC", "#B7791F"),
    Presence.PLANNED: ("#E6EEF9", "#2F5FA8"),
    Presence.PLANNED_STALE: ("#F4F7FC", "#2F5FA8"),
    Presence.MISSING: ("#FFFFFF", "#C0392B"),
    Presence.UNKNOWN: ("#FAFAFA", "#7A7A7A"),
}
DASHES: Mapping[Presence, list[int]] = {Presence.MISSING: [7, 4], Presence.UNKNOWN: [2, 3]}
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 7},
    "interaction": {"hover": True, "keyboard": {"enabled": False}, "tooltipDelay": 150},
    "edges": {"arrows": {"to": {"enabled": True, "scaleFactor": 0.6}}, "color": "#9AA7B4"},
    "nodes": {"shape": "box", "margin": 8, "font": {"size": 16, "face": FONT}},
}


def build_network(assessment: Assessment) -> Network:
    """Return the chain as a pyvis network: a node per link, an edge per flow, in id order.

    Nodes carry beside pyvis's own keys: name, stage, state, status, corner, flags, aria. Edges
    carry what, weight, basis, loop. It is only ever asked for its data: the HTML that pyvis
    itself writes needs the internet and would run what a name contains.
    """
    network = Network(directed=True, cdn_resources="in_line")
    for link_id in assessment.graph:
        finding = assessment.findings[link_id]
        network.add_node(link_id, **_node(finding), **_looks(finding))
    for source, target in assessment.graph.edges:
        flow: Flow = assessment.graph.edges[source, target]["flow"]
        extra = {"what": flow.what, "basis": flow.basis.value, "loop": flow.loop}
        network.add_edge(source, target, weight=flow.weight, dashes=flow.weight == 1, **extra)
    network.set_options(json.dumps(OPTIONS))
    return network


def figure_parts(network: Network) -> tuple[list[FigureLink], list[FigureFlow]]:
    """Return what the figure draws, from the network's data."""
    nodes, edges, *_ = network.get_network_data()
    links = [
        FigureLink(
            id=node["id"],
            name=node["name"],
            stage=node["stage"],
            state=node["state"],
            status=node["status"],
            corner=node["corner"],
            flags=tuple(node["flags"]),
            label=node["aria"],
        )
        for node in nodes
    ]
    flows = [
        FigureFlow(e["from"], e["to"], e["weight"], e["loop"], e["what"], e["basis"]) for e in edges
    ]
    return links, flows


def spread_out(network: Network, boxes: Iterable[Box]) -> None:
    """Put the nodes where the figure has them, with more room between: a readable beginning."""
    middles = {box.link: (box.x + box.width / 2, box.y + box.height / 2) for box in boxes}
    for node in network.nodes:
        x, y = middles[node["id"]]
        node["x"], node["y"] = round(1.35 * x), round(1.35 * y)


def _node(finding: Finding) -> dict[str, object]:
    box = figure_link(finding)
    return {
        "name": box.name,
        "stage": box.stage,
        "state": box.state,
        "status": box.status,
        "corner": box.corner,
        "flags": list(box.flags),
        "aria": box.label,
    }


def _looks(finding: Finding) -> dict[str, object]:
    fill, border = COLOURS[finding.presence]
    text = "#FFFFFF" if finding.presence is Presence.STRONG else "#1B2733"
    word = PRESENCES[finding.presence]
    return {
        "shape": "box",
        "label": f"{finding.link.name}\n{word}",
        "title": f"{finding.link.name} {STAGES[finding.link.stage]} {word}",
        "color": {"background": fill, "border": border},
        "font": {"color": text},
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": DASHES.get(finding.presence, False)},
    }
