"""The panel beside the map: one plot or park, what is known of it, and what it could host."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import quote

import streamlit as st

from briefings.state.places import Places
from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS, points
from components.frame.address import base_path
from components.frame.context import Context
from components.frame.kept import kept
from components.frame.plain_text import plain
from components.targets.map_targets import links_text
from geodata.matching.matches import Hosted, Match, Sought, links_for_plot, match_one, sought_links
from geodata.matching.need import Need
from geodata.matching.verdict import GATE_NAMES, VERDICT_NAMES, GateResult, Verdict, plot_source
from geodata.model import (
    ANSWER_NAMES,
    DATUM_NAMES,
    KIND_NAMES,
    OCCUPANCY_NAMES,
    Answer,
    Datum,
    Occupancy,
    Plot,
)
from geodata.parks import ChemicalPark, ChemicalStatus, Park
from geodata.rows.columns import COLUMN_BY_FIELD
from targets.scoring.links import LinkKey

UNKNOWN = "未核实"
LACKING = 5  # unknown facts that are named; all of this travels with every click
HOSTED = 2  # links shown that a plot could host
PlotFact = tuple[str, str]
FIELDS = (
    "park",
    "building_m2",
    "land_use",
    "price_10k_yuan_per_mu",
    "rent_yuan_per_m2_month",
    "occupancy",
    "industries",
    "floor_load_t_per_m2",
    "clear_height_m",
    "power_kva",
    "water_t_per_day",
    "steam",
    "gas",
    "wastewater",
    "exhaust",
    "red_lines_clear",
    "environment_capacity",
    "energy_capacity",
    "chemical_park",
    "required_investment_10k_yuan_per_mu",
    "required_plot_ratio",
    "required_tax_10k_yuan_per_mu",
    "required_energy_tce_per_10k_yuan",
    "required_environment",
    "regional_assessment",
    "net_land",
    "start_by",
    "complete_by",
    "produce_by",
    "owner_unit",
)
SIGNS = {
    Verdict.PASS: ":material/check_circle:",
    Verdict.UNVERIFIED: ":material/help:",
    Verdict.FAIL: ":material/cancel:",
}
_STATUS = {
    ChemicalStatus.RECOGNISED: "已认定为化工园区",
    ChemicalStatus.REVOKED: "化工园区资格已取消，不得推荐化工项目",
    ChemicalStatus.UNKNOWN: "是否为化工园区未核实",
}


def plot_panel(context: Context, places: Places, plot: Plot, need: Need | None) -> None:
    """Draw what is known of `plot`, its gates for `need` if one is chosen, what it could host."""
    hosted = links_for_plot(plot, _sought(context.rules_version, context), places.parks)
    able = links_text(context, [_key(one) for one in hosted[:HOSTED]])
    # One text and not several: each piece of a screen costs some 150 bytes with every click.
    rest = f"{hosted_text(hosted, able)}\n\n{about_text(plot)}"
    if need is None:
        st.markdown(f"{heading_text(plot)}\n\n{rest}")
        return
    found = match_one(need, plot, places.parks)
    head = f"{heading_text(plot)}\n\n{verdict_text(found)}"
    if found.not_recommended:
        st.markdown(head)
        st.error(plain(found.not_recommended))
        head = ""
    st.markdown(f"{head}\n\n{gates_text(found.gates)}\n\n{rest}")


def park_panel(places: Places, park: Park) -> None:
    """Draw what the sources say of `park`."""
    st.markdown(f"#### {plain(park.name)}\n园区 · {'、'.join(park.counties) or '县区不明'}")
    parks = places.parks
    chemical = next((c for c in parks.chemical if _is_same(c, park)), None)
    if chemical is not None:
        notice = f"{chemical.notice}（{chemical.date}）" if chemical.notice else chemical.doubt
        show = st.error if chemical.status is ChemicalStatus.REVOKED else st.info
        show(f"{_STATUS[chemical.status]}：{plain(notice)}")
    here = sum(plot.park == park.name for plot in places.plots)
    st.markdown(fact_table([*park_facts(park), ("名录中的地块", f"{here} 处")]))
    st.caption(f"来源：{plain(parks.cite(park.sources))}")


def heading_text(plot: Plot) -> str:
    """Name a plot, mark a sample, and say what and where it is."""
    mark = " :orange-badge[示例，非真实地块]" if plot.sample else ""
    where = f"{KIND_NAMES[plot.kind]} · {plot.county} · 编号 {plot.id}"
    return f"#### {plain(plot.name)}{mark}\n{plain(where)}"


def about_text(plot: Plot) -> str:
    """Say what is known of a plot, by name what is not, and on whose word."""
    facts = plot_facts(plot)
    known = [(heading, value) for heading, value in facts if value != UNKNOWN]
    lacking = [h.partition("(")[0] for h, value in facts if value == UNKNOWN]
    more = f" 等 {len(lacking)} 项" if len(lacking) > LACKING else ""
    unknown = f"{'、'.join(lacking[:LACKING])}{more}"
    parts = [
        fact_table(known),
        f"**未核实**：{plain(unknown)}" if unknown else "",
        f"来源：{plain(plot_source(plot))}",
        f"备注：{plain(plot.note)}" if plot.note else "",
        "" if plot.sample else f"[修改、历史]({base_path()}/plots?plot={quote(plot.id, safe='')})",
    ]
    return "\n\n".join(filter(None, parts))


def hosted_text(hosted: Sequence[Hosted], able: Mapping[LinkKey, str] | None = None) -> str:
    """List the first gaps that a plot could host, each leading to its chain in a tab of its own.

    `able` says by chain and link which companies could fill it, as Markdown.
    """
    if not hosted:
        return "**能承接的缺口**：按已知条件，没有可承接的缺口或补链方向。"
    lines = [f"- {_gap_link(one)}{_able(one, able or {})}" for one in hosted[:HOSTED]]
    more = len(hosted) - HOSTED
    rest = [f"\n另有 {more} 个；未比较用地和投资。"] if more > 0 else []
    return "\n".join([f"**能承接的缺口**（{len(hosted)} 个，按优先度）", "", *lines, *rest])


def _able(one: Hosted, able: Mapping[LinkKey, str]) -> str:
    text = able.get(_key(one), "")
    return f"\n    - 目标企业：{text}" if text else ""


def _key(one: Hosted) -> LinkKey:
    return (one.ranked.finding.chain.id, one.ranked.finding.link.id)


def _gap_link(one: Hosted) -> str:
    finding = one.ranked.finding
    address = f"{base_path()}/chains?chain={finding.chain.id}&link={finding.link.id}"
    flag = "" if one.flag is Flag.GAP else f"{FLAGS[one.flag]}，"  # the list itself says gap
    about = f"{plain(finding.chain.name)}，{flag}{points(one.ranked.priority)}"
    return f"[{plain(finding.link.name)}]({address})({about})"


def plot_facts(plot: Plot) -> list[PlotFact]:
    """List what there is to know of a plot, heading and value; what nobody told us is 未核实."""
    area = (
        UNKNOWN if plot.area_mu is None else f"{plot.area_mu:,.6g} 亩（{plot.area_m2:,.0f} 平方米）"
    )
    facts = [("用地面积", area)]
    facts += [(COLUMN_BY_FIELD[name].title, shown(getattr(plot, name))) for name in FIELDS]
    if plot.chemical_park_notice:
        notice = f"{plot.chemical_park_notice} {plot.chemical_park_date}".strip()
        facts.append(("化工园区认定公告", notice))
    return [*facts, ("坐标", _position(plot)), ("最近核对", shown(plot.checked_on))]


def park_facts(park: Park) -> list[PlotFact]:
    """List what the sources say of a park."""
    said = {
        "级别": park.level,
        "定位": park.positioning,
        "面积": f"{park.area}（{park.area_as_of}）" if park.area and park.area_as_of else park.area,
        "存量用地": park.stock_fact,
        "厂房": park.factory_fact,
        "入驻企业": park.residents,
        "备注": park.note,
    }
    return [(heading, text or "公开来源未载") for heading, text in said.items()]


def shown(value: object) -> str:  # noqa: PLR0911  (one per kind of value)
    """Write one value of a plot; unknown, none and zero stay three different things."""
    match value:
        case None | "" | ():
            return UNKNOWN
        case Answer():
            return ANSWER_NAMES[value]
        case Occupancy():
            return OCCUPANCY_NAMES[value]
        case float():
            return f"{value:,.6g}"
        case date():
            return value.isoformat()
        case tuple():
            return "、".join(map(str, value))
        case _:
            return str(value)


def fact_table(facts: Sequence[PlotFact]) -> str:
    """Write facts as a Markdown table of two columns, every text escaped."""
    rows = [f"|{plain(heading)}|{plain(' '.join(text.split()))}|" for heading, text in facts]
    return "\n".join(["|项目|内容|", "|-|-|", *rows])


def verdict_text(found: Match) -> str:
    """Say how a plot suits the gap that is chosen."""
    return f"{SIGNS[found.verdict]} **对所选缺口：{VERDICT_NAMES[found.verdict]}**"


def gates_text(results: Sequence[GateResult]) -> str:
    """List every gate with its reason."""
    return "  \n".join([f"**逐项核对**（{len(results)} 项）", *gate_rows(results)])


def gate_rows(results: Sequence[GateResult]) -> list[str]:
    """Write one line per gate: what does not pass first, each with its reason."""
    order = {Verdict.FAIL: 0, Verdict.UNVERIFIED: 1, Verdict.PASS: 2}
    return [
        f"{SIGNS[result.verdict]} **{GATE_NAMES[result.gate]}** {VERDICT_NAMES[result.verdict]}："
        f"{plain(result.reason)}"
        for result in sorted(results, key=lambda result: order[result.verdict])
    ]


@kept(most=2)
def _sought(rules_version: str, _context: Context) -> tuple[Sought, ...]:  # noqa: ARG001
    """Rank once what every click on a plot asks for; only the gates differ from plot to plot."""
    return sought_links(list(_context.assessments.values()), _context.catalog.settings)


def _position(plot: Plot) -> str:
    at = plot.position
    if at is None:
        return "未落点"
    precision = "精度未注明" if at.precision_m is None else f"精度约 {at.precision_m:g} 米"
    drawn = f"{at.longitude:.5f}, {at.latitude:.5f}"
    if at.datum is Datum.WGS84:
        return f"{drawn}(WGS-84,{precision})"
    given = f"{at.given[0]:.10g}, {at.given[1]:.10g}"
    return f"{drawn}（WGS-84；原坐标 {given}，{DATUM_NAMES[at.datum]}，{precision}）"


def _is_same(chemical: ChemicalPark, park: Park) -> bool:
    return any(chemical.holds(park.name, county) for county in park.counties)
