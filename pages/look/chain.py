"""看图谱: one chain as graph, table, four-part analysis or free exploration."""

import streamlit as st

from components.chain.board_view import board_view
from components.chain.dialogs.opened import opened_dialogs
from components.chain.downloads import downloads
from components.chain.explore_view import explore_view
from components.chain.four_parts_view import four_parts_view
from components.chain.header import choose_chain, choose_view
from components.chain.link_table import link_table
from components.chain.payload import chain_sentence, full_payload
from components.chain.presenting import is_presenting, present_chain
from components.chain.weight_sliders import choose_weights
from components.chain.what_if_choice import choose_filled, what_if_notice, what_if_result
from components.frame import address
from components.frame.access import require
from components.frame.context import get_context
from components.frame.notices import page_notices
from components.frame.plain_text import plain
from components.frame.provenance import provenance
from components.frame.theme import page_style
from components.frame.together.telling import OF_LINKS, tell_together

actor = require()
page_style()
context = get_context()
settings = context.catalog.settings

if is_presenting():
    shown = context.assessments[address.chain_id(context)]
    present_chain(context, shown, address.weights(settings.weights))
    st.stop()

page_notices(context)
with st.container(horizontal=True, vertical_alignment="center"):
    assessment = context.assessments[choose_chain(context)]
    view = choose_view()
    filled = choose_filled(assessment)
    weights = choose_weights(settings.weights)
    payload = full_payload(context, assessment.chain.id, weights, filled)
    downloads(context, assessment, payload, actor)
    st.button("放映", on_click=address.write, args=("present", "1"), help="大字放映，左右键换链")
tell_together(actor, OF_LINKS, f"{assessment.chain.id}/")
st.markdown(f"**{plain(assessment.chain.name)}** {chain_sentence(assessment)}")
reckoned = what_if_notice(context, assessment, filled, weights)
match view:
    case "表":
        ranks = context.ranks(weights)
        chosen = link_table(assessment, ranks, weights, key=f"table_{assessment.chain.id}")
        address.write("link", chosen or address.read("link"))
    case "四维研判":
        four_parts_view(context, assessment.chain.id, weights, actor)
    case "自由探索":
        explore_view(assessment)
    case _:
        board_view(payload, actor)
what_if_result(reckoned)
opened_dialogs(context, assessment, actor)
provenance(context)
