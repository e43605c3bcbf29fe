"""自由探索: the chain as a network one can drag about; a click leads back to its evidence."""

import streamlit as st

from chains.gaps.assessment import Assessment
from components.chain.explore import free_explore
from components.chain.network import build_network, spread_out
from components.chain.payload import draw
from components.frame import address
from components.frame.plain_text import plain
from drawing.shapes.model import SCREEN


def explore_view(assessment: Assessment) -> None:
    """Draw the network and, under it, the way to the evidence of the link chosen."""
    drawn = build_network(assessment)
    spread_out(drawn, draw(assessment, SCREEN).boxes)
    nodes, edges, _, _, _, options = drawn.get_network_data()
    network = {"nodes": nodes, "edges": edges, "options": options}
    st.caption("拖动环节、滚轮缩放；点一个环节再看它的依据。颜色和线型与图中一致。")
    chosen = free_explore(network, key=f"explore_{assessment.chain.id}")
    finding = assessment.findings.get(chosen or "")
    if finding is not None:
        st.button(
            f"看「{plain(finding.link.name)}」的依据",
            on_click=address.open_link,
            args=(finding.link.id,),
        )
