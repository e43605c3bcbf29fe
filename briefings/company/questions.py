"""What to ask before and at the visit, and what must not be promised; read off what is open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefings.company.profile import Event, FillableLink, GateLine, PlotOffer, Question
from briefings.company.sources import NumberedSources
from briefings.state.state import DataState
from chains.evidence.registered_names import NamesOnce, bracketed
from chains.gaps.assessment import Flag
from geodata.matching.matches import not_recommended
from geodata.matching.need import need_of
from targets.model import LinkState, ScoreParts, SignalKind
from targets.scoring.gates import GateAnswer
from targets.scoring.score import Findings

COMPANY, DESK, COUNTY = "企业", "片区", "县区"
NEIGHBOURS = 3  # residents named in one question
PROJECT_GATES = frozenset(
    {
        "面积",
        "投资强度",
        "容积率",
        "亩均税收",
        "单位能耗",
        "节能审查和碳排放评价",
        "供电",
        "供水",
        "楼面荷载",
        "净高",
    }
)
FIND_OUT: Mapping[Flag | None, str] = {
    Flag.GAP: "愿不愿把这一段放到三明，要什么条件",
    Flag.WANTED: "愿不愿把这一段放到三明，要什么条件",
    Flag.TO_CHECK: "三明是否已有（先问在明企业），它的产能、开工率",
    Flag.PLANNED: "和在建项目是不是一家，还缺什么配套",
    Flag.STALE: "在建项目后来怎样，还缺什么配套",
}
UNSURE = frozenset({LinkState.DATED, LinkState.TO_CHECK})
PLANS = frozenset({SignalKind.PLANT, SignalKind.PERMIT})
PLAN_QUESTIONS = (
    ("产能多大、分几期？和现有工厂是什么关系？", "先弄清规模"),
    ("用地多少亩？厂房层高、荷载有什么要求？选址定了没有？", "对得上地块才谈得下去"),
    ("用电、蒸汽、用水、年综合能耗各多少？废水、废气怎样处理？", "门槛先看能耗和环境"),
    ("什么时候开工、投产？", "决定来不来得及"),
    ("由谁决定、走什么程序？下一次找谁？", "找到能拍板的人"),
)


def questions(
    state: DataState,
    parts: ScoreParts,
    gates: Sequence[GateLine],
    links: Sequence[FillableLink],
    plots: Sequence[PlotOffer],
    spelled: NamesOnce,
) -> Iterable[Question]:
    """List what is open, what hangs most on it first: gates, parts of the score, plots."""
    yield from _about_links(state, links)
    for gate in gates:
        if gate.answer is GateAnswer.UNKNOWN:
            yield Question(
                DESK, f"{gate.name}：{gate.reason}", "门槛没有答案就不能列为目标", common=True
            )
    yield from _about_parts(state, parts, links, spelled)
    yield from _about_plots(plots)


def about_plans(signals: Sequence[Event]) -> Iterable[Question]:
    """Ask most of a company that announced a plant: it is the best lead there is."""
    plan = next((event for event in signals if event.kind in PLANS), None)
    if plan is not None:
        said = f"{plan.happened_on} {plan.word}（{plan.says.rstrip('。')}）"
        first, *others = PLAN_QUESTIONS
        yield Question(COMPANY, f"{said}：{first[0]}", first[1])
        yield from (Question(COMPANY, text, why) for text, why in others)


def due_again(findings: Findings, fresh_since: date) -> list[Question]:
    """List what was looked up in vain so long ago that it is to be looked up again."""
    looked = []
    if not findings.signals:
        looked.append(("近期动向", findings.signals_looked_on))
    if not findings.relations:
        looked.append(("与三明的关系", findings.relations_looked_on))
    return [
        Question(DESK, f"{what} {day} 查过没有，已过复核期，请再查一次", "查过没有也会过时")
        for what, day in looked
        if day is not None and day < fresh_since
    ]


def _about_links(state: DataState, links: Sequence[FillableLink]) -> Iterable[Question]:
    for link in links[:NEIGHBOURS]:
        if link.state in UNSURE:
            found = state.catalog.chain(link.chain_id).link(link.link_id)
            products = "、".join(found.products[:4]) if found else ""
            made = f"（{products}）" if products else ""
            text = f"是否生产「{link.link_name}」的产品{made}？规格、产能各是多少？"
            is_old = link.state is LinkState.DATED
            why = "来源已过三年，今天是否还做要问" if is_old else "归到这个环节只是待核，不是事实"
            yield Question(COMPANY, text, why)


def _about_parts(
    state: DataState, parts: ScoreParts, links: Sequence[FillableLink], spelled: NamesOnce
) -> Iterable[Question]:
    if _is_open(parts.relation):
        names = bracketed(_partners(state, links, spelled))
        named = f"（如{names}）" if names else ""
        text = f"与三明的在地企业{named}有没有股权、供货或采购往来？有没有三明籍的负责人？"
        yield Question(COMPANY, text, "关系未查")
    if _is_open(parts.signal):
        text = "近一年有没有公告建厂、环评、拿地、增资？请给出公告或批文的日期和文号。"
        yield Question(COMPANY, text, "动向未查；要有日期和出处才算", common=True)
    if _is_open(parts.transfer):
        text = "当地有没有公开的产业外迁政策或两地合作协议涉及本行业？"
        yield Question(DESK, text, "产业转移的依据未查", common=True)
    if _is_open(parts.carry):
        text = "若建厂，要多少亩地、多少投资、多大用电用水，有哪些废水废气？"
        yield Question(COMPANY, text, "没有这些数，地块只能待核实", common=True)


def _partners(state: DataState, links: Sequence[FillableLink], spelled: NamesOnce) -> str:
    if not links:
        return ""
    need = need_of(state.catalog.chain(links[0].chain_id), links[0].link_id)
    return "、".join(map(spelled.of(links[0].chain_id), need.partners[:NEIGHBOURS]))


def _is_open(part: tuple[float, float]) -> bool:
    return part[0] != part[1]


def _about_plots(plots: Sequence[PlotOffer]) -> Iterable[Question]:
    asked: set[str] = set()
    for plot in plots:
        if plot.plot_id in asked or plot.sample or not plot.open_gates:
            continue
        asked.add(plot.plot_id)
        open_here = [name for name in plot.open_gates if name not in PROJECT_GATES]
        text = f"「{plot.name}」（{plot.county}）的{'、'.join(open_here or plot.open_gates)}如何？"
        yield Question(COUNTY, text, "出发前核实，未核实的不能对外说")


def about_making(links: Sequence[FillableLink]) -> Iterable[Question]:
    """Ask how the company makes what its first links are about; good to ask of each of them."""
    for link in links[:NEIGHBOURS]:
        if link.state in UNSURE:
            continue  # whether it makes this at all is asked already
        text = f"「{link.link_name}」在哪些基地做？产能、开工率各多少？原料从哪里来？"
        yield Question(COMPANY, text, "核实环节")
    if links:
        text = "有没有扩产、技改或往下游延伸的计划？什么产品、多大规模、什么时候定？"
        yield Question(COMPANY, text, "扩产的方向")


def to_find_out(link: FillableLink) -> str:
    """Say what a visit should settle about one link of the company."""
    if link.state in UNSURE:
        return "今天是否还做，规格、产能各多少"
    return FIND_OUT.get(link.flag, "产能、开工率，愿不愿配套或延伸")


def own_limits(
    state: DataState,
    gates: Sequence[GateLine],
    links: Sequence[FillableLink],
    plots: Sequence[PlotOffer],
    sources: NumberedSources,
) -> Iterable[str]:
    """List what nobody may say at the visit to this company, the gravest first."""
    yield from _refused_parks(state, links, sources)
    for answer, word in ((GateAnswer.NO, "不满足"), (GateAnswer.UNKNOWN, "未核实")):
        named = "".join(f"「{gate.name}」" for gate in gates if gate.answer is answer)
        if named:
            yield f"门槛{named}{word}：不得据此作任何承诺"
    if any(plot.sample for plot in plots):
        yield "示例地块不是真实地块，不得对外提供"
    real = {plot.plot_id: plot for plot in plots if not plot.sample}.values()
    yield from _unverified(real)
    unpriced = [plot for plot in real if not _is_priced(plot)]
    if unpriced:
        yield f"地块{_names(unpriced)}的地价、租金没有来源，不得报价"


def _refused_parks(
    state: DataState, links: Sequence[FillableLink], sources: NumberedSources
) -> Iterable[str]:
    refused = {
        park.reason: park.source
        for link in links[:NEIGHBOURS]
        for park in not_recommended(
            need_of(state.catalog.chain(link.chain_id), link.link_id), state.places.parks
        )
    }
    alike: dict[tuple[str, str], str] = {}  # several parks fall by one notice
    for reason, source in refused.items():
        park, end, why = reason.rpartition("」") if reason.count("」") == 1 else ("", "", reason)
        alike[why, source] = f"{alike.get((why, source), '')}{park}{end}"
    for (why, source), parks in alike.items():
        numbers = "".join(f"[{number}]" for number in sources.cite(source))
        yield f"{parks}{why}{numbers}"


def _unverified(plots: Iterable[PlotOffer]) -> Iterable[str]:
    """Say what is open of the plots, those together of which the same is open."""
    alike: dict[tuple[str, ...], list[PlotOffer]] = {}
    for plot in plots:
        alike.setdefault(plot.open_gates, []).append(plot)
    for gates, same in alike.items():
        if gates:
            yield f"地块{_names(same)}的{'、'.join(gates)}尚未核实，不得承诺"


def _names(plots: Iterable[PlotOffer]) -> str:
    return "".join(f"「{plot.name}」" for plot in plots)


def _is_priced(plot: PlotOffer) -> bool:
    return plot.price_10k_yuan_per_mu is not None or plot.rent_yuan_per_m2_month is not None
