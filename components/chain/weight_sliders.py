"""The weights of the priority as sliders; whoever moves them sees it in the URL and the page."""

import streamlit as st

from chains.gaps.wording import PART_NAMES
from chains.settings import Weights
from components.frame import address

RESET = "restore_weights"


def choose_weights(defaults: Weights) -> Weights:
    """Draw the sliders in a drop-down and return the weights of the URL."""
    current = address.weights(defaults)
    label = "权重" if current == defaults else "权重（已调整）"
    with st.popover(label, help="优先度各部分的权重，只看相互比例"):
        st.caption("优先度 = 100 ×（各部分 × 权重）之和。权重是本工具的提议，可以调整。")
        for (part, name), share in zip(PART_NAMES.items(), current.as_tuple(), strict=True):
            st.session_state[_key(part)] = round(100 * share)
            st.slider(
                name,
                0,
                100,
                round(100 * share),  # told as well, Streamlit need not go through all its state
                5,
                key=_key(part),
                format="%d%%",
                on_change=_take,
                args=(defaults,),
            )
        st.button("恢复默认", key=RESET, on_click=address.write, args=("w", ""))
    return current


def _take(defaults: Weights) -> None:
    shares = {part: st.session_state[_key(part)] / 100 for part in PART_NAMES}
    address.write_weights(Weights.model_validate(shares), defaults)


def _key(part: str) -> str:
    return f"weight_{part}"
