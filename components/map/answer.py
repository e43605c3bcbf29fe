"""The panel beside the map while nothing on it is chosen: the answer first, or what to do."""

import streamlit as st

from briefings.state.places import Places
from briefings.state.plot_matches import Judgement
from components.frame.plain_text import plain
from components.map.filter import MapFilter
from components.map.lists import judge_shown, named, verdict_counts
from geodata.matching.matches import Match
from geodata.matching.need import Need
from geodata.matching.verdict import GATE_NAMES, VERDICT_NAMES, Verdict

FIRST = 3  # plots
NAMED = 4  # gates of a plot
MISSING = "没有找到所选的地块或园区，可能已被撤销或改号。请在地图或列表中另选。"


def map_answer(places: Places, chosen: MapFilter, need: Need | None, *, missing: bool) -> None:
    """Say how the plots suit the gap, or without one how to begin; `missing` names what is gone."""
    if missing:
        st.warning(MISSING)
    if need is None:
        st.markdown("点地图上的地块或园区，这里显示它的情况、逐项核对和能承接的缺口。")
        st.markdown("上方选定一个缺口后，地块按「通过、待核实、不通过」着色。")
    else:
        st.markdown(answer_text(judge_shown(places, chosen, need), need))
    if places.has_samples:
        st.caption("现在显示的地块是示例，不是真实地块；导入本县名录后示例自动消失。")


def answer_text(judgement: Judgement, need: Need) -> str:
    """Count the plots by verdict, name the first ones, and the parks that must not be offered."""
    fitting = [found for found in judgement.best if found.verdict is not Verdict.FAIL][:FIRST]
    parts = [
        f"#### 为「{plain(need.link_name)}」找地",
        f"{verdict_counts(judgement)}。",
        "\n".join(["**先看这几处**", "", *map(_line, fitting)])
        if fitting
        else "没有通过或待核实的地块。可放宽筛选，或在下方列表看不通过的理由。",
        _refused(judgement),
        "点地图或下方列表中的地块，这里逐项写出结论、理由和来源。",
    ]
    return "\n\n".join(filter(None, parts))


def _line(found: Match) -> str:
    plot = found.plot
    area = "面积未核实" if plot.area_mu is None else f"{plot.area_mu:,.6g} 亩"
    verdict = VERDICT_NAMES[found.verdict]
    if found.verdict is not Verdict.PASS:
        gates = [
            GATE_NAMES[result.gate] for result in found.gates if result.verdict is found.verdict
        ]
        more = f" 等 {len(gates)} 项" if len(gates) > NAMED else ""
        verdict += f" {'、'.join(gates[:NAMED])}{more}"
    return f"{found.order}. {plain(f'{named(plot)} · {plot.county} · {area} · {verdict}')}"


def _refused(judgement: Judgement) -> str:
    parks = [plain(refused.park.name) for refused in judgement.refused]
    return f"**不得推荐**（化工园区资格已取消，通知见下方）：{'、'.join(parks)}" if parks else ""
