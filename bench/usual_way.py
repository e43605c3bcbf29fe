"""The usual way, to compare with: a chain graph as one would write it from the manuals.

NOT part of the dashboard, and not how it works. The graph is pyvis's own HTML in a frame, made
anew in every run. A click inside such a frame cannot reach Python, so the link is chosen in a
select box. It is written as well as this way allows: data and rules are cached, positions are
computed instead of simulated in the browser, and lines that ask other hosts are cut out.
From left to right the graph is sent before the panel; `?first=panel` sends the panel first, which
shows it earlier, beside a graph that still marks the link chosen before.
"""

import os
import re
from datetime import date

import networkx as nx
import streamlit as st
from pyvis.network import Network

from chains.gaps.assessment import Assessment, assess
from chains.gaps.wording import gap_sentence, presence_sentence
from chains.model import Stage
from chains.office import open_catalog
from drawing.shapes.colours import ACCENT

CHAIN = "equipment"
FOREIGN = re.compile(r'<(?:script|link)[^>]*"https?://[^>]*>(?:\s*</script>)?', re.DOTALL)
COLOURS = {"strong": "#1E6F4C", "present": "#7FBF9A", "weak": "#E0A030", "missing": "#C0392B"}


@st.cache_resource(show_spinner=False)
def read_chain() -> Assessment:
    """Read and reckon the chain once per server, as the dashboard does."""
    return assess(open_catalog(os.environ).chain(CHAIN), today=date.today())  # noqa: DTZ011


def graph_html(assessment: Assessment, chosen: str) -> str:
    """Return pyvis's page of the whole chain, with the chosen link marked."""
    graph = assessment.graph.copy()
    stages = list(Stage)
    for link, finding in assessment.findings.items():
        graph.nodes[link]["subset"] = stages.index(finding.link.stage)
    places = nx.multipartite_layout(graph, scale=500)
    network = Network(height="600px", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(status=False)
    for link, finding in assessment.findings.items():
        x, y = places[link]
        network.add_node(
            link,
            label=finding.link.name,
            x=float(x),
            y=float(y),
            color=ACCENT if link == chosen else COLOURS.get(finding.presence.value, "#B8C2CC"),
        )
    network.add_edges(graph.edges)
    return FOREIGN.sub("", network.generate_html())


def draw_graph(assessment: Assessment, chosen: str) -> None:
    """Draw the graph in its frame."""
    st.iframe(graph_html(assessment, chosen), height=620)


def draw_panel(assessment: Assessment, chosen: str) -> None:
    """Write what is said of the chosen link."""
    found = assessment.findings[chosen]
    st.markdown(f"### {found.link.name}")
    st.markdown(presence_sentence(found) + gap_sentence(found))
    st.markdown("\n".join(f"- {said.says}({said.as_of})" for said in found.link.evidence))


st.set_page_config(layout="wide")
shown = read_chain()
link_id = st.selectbox(
    "环节", list(shown.findings), format_func=lambda link: shown.findings[link].link.name
)
graph_column, panel_column = st.columns([3, 1])
pieces = [(graph_column, draw_graph), (panel_column, draw_panel)]
if st.query_params.get("first") == "panel":
    pieces.reverse()
for column, draw in pieces:
    with column:
        draw(shown, link_id)
