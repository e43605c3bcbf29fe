"""Turn a chain into a directed graph; what is drawn of it is decided in reports and components."""

from collections.abc import Iterable

import networkx as nx

from chains.model import Chain, Flow


def to_digraph(chain: Chain) -> "nx.DiGraph[str]":
    """Return one node per link id and one edge per flow, from supplier to customer.

    Nodes carry `link`, edges `flow` and `weight`. Nodes and edges come in id order, whatever
    the order in the file. The graph is new on every call, so a caller may change it.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for link in sorted(chain.links, key=lambda link: link.id):
        graph.add_node(link.id, link=link)
    for flow in sorted(chain.flows, key=lambda flow: (flow.source, flow.target)):
        graph.add_edge(flow.source, flow.target, flow=flow, weight=flow.weight)
    return graph


def acyclic_part(flows: Iterable[Flow]) -> "nx.DiGraph[str]":
    """Return the flows that are not marked as loop; links without any such flow are left out."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted((f.source, f.target) for f in flows if not f.loop))
    return graph
