"""What the page of a company shows, as sections of rows (docs/board.md): the answer first."""

from collections.abc import Sequence
from urllib.parse import urlencode

from briefings.company.profile import Cites, CompanyProfile, FillableLink, PlotOffer
from briefings.company.words import NOT_LOOKED, flag_word
from chains.gaps.wording import points
from geodata.matching.verdict import VERDICT_NAMES
from targets.model import LinkState
from targets.scoring.gates import ANSWER_NAMES
from targets.scoring.wording import STATE_NAMES, looked_words

Row = dict[str, object]
SectionContent = dict[str, object]
LISTED = 8  # links shown with a way to graph and map; further ones are named


def company_columns(profile: CompanyProfile, base: str = "") -> list[list[SectionContent]]:
    """Return three columns: what it could fill and where; why and who; what to ask and promise.

    `base` is the path below which the server answers.
    """
    return [
        [
            _links(profile.links, base),
            _plots(profile.plots, base, is_assigned=bool(profile.links)),
            _facts(profile),
        ],
        [_score(profile), _gates(profile), _ties(profile), _signals(profile)],
        [_questions(profile), _promises(profile), _sources(profile)],
    ]


def _links(links: Sequence[FillableLink], base: str) -> SectionContent:
    rows: list[Row] = []
    for link in links[:LISTED]:
        where = urlencode({"chain": link.chain_id, "link": link.link_id})
        priority = f" 优先度 {points(link.priority)}" if link.priority else ""
        is_sure = link.state not in {LinkState.DATED, LinkState.TO_CHECK}
        sure = "" if is_sure else f" · {STATE_NAMES[link.state]}"
        rows += [
            _path(
                f"{base}/chains?{where}",
                f"{link.chain_name} · {link.link_name}",
                f"{flag_word(link.flag)}{priority}{sure}",
            ),
            _text("；".join(filter(None, (link.kind, link.why))) + cited(link.cites)),
            _path(f"{base}/map?{where}", "在地图上为它找地", ""),
        ]
    rest = links[LISTED:]
    if rest:
        rows.append(_text(f"另有 {len(rest)} 个：" + "、".join(link.link_name for link in rest)))
    note = f"{len(links)} 个，缺口和补链方向在前" if links else ""
    return {"title": "能补的环节", "note": note, "rows": rows or _unassigned(base)}


def _unassigned(base: str) -> list[Row]:
    empty = "还没有归到任何环节：来源没有写明产品，或不属于本图的产业链。"
    return [
        _text(empty),
        _path(f"{base}/chains", "到图谱里看各环节缺什么", ""),
        _path(f"{base}/map", "到地图上看地块", ""),
    ]


def _plots(plots: Sequence[PlotOffer], base: str, *, is_assigned: bool) -> SectionContent:
    rows: list[Row] = []
    for plot in plots:
        where = {"chain": plot.chain_id, "link": plot.link_id, "plot": plot.plot_id}
        mark = "（示例）" if plot.sample and "示例" not in plot.name else ""
        area = "面积未核实" if plot.area_mu is None else f"{plot.area_mu:,.6g} 亩"
        rows += [
            _path(
                f"{base}/map?{urlencode(where)}",
                f"{plot.name}{mark}",
                f"{VERDICT_NAMES[plot.verdict]} · {plot.county} · {area}",
            ),
            _text(f"为「{plot.link_name}」：{_gate_text(plot)}{cited(plot.cites)}"),
        ]
    nothing = "没有可看的地块：它能做的环节我市已有，或现有地块都不合用。"
    empty = nothing if is_assigned else "还没有归到环节，不知道要什么样的地，没有比。"
    return {
        "title": "能放的地块",
        "note": "未核实的不能对外说" if plots else "",
        "rows": rows or [_text(empty)],
    }


def _gate_text(plot: PlotOffer) -> str:
    passed = len(plot.gates) - len(plot.open_gates)
    if not plot.open_gates:
        return f"{passed} 项全部通过"
    return f"{passed} 项通过，待核实：{'、'.join(plot.open_gates)}"


def _score(profile: CompanyProfile) -> SectionContent:
    bars: list[Row] = [
        {
            "t": "bar",
            "label": bar.name,
            "low": round(bar.part[0], 4),
            "high": round(bar.part[1], 4),
            "value": f"{points(bar.points)} / {bar.most:.0f}",
        }
        for bar in profile.bars
    ]
    return {
        "title": f"目标分 {points(profile.score)}",
        "note": "各部分之和；斜纹是未查，不是低分",
        "rows": bars,
    }


def _gates(profile: CompanyProfile) -> SectionContent:
    rows = [_text(f"{g.name}：{ANSWER_NAMES[g.answer]}。{g.reason}") for g in profile.gates]
    return {"title": "门槛", "note": "有一项为否就不是目标", "rows": rows or [_text(NOT_LOOKED)]}


def _ties(profile: CompanyProfile) -> SectionContent:
    rows: list[Row] = [
        _evidence(tie.word, f"{f'{tie.resident}:' if tie.resident else ''}{tie.says}", tie.cites)
        for tie in profile.ties
    ]
    looked = profile.relations_looked_on
    vain = f"{looked} {looked_words(looked, profile.fresh_since)}"
    nothing = vain if looked else f"{NOT_LOOKED}。查过没有，也请记一笔。"
    return {"title": "与我市的关系", "note": "", "rows": rows or [_text(nothing)]}


def _signals(profile: CompanyProfile) -> SectionContent:
    rows: list[Row] = [
        _evidence(event.happened_on.isoformat(), f"{event.word}：{event.says}", event.cites)
        for event in profile.signals
    ]
    looked = profile.signals_looked_on
    vain = f"{looked} {looked_words(looked, profile.fresh_since)}"
    nothing = vain if looked else f"{NOT_LOOKED}。动向要有日期和出处。"
    note = "只说明发生过什么，不代表有投资意向"
    return {"title": "近期动向", "note": note, "rows": rows or [_text(nothing)]}


def _questions(profile: CompanyProfile) -> SectionContent:
    rows = [_text(f"{i}. 问{q.whom}：{q.text}") for i, q in enumerate(profile.questions, start=1)]
    return {"title": "要问的问题", "note": f"{len(rows)} 个", "rows": rows or [_text("无")]}


def _promises(profile: CompanyProfile) -> SectionContent:
    rows = [_text(text) for text in profile.must_not_promise]
    return {"title": "不可承诺事项", "note": "", "rows": rows}


def _facts(profile: CompanyProfile) -> SectionContent:
    rows = [_text(f"{fact.heading}：{fact.text}{cited(fact.cites)}") for fact in profile.facts]
    return {"title": "企业情况", "note": "按来源所写", "rows": rows or [_text("来源没有写明。")]}


def _sources(profile: CompanyProfile) -> SectionContent:
    rows = [_text(f"[{i}] {text}") for i, text in enumerate(profile.sources, start=1)]
    return {"title": "来源", "note": "", "rows": rows or [_text("没有来源，不作为目标。")]}


def cited(cites: Cites) -> str:
    """Write the numbers of sources as they stand behind a statement."""
    return "".join(f"[{number}]" for number in cites)


def _evidence(head: str, text: str, cites: Cites) -> Row:
    return _text(f"{head} {text}{cited(cites)}")


def _path(href: str, label: str, note: str) -> Row:
    return {"t": "href", "href": href, "label": label, "note": note}


def _text(text: str) -> Row:
    return {"t": "text", "text": text, "muted": False}
