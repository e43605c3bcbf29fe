"""The weights of the score as sliders; whoever moves them sees it in the URL and in the scores."""

import streamlit as st

from components.frame import address
from components.targets.filter_address import WEIGHTS, weights_of, weights_text, write
from targets.model import ScoreWeights
from targets.scoring.wording import PART_NAMES


def choose_score_weights(defaults: ScoreWeights) -> ScoreWeights:
    """Draw the sliders and return the weights of the URL."""
    current = weights_of(address.read(WEIGHTS), defaults)
    moved = "（已调整）" if current != defaults else ""
    st.caption(
        f"**目标分的权重{moved}**：目标分 = 各部分 × 权重之和，折成 100 分。"
        "未查的部分使分数成为区间，不是低分。"
    )
    for (part, name), points in zip(PART_NAMES.items(), current.as_tuple(), strict=True):
        key = f"score_weight_{part}"
        st.session_state[key] = round(points)
        # Told what the state says as well, Streamlit need not go through all of it.
        st.slider(name, 0, 100, round(points), 5, key=key, on_change=_take, args=(defaults,))
    st.button("恢复默认", key="restore_score_weights", on_click=write, args=(WEIGHTS, ""))
    return current


def _take(defaults: ScoreWeights) -> None:
    points = {part: float(st.session_state[f"score_weight_{part}"]) for part in PART_NAMES}
    write(WEIGHTS, weights_text(ScoreWeights.model_validate(points), defaults))
