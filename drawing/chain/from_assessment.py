"""A chain as the figure is given it: one box per link, one line per flow, for screen and paper."""

from chains.gaps.assessment import Assessment, Finding, Flag
from chains.gaps.wording import CORNERS, FLAGS, PRESENCES, SIGNS, STAGES, residents_text
from chains.model import Flow, Presence
from drawing.chain.drawing import draw_chain
from drawing.shapes.model import Drawing, FigureFlow, FigureLink, Geometry

NOT_RECENT = "not_recent"  # nothing of the last three years speaks for the presence
SAID = frozenset({Flag.PLANNED, Flag.STALE})  # the presence itself says these


def chain_drawing(assessment: Assessment, geometry: Geometry) -> Drawing:
    """Lay the chain out and return its drawing."""
    links = [figure_link(finding) for finding in assessment.findings.values()]
    edges = assessment.graph.edges
    flows = [figure_flow(edges[ends]["flow"]) for ends in edges]
    return draw_chain(assessment.chain.name, links, flows, geometry)


def figure_link(finding: Finding) -> FigureLink:
    """Return the box of one link: its state, what is known of residents, its corner."""
    link, presence = finding.link, finding.presence
    flags = [flag.value for flag in finding.flags]
    recent = finding.standing.recent
    words = [PRESENCES[presence], *(FLAGS[f] for f in finding.flags if f not in SAID)]
    filled = finding.standing.is_assumed
    who = residents_text(finding)
    status = ["假如补上"] if filled else [PRESENCES[presence], who]
    known = presence is not Presence.UNKNOWN and not filled
    if known and not finding.standing.recent:  # the year itself is the mark: no colour needed
        year = f"{finding.standing.latest:%Y}年" if finding.standing.latest else "年份不明"
        status = [PRESENCES[presence], year]  # no room for a third word: who is in the label
    return FigureLink(
        id=link.id,
        name=link.name,
        stage=link.stage.value,
        state=presence.value,
        status=" · ".join(filter(None, status)),
        corner="招" if finding.flag is Flag.WANTED else CORNERS.get(presence, ""),
        flags=(*flags, *(["filled"] if filled else []), *([] if recent else [NOT_RECENT])),
        label="，".join([link.name, STAGES[link.stage], *dict.fromkeys([*status, who, *words])]),
        sign=SIGNS[presence],
    )


def figure_flow(flow: Flow) -> FigureFlow:
    """Return the line of one flow."""
    return FigureFlow(flow.source, flow.target, flow.weight, flow.loop, flow.what, flow.basis.value)
