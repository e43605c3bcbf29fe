"""项目推介卡: one gap on one sheet, to be handed over; what no data says is left for the office."""

from collections.abc import Iterator, Sequence

from briefings.company.promises import FAVOURS, told
from briefings.company.sources import NumberedSources
from briefings.company.words import flag_word
from briefings.state.plot_matches import judge_all
from briefings.state.state import DataState
from briefings.texts import UNVERIFIED, amount, without_phones
from briefings.trip.book import starred
from chains.gaps.assessment import Finding, Flag
from chains.gaps.priority import priority
from chains.gaps.wording import gap_sentence, neighbours_text, points, presence_sentence
from chains.settings import Weights
from chains.site import UTILITY_NAMES
from chains.source_words import source_text
from files.errors import NotFound
from geodata.matching.matches import Match
from geodata.matching.need import need_of
from geodata.matching.verdict import VERDICT_NAMES, Verdict, plot_source
from papers.renderers.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notes,
    Paper,
    Paragraph,
    Part,
    Run,
    Runs,
    Style,
    Table,
    Tone,
    say,
)
from papers.trip.company_page import plot_name, short_source
from policies.comparing import read_policy

KIND = "项目推介卡"
TO_FILL = "待填"
MOST_PLOTS, MOST_EVIDENCE = 3, 4
COMPUTED = (1,)  # the first note says how figures without a source of their own came about


def card_paper(state: DataState, chain_id: str, link_id: str) -> Paper:
    """Return the card of one link.

    Raises:
        NotFound: there is no such chain or link.
    """
    finding = _finding(state, chain_id, link_id)
    sources = NumberedSources()
    sources.cite(f"优先度、密度由本系统按公开的规则从数据版本 {state.version} 算出")
    blocks: list[Block] = [Paragraph(say(_headline(finding), *COMPUTED), Style.LEAD)]
    if finding.flag is Flag.TO_CHECK:
        text = "这个环节还没有人查过，没有来源说缺：先核实，再对外推介。"
        blocks.append(Paragraph(say(text, tone=Tone.WARNING), Style.BOXED))
    plots = _plots(state, finding)
    blocks += [Facts(tuple(_facts(state, finding, plots, sources)))]
    blocks += [
        *_evidence(finding, sources, state.catalog.settings.weights),
        *_plot_table(plots, sources),
    ]
    blocks += [Paragraph(say(_remark()), Style.SMALL)]
    blocks.append(Notes(tuple(map(short_source, sources.listed()))))
    subtitle = f"{finding.chain.name} · {flag_word(finding.flag)}"
    part = Part(f"{finding.link.name}项目", tuple(blocks), subtitle, one_page=True)
    subject = f"{finding.chain.name}_{finding.link.name}"
    return starred(Paper(KIND, subject, state.today, state.version, (part,)))


def _finding(state: DataState, chain_id: str, link_id: str) -> Finding:
    chain = state.catalog.chain(chain_id)
    finding = state.assessments[chain.id].findings.get(link_id)
    if finding is None:
        known = "、".join(f"{link.name}（{link.id}）" for link in chain.links[:12])
        text = f"「{chain.name}」里没有编号为「{link_id[:40]}」的环节。例如：{known}"
        raise NotFound(text)
    return finding


def _headline(finding: Finding) -> str:
    wanted = finding.link.gap_direction
    if wanted:
        return f"要引进的方向：{wanted.rstrip('。')}。"
    return gap_sentence(finding) or presence_sentence(finding)


def _facts(
    state: DataState, finding: Finding, plots: Sequence[Match], sources: NumberedSources
) -> Iterator[tuple[str, Runs]]:
    link, chain = finding.link, finding.chain
    by_id = chain.source_by_id
    cited = sources.cite(*(source_text(by_id[e.source]) for e in finding.evidence[:MOST_EVIDENCE]))
    kind = f"({finding.kind.text})" if finding.kind else ""
    yield "项目名称", say(f"{chain.name}「{link.name}」项目{kind}")
    yield "建设地点", _places(plots, sources)
    products = f"产品：{'、'.join(link.products)}。" if link.products else ""
    yield (
        "建设内容和规模",
        (Run(products, cites=cited if products else ()), *say(f"规模：{TO_FILL}")),
    )
    yield "总投资", say(TO_FILL)
    yield "已具备的条件", tuple(_conditions(state, finding))
    yield "用地和配套要求", _needs(finding)
    policy = read_policy(state.policies, (chain.id, link.id), link.gbt4754, state.today)
    yield "产业政策", (Run(policy.reason, cites=sources.cite(*policy.sources)),)
    text, cites = told(FAVOURS, state, sources)
    yield "合作方式", (*say(f"{TO_FILL}；"), Run(text, cites=cites))
    yield "联系单位", say(TO_FILL)


def _places(plots: Sequence[Match], sources: NumberedSources) -> Runs:
    real = [match for match in plots if not match.plot.sample]
    if not real:
        return say(f"{UNVERIFIED}：没有可以对外提供的真实地块")
    return tuple(
        Run(f"{'' if at == 0 else ';'}{m.plot.county}{m.plot.park}「{m.plot.name}」", cites=cites)
        for at, m in enumerate(real)
        if (cites := sources.cite(plot_source(m.plot)))
    )


def _conditions(state: DataState, finding: Finding) -> Iterator[Run]:
    graph = state.assessments[finding.chain.id].graph
    found = state.assessments[finding.chain.id].findings
    for word, neighbours in (
        ("上游", graph.pred[finding.link.id]),
        ("下游", graph.succ[finding.link.id]),
    ):
        here = [found[i] for i in neighbours if found[i].companies]
        for neighbour in here[:3]:
            names = "、".join(neighbour.companies[:4])
            yield Run(f"{word}「{neighbour.link.name}」本地有 {names}；")
    yield Run(f"{neighbours_text(finding)}。", Tone.MUTED, COMPUTED)


def _needs(finding: Finding) -> Runs:
    need = need_of(finding.chain, finding.link.id)
    asked = ["进入认定的化工园区"] if need.chemical else []
    asked += [UTILITY_NAMES[utility] for utility in need.utilities]
    text = f"链文件写明：{'、'.join(asked)}。" if asked else ""
    return say(f"{text}用地、用电、用水和投资强度：{TO_FILL}")


def _evidence(finding: Finding, sources: NumberedSources, weights: Weights) -> Iterator[Block]:
    yield Heading("凭什么说要补")
    by_id = finding.chain.source_by_id
    said = finding.evidence[:MOST_EVIDENCE]
    items = tuple(
        (
            Run(
                f"{e.says}（{e.as_of or '时间未写'}）",
                cites=sources.cite(source_text(by_id[e.source])),
            ),
        )
        for e in said
    )
    order = f"优先度 {points(priority(finding.parts, weights))}" if finding.parts else "不排序"
    yield Paragraph(say(f"{presence_sentence(finding)}{gap_sentence(finding)}{order}。", *COMPUTED))
    yield Bullets(items or (say("没有来源说到这个环节。", tone=Tone.MUTED),))


def _plots(state: DataState, finding: Finding) -> list[Match]:
    judged = judge_all(state.places, need_of(finding.chain, finding.link.id)).best
    return [match for match in judged if match.verdict is not Verdict.FAIL][:MOST_PLOTS]


def _plot_table(plots: Sequence[Match], sources: NumberedSources) -> Iterator[Block]:
    yield Heading("可选的地块")
    if not plots:
        yield Paragraph(say("没有门槛全不冲突的地块。", tone=Tone.MUTED))
        return
    rows = tuple(_plot_row(match, sources) for match in plots)
    yield Table(("地块", "县区、园区", "面积", "门槛"), rows, (28, 22, 14, 36), (2,))


def _plot_row(match: Match, sources: NumberedSources) -> tuple[Runs, ...]:
    plot = match.plot
    cites = sources.cite(plot_source(plot))
    still = match.count(Verdict.UNVERIFIED)
    text = f"{VERDICT_NAMES[match.verdict]}" + (f":{still} 项待核实" if still else "")
    return (
        say(plot_name(without_phones(plot.name), sample=plot.sample)),
        say("、".join(filter(None, (plot.county, plot.park)))),
        say(amount(plot.area_mu, "亩"), *cites),
        say(text),
    )


def _remark() -> str:
    return (
        f"「{TO_FILL}」由项目单位填写；「{UNVERIFIED}」不等于没有。"
        "未经核实的条件不得对外承诺，示例地块不得对外提供。"
    )
