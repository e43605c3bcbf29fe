"""The lists under the map: plots, matches with their reasons, and what nobody has placed yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from briefings.state.places import Places
from briefings.state.plot_matches import Judgement, judge_all
from chains.allowed_words import COUNTIES
from components.frame import address
from components.frame.kept import kept
from components.frame.plain_text import plain
from components.map.filter import MapFilter
from components.map.placing import start_button
from components.map.plot_panel import shown
from drawing.map.marks import PARK
from geodata.matching.gates import per_mu_sentence
from geodata.matching.matches import Match
from geodata.matching.need import Need
from geodata.matching.verdict import GATE_NAMES, VERDICT_NAMES, Verdict
from geodata.model import KIND_NAMES, Plot
from ledger.book.policy import Actor

LISTED = 500
PLOT_HEADINGS = (
    "编号",
    "名称",
    "类型",
    "县区",
    "园区",
    "用地面积（亩）",
    "出让价格（万元/亩）",
    "占用情况",
)
# The rest of the width is for what may be long: a name, the reasons.
NARROW = (
    dict.fromkeys(("序", "结论"), 64)
    | dict.fromkeys(("类型", "县区", "占用情况"), 92)
    | dict.fromkeys(("编号", "园区", "用地面积（亩）"), 116)
)
MATCH_HEADINGS = ("序", "结论", "名称", "县区", "园区", "用地面积（亩）", "理由")


@dataclass(frozen=True, slots=True)
class Fitting:
    """符合筛选: how many plots fit, real ones and samples apart, and the first `LISTED` of them."""

    real: int
    sample: int
    first: tuple[Plot, ...]


def count_text(real: int, sample: int) -> str:
    """Count real plots and samples, never as one sum."""
    return f"{real} 处 + 示例 {sample} 处" if sample else f"{real} 处"


def plot_list(places: Places, chosen: MapFilter) -> None:
    """Draw the plots that fit; choosing a row shows it on the map."""
    fitting = fitting_plots(places, chosen)
    if not fitting.first:
        st.info("没有符合筛选的地块。可放宽面积、价格或县区，或点「清除筛选」。")
        return
    more = f"，列出前 {LISTED} 处" if fitting.real + fitting.sample > LISTED else ""
    st.markdown(f"**地块**：{count_text(fitting.real, fitting.sample)}{more}")
    _pick([plot.id for plot in fitting.first], plot_frame(fitting.first), key="plot_list")


def match_list(places: Places, chosen: MapFilter, need: Need) -> None:
    """Draw how the plots shown match the gap: counts, per-mu sentence, list with reasons."""
    judgement = judge_shown(places, chosen, need)
    st.markdown(f"**为「{plain(need.link_name)}」找地**：{verdict_counts(judgement)}")
    for sentence in per_mu_sentences(judgement, need):
        st.markdown(plain(sentence))
    matches = judgement.best
    if not matches:
        st.info("没有符合筛选的地块可供核对。")
        return
    if len(judgement.verdicts) > len(matches):
        st.caption(f"列出前 {len(matches)} 处；全部 {len(judgement.verdicts)} 处都已判断，见地图。")
    _pick([found.plot.id for found in matches], match_frame(matches), key="match_list")


def judge_shown(places: Places, chosen: MapFilter, need: Need) -> Judgement:
    """Judge the plots that filter and legend leave: the best of them are not those of all."""
    whole = judge_all(places, need)
    return whole if chosen == MapFilter() else _judge_shown(places.version, chosen, need, places)


@kept(most=8)
def _judge_shown(version: str, chosen: MapFilter, need: Need, _places: Places) -> Judgement:
    verdicts = judge_all(_places, need).verdicts
    shown_plots = tuple(
        plot
        for plot in _places.plots
        if chosen.fits(plot) and verdicts[plot.id].value not in chosen.hidden
    )
    return judge_all(replace(_places, version=f"{version}·{chosen}", plots=shown_plots), need)


def refused_list(judgement: Judgement) -> None:
    """Draw the chemical parks that must not be offered, each with its notice, if there are any."""
    if not judgement.refused:
        return
    st.markdown("**不得推荐**（化工园区资格已取消）")
    for refused in judgement.refused:
        named = "、".join(plot.name for plot in refused.plots[:5])
        plots = f"涉及地块：{named}" if named else "名录中没有登记在此园区的地块"
        st.error(f"{plain(refused.reason)}。{plain(plots)}  \n来源：{plain(refused.source)}")


def unplaced_list(places: Places, actor: Actor) -> None:
    """Draw by county what has no position yet, with a way to place it."""
    frame, ids = unplaced_frame(places)
    st.markdown(
        f"**未落点**：园区 {len(places.unplaced_parks)} 个，地块 {len(places.unplaced_plots)} 处。"
        "公开来源没有园区坐标；点选一行后可在地图上落点。"
    )
    if not ids:
        st.caption("全部已经落点。")
        return
    st.caption("；".join(county_counts(places)))
    event = st.dataframe(
        frame, hide_index=True, on_select="rerun", selection_mode="single-row", key="unplaced_list"
    )
    picked = event["selection"]["rows"]
    if picked:
        start_button(places, actor, *ids[picked[0]])


def plot_frame(plots: Sequence[Plot]) -> pd.DataFrame:
    """Return one row per plot, all text, in the given order; unknown reads 未核实."""
    rows = [
        (
            plot.id,
            named(plot),
            KIND_NAMES[plot.kind],
            plot.county,
            plot.park or "",
            shown(plot.area_mu),
            shown(plot.price_10k_yuan_per_mu),
            shown(plot.occupancy),
        )
        for plot in plots
    ]
    return pd.DataFrame(rows, columns=list(PLOT_HEADINGS))


def match_frame(matches: Sequence[Match]) -> pd.DataFrame:
    """Return one row per match, all text; the reason names what fails, else what is open."""
    rows = [
        (
            str(found.order),
            VERDICT_NAMES[found.verdict],
            named(found.plot),
            found.plot.county,
            found.plot.park or "",
            shown(found.plot.area_mu),
            reason_text(found),
        )
        for found in matches
    ]
    return pd.DataFrame(rows, columns=list(MATCH_HEADINGS))


def verdict_counts(judgement: Judgement) -> str:
    """Count the plots by verdict, real ones and samples apart."""
    pairs = (
        (VERDICT_NAMES[v], judgement.counts.get(v, 0), judgement.sample_counts.get(v, 0))
        for v in (Verdict.PASS, Verdict.UNVERIFIED, Verdict.FAIL)
    )
    return "、".join(f"{name} {count_text(real, sample)}" for name, real, sample in pairs)


def reason_text(found: Match) -> str:
    """Say why a match is what it is: the gates that decide it, with their reasons."""
    deciding = [result for result in found.gates if result.verdict is found.verdict]
    if found.verdict is Verdict.PASS:
        return f"{len(found.gates)} 项全部通过"
    return "；".join(f"{GATE_NAMES[result.gate]}：{result.reason}" for result in deciding)


def unplaced_frame(places: Places) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return what has no position, by county, and (kind, id) of each row; at most `LISTED` rows."""
    parks = [("、".join(p.counties), "园区", p.name, (PARK, p.name)) for p in places.unplaced_parks]
    # The ledger lists by county already, so its first rows are as good as any.
    plots = [
        (p.county, KIND_NAMES[p.kind], named(p), ("plot", p.id))
        for p in places.unplaced_plots[:LISTED]
    ]
    rows = sorted([*parks, *plots], key=lambda row: _county_place(row[0]))[:LISTED]
    shown_rows = [row[:3] for row in rows]
    return pd.DataFrame(shown_rows, columns=["县区", "类型", "名称"]), [row[3] for row in rows]


def county_counts(places: Places) -> list[str]:
    """Count by county what has no position; a park in two counties counts in both."""
    texts = []
    for county in COUNTIES:
        parks = sum(county in park.counties for park in places.unplaced_parks)
        plots = places.unplaced_by_county.get(county, 0)
        if parks or plots:
            counted = {"园区": parks, "地块": plots}
            texts.append(f"{county} {'、'.join(f'{k} {n}' for k, n in counted.items() if n)}")
    return texts


def fitting_plots(places: Places, chosen: MapFilter) -> Fitting:
    """Count the plots that fit, and take the first; reckoned once per state and filter."""
    return _fitting(places.version, chosen, places)


# Only what is shown is kept: a list of all plots would be walked through after every run, as
# Streamlit collects garbage then, and a click would cost more the more plots there are.
@kept(most=32)
def _fitting(version: str, chosen: MapFilter, _places: Places) -> Fitting:  # noqa: ARG001
    fitting = [plot for plot in _places.plots if chosen.fits(plot)]
    sample = sum(plot.sample for plot in fitting)
    return Fitting(len(fitting) - sample, sample, tuple(fitting[:LISTED]))


def per_mu_sentences(judgement: Judgement, need: Need) -> list[str]:
    """Say the per-mu check for the lowest and the highest demand among the real plots listed.

    A sample's demand is nobody's: it is said only where there are samples alone, and marked.
    """
    plots = [found.plot for found in judgement.best]
    real = [plot for plot in plots if not plot.sample]
    stated = {plot.required_investment_10k_yuan_per_mu for plot in real or plots}
    demands = sorted(demand for demand in stated if demand is not None)
    ends = dict.fromkeys([demands[0], demands[-1]]) if demands else [None]
    mark = "" if real or not demands else "（示例地块）"
    return [mark + sentence for demand in ends if (sentence := per_mu_sentence(need, demand))]


def _pick(ids: Sequence[str], frame: pd.DataFrame, *, key: str) -> None:
    """Draw a table and take the row that was just chosen as the place shown on the map."""
    event = st.dataframe(
        frame,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        column_config={name: st.column_config.Column(width=px) for name, px in NARROW.items()},
        key=key,
    )
    picked = event["selection"]["rows"]
    chosen = ids[picked[0]] if picked else ""
    # A row stays selected; only a new selection is a wish, else a click on the map would lose.
    if chosen and chosen != st.session_state.get(f"{key}__picked"):
        address.write("park", "")
        address.write("plot", chosen)
        st.session_state[f"{key}__picked"] = chosen
        st.rerun()
    st.session_state[f"{key}__picked"] = chosen


def named(plot: Plot) -> str:
    """Name a plot, a sample always as such."""
    marked = plot.sample and "示例" not in plot.name
    return f"{plot.name}（示例）" if marked else plot.name


def _county_place(counties: str) -> int:
    first = counties.split("、", maxsplit=1)[0]
    return COUNTIES.index(first) if first in COUNTIES else len(COUNTIES)
