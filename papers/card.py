"""项目推介卡: one link on a card to be handed out, in Chinese and, if filled in, in English.

What the office filled in stands first; where it did not, what public sources say of products and
neighbours stands with its source; everything else is left out. No reasoning of ours is on it.
"""

import re
from collections.abc import Iterator, Sequence

from briefings.company.sources import NumberedSources
from briefings.state.plot_matches import judge_all
from briefings.state.state import DataState
from chains.evidence.registered_names import NamesOnce
from chains.evidence.residents import residents_named
from chains.gaps.assessment import Finding, Flag
from chains.model import Chain, Source
from chains.site import UTILITY_NAMES
from chains.source_words import source_text
from files.errors import NotFound
from files.personal.phones import without_phones
from geodata.matching.need import need_of
from geodata.matching.verdict import Verdict, plot_source
from ledger.papers.cards import CARD_FIELDS, CardContent, CardTexts
from papers.renderers.blocks import (
    Block,
    Facts,
    Notes,
    Paper,
    Paragraph,
    Part,
    QrCode,
    Run,
    Runs,
    Style,
    Tone,
    say,
)
from papers.trip.company_back import short_source
from policies.comparing import NO_ROW, PolicyAnswer, read_policy

KIND = "项目推介卡"
MOST_PLOTS, NEIGHBOURS, NAMED = 3, 3, 4
NOT_A_ROW = frozenset({"title", "subtitle", "legal"})
LABEL_ENGLISH = 0.24  # English words are wider
_REMARK = re.compile(r"（[^（）]*）$")  # who named a direction and when: told by its source
LEGAL = (
    "依照《公平竞争审查条例》（2024 年 8 月 1 日起施行），本项目不设针对特定企业的税收优惠、"
    "奖励补贴和要素优惠，不以迁入注册地、在本地纳税或纳入统计为条件，对各类投资者一视同仁。"
)
LEGAL_ENGLISH = (
    "Under the Regulations on Fair Competition Review (in force since 1 August 2024) no tax "
    "preference, subsidy or preferential access to land, energy or other inputs is offered to any "
    "particular company, and none depends on moving a registered office, paying tax locally or "
    "reporting statistics locally. All investors are treated alike."
)
FOOT = "本卡供投资者参考，不构成要约或承诺，以依法公开的文件和正式协议为准"
FOOT_ENGLISH = "For information only; not an offer or commitment."
PLACE_ENGLISH = "Sanming, Fujian, China"


def card_paper(
    state: DataState, chain_id: str, link_id: str, content: CardContent | None = None
) -> Paper:
    """Return the card of one link with what the office filled in.

    Raises:
        NotFound: there is no such chain or link.
    """
    finding = _finding(state, chain_id, link_id)
    given = content or CardContent()
    parts = [_chinese(state, finding, given)]
    if given.english.title:
        parts.append(_english(given))
    subject = f"{finding.chain.name}_{finding.link.name}"
    day = f"{state.today.year} 年 {state.today.month} 月"
    foot = f"{day}　{FOOT}" + (f" · {FOOT_ENGLISH}" if given.english.title else "")
    return Paper(KIND, subject, state.today, state.version, tuple(parts), outward=foot)


def card_cautions(state: DataState, chain_id: str, link_id: str) -> Iterator[str]:
    """Yield what to settle before the card of a link goes out; nothing of it is on the card.

    Raises:
        NotFound: there is no such chain or link.
    """
    finding = _finding(state, chain_id, link_id)
    if finding.flag is Flag.TO_CHECK:
        yield "这个环节还没有人查过，没有来源说缺：先核实，再对外推介。"
    place = (finding.chain.id, finding.link.id)
    law = read_policy(state.policies, place, finding.link.gbt4754, state.today)
    if law.answer is PolicyAnswer.FORBIDDEN:
        yield f"现行规定不允许新建：{law.reason}。不要对外推介。"
    elif law.sources:
        yield f"有关规定：{law.reason}。"


def _finding(state: DataState, chain_id: str, link_id: str) -> Finding:
    chain = state.catalog.chain(chain_id)
    finding = state.assessments[chain.id].findings.get(link_id)
    if finding is None:
        known = "、".join(f"{link.name}（{link.id}）" for link in chain.links[:12])
        text = f"「{chain.name}」里没有编号为「{link_id[:40]}」的环节。例如：{known}"
        raise NotFound(text)
    return finding


def _chinese(state: DataState, finding: Finding, given: CardContent) -> Part:
    sources = NumberedSources()
    texts = given.chinese
    rows = []
    for name, (word, _) in CARD_FIELDS.items():
        said = texts.filled.get(name)
        runs = say(said) if said else tuple(_known(name, state, finding, sources))
        if runs and name not in NOT_A_ROW:
            rows.append((word, runs))
    blocks: list[Block] = [Paragraph(say(texts.subtitle), Style.LEAD)] if texts.subtitle else []
    blocks.append(Facts(tuple(rows)))
    blocks += _closing(texts, "法规提示", LEGAL, given.address)
    listed = tuple(map(short_source, sources.listed()))
    blocks += [Notes(listed, "资料来源")] if listed else []
    title = texts.title or f"{finding.link.name}项目"
    kicker = f"福建三明 · {finding.chain.name}产业链 · 项目推介"
    return Part(title, tuple(blocks), kicker, one_page=True, large=True)


def _english(given: CardContent) -> Part:
    """The English card: fixed words of ours and what the office filled in; nothing translated."""
    texts = given.english
    rows = tuple(
        (word, say(texts.filled[name]))
        for name, (_, word) in CARD_FIELDS.items()
        if name in texts.filled and name not in NOT_A_ROW
    )
    blocks: list[Block] = [Paragraph(say(texts.subtitle), Style.LEAD)] if texts.subtitle else []
    blocks += [Facts(rows, LABEL_ENGLISH)] if rows else []
    blocks += _closing(texts, "Legal notice", LEGAL_ENGLISH, given.address)
    return Part(texts.title, tuple(blocks), PLACE_ENGLISH, one_page=True, large=True)


def _closing(texts: CardTexts, word: str, usual: str, address: str) -> Iterator[Block]:
    yield Paragraph((Run(f"{word}　", Tone.STRONG), Run(texts.legal or usual)), Style.BOXED)
    if address:
        yield QrCode(address)


def _known(
    name: str, state: DataState, finding: Finding, sources: NumberedSources
) -> Iterator[Run]:
    """What public sources and the register of plots say, for a field that nobody filled in."""
    match name:
        case "place":
            yield from _places(state, finding, sources)
        case "scope":
            yield from _scope(finding, sources)
        case "conditions":
            yield from _conditions(state, finding, sources)
        case "needs":
            yield from _needs(finding)
        case "policies":
            yield from _policies(state, finding, sources)


def _places(state: DataState, finding: Finding, sources: NumberedSources) -> Iterator[Run]:
    """Real plots that pass every gate; one of which anything is open is offered to nobody."""
    judged = judge_all(state.places, need_of(finding.chain, finding.link.id)).best
    real = [m for m in judged if m.verdict is Verdict.PASS and not m.plot.sample]
    for at, match in enumerate(real[:MOST_PLOTS]):
        plot = match.plot
        name = without_phones(f"{plot.county}{plot.park}“{plot.name}”")
        yield Run(f"{'；' if at else ''}{name}", cites=sources.cite(plot_source(plot)))


def _scope(finding: Finding, sources: NumberedSources) -> Iterator[Run]:
    link = finding.link
    by_id = finding.chain.source_by_id
    wanted = _REMARK.sub("", finding.wanted_for.rstrip("。"))
    if wanted:
        named = (source_text(by_id[e.source]) for e in finding.evidence[:NAMED])
        yield Run(f"{wanted}。", cites=sources.cite(*named))
    elif link.products:
        yield Run(f"生产{'、'.join(link.products)}。")


def _conditions(state: DataState, finding: Finding, sources: NumberedSources) -> Iterator[Run]:
    assessment = state.assessments[finding.chain.id]
    spelled = NamesOnce(state.registered).of(finding.chain.id)
    for word, neighbours in (
        ("上游", assessment.graph.pred[finding.link.id]),
        ("下游", assessment.graph.succ[finding.link.id]),
    ):
        here = [assessment.findings[i] for i in neighbours if assessment.findings[i].companies]
        for neighbour in here[:NEIGHBOURS]:
            named = neighbour.companies[:NAMED]
            names = residents_named(named, neighbour.chain, unseen="", spelled=spelled)
            cites = sources.cite(*(source_text(s) for s in _naming(named, neighbour.chain)))
            yield Run(f"{word}“{neighbour.link.name}”本地有{names}。", cites=cites)


def _naming(names: Sequence[str], chain: Chain) -> Iterator[Source]:
    """Yield the best source of each resident: what proves the link need not name the company."""
    by_id, entries = chain.source_by_id, {entry.name: entry for entry in chain.enterprises}
    for entry in (entries[name] for name in names if name in entries):
        yield min((by_id[i] for i in entry.sources), key=lambda source: source.grade)


def _needs(finding: Finding) -> Runs:
    need = need_of(finding.chain, finding.link.id)
    asked = ["进入认定的化工园区"] if need.chemical else []
    asked += [UTILITY_NAMES[utility] for utility in need.utilities]
    return say(f"需要{'、'.join(asked)}。") if asked else ()


def _policies(state: DataState, finding: Finding, sources: NumberedSources) -> Iterator[Run]:
    """What the tables of law say of the link, by reference; nothing where it stands in none."""
    place = (finding.chain.id, finding.link.id)
    law = read_policy(state.policies, place, finding.link.gbt4754, state.today)
    if law.sources and law.reason != NO_ROW:
        yield Run(f"{law.reason}。", cites=sources.cite(*law.sources))
