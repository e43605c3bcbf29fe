"""Dull links and flows for figures, and the 16 shipped chains as figures are given them."""

from functools import cache

from chains.catalog import load_catalog
from drawing.shapes.model import STATE_TITLES, FigureFlow, FigureLink

CORNERS = {"missing": "缺", "weak": "弱", "unknown": "?"}
HOSTILE = "{{7*191}}<img src=x onerror=alert(1)>"

Figure = tuple[str, list[FigureLink], list[FigureFlow]]


def make_link(
    link: str, stage: str = "midstream", name: str = "", state: str = "present"
) -> FigureLink:
    return FigureLink(
        id=link,
        name=name or link,
        stage=stage,
        state=state,
        status=f"{STATE_TITLES[state]} · 企业未列名",
        corner=CORNERS.get(state, ""),
        flags=(),
        label=name or link,
    )


def make_flow(source: str, target: str, weight: int = 3, *, loop: bool = False) -> FigureFlow:
    return FigureFlow(source, target, weight, loop, "", "common")


@cache
def shipped() -> dict[str, Figure]:
    """Title, links and flows of every shipped chain, by chain id."""
    figures: dict[str, Figure] = {}
    for chain in load_catalog().chains.values():
        links = [
            make_link(link.id, str(link.stage), link.name, str(link.stated_presence))
            for link in chain.links
        ]
        flows = [
            FigureFlow(flow.source, flow.target, flow.weight, flow.loop, flow.what, str(flow.basis))
            for flow in chain.flows
        ]
        figures[chain.id] = (chain.name, links, flows)
    return figures
