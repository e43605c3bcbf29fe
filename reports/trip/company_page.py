"""一企一表: the one page a visitor reads before the door opens, made from a company's profile."""

import re
from collections.abc import Iterator, Sequence

from chains.wording import points
from geodata.gates_verdict import VERDICT_NAMES
from reports.company_profile import CompanyProfile, Fact, FillableLink, PlotOffer
from reports.company_words import flag_word
from reports.paper.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notes,
    Paragraph,
    Part,
    Run,
    Runs,
    Style,
    Table,
    Tone,
    say,
)
from reports.paper.texts import NOT_ASKED, UNVERIFIED, amount
from reports.trip.book import Contact
from targets.model import RelationKind

MOST_LINKS, MOST_PLOTS, MOST_EVENTS, MOST_TIES = 3, 3, 3, 4
MOST_QUESTIONS, MOST_WARNINGS = 6, 5
LONG = 110  # letters of one statement on the page; the whole is on the company's screen
DOES = ("主营产品", "行业", "经营范围")
REGISTERED = ("统一社会信用代码", "证券代码", "成立日期", "注册资本", "登记状态")
SAMPLE = "【示例】"
_ADDRESS = re.compile(r"https?://([^/\s]+)/\S*")
_SENTENCE_END = re.compile(r"[。;；]")
_CITED = re.compile(r"(?:\[\d+\])+$")


def company_part(profile: CompanyProfile, subtitle: str, contacts: Sequence[Contact] = ()) -> Part:
    """Return the page of one company; what is left out for room is said to be left out."""
    blocks = (
        Paragraph(say(profile.sentence, *_cited_by_sentence(profile)), Style.LEAD),
        *_badge(profile),
        Facts(tuple(_facts(profile, contacts))),
        *_links(profile),
        *_plots(profile),
        *_questions(profile),
        *_warnings(profile),
        _notes(profile),
    )
    return Part(profile.name, blocks, subtitle, one_page=True)


def score_text(profile: CompanyProfile) -> str:
    """Print the score with what it is made of: "12～87 分(满分 100)"."""
    bars = ";".join(
        f"{bar.name} {NOT_ASKED if bar.part == (0.0, 1.0) else points(bar.points)}/{bar.most:.0f}"
        for bar in profile.bars
    )
    return f"{points(profile.score)} 分(满分 100;{bars})"


def _cited_by_sentence(profile: CompanyProfile) -> tuple[int, ...]:
    """Return the notes that the sentence rests on: agreement, latest event, first tie."""
    transfer = [fact.cites for fact in profile.facts if fact.heading == "产业转移"]
    latest = [event.cites for event in profile.signals[:1]]
    ties = [tie.cites for tie in profile.ties[:1]]
    return tuple(dict.fromkeys(number for cites in (*transfer, *latest, *ties) for number in cites))


def _badge(profile: CompanyProfile) -> Iterator[Block]:
    if profile.is_from_memory:
        text = "凭印象,待核:没有公开来源证明下面所写的产品和环节,不得作为事实引用。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)


def _facts(profile: CompanyProfile, contacts: Sequence[Contact]) -> Iterator[tuple[str, Runs]]:
    by_heading = {fact.heading: fact for fact in profile.facts}
    does = next((by_heading[name] for name in DOES if name in by_heading), None)
    yield "做什么", say(cut(does.text), *does.cites) if does else ()
    yield "所在地", say(profile.where) if profile.where else ()
    cites = profile.facts[0].cites if profile.facts else ()
    if profile.lists:
        yield "榜单", say("、".join(profile.lists), *cites)
    registered = [by_heading[name] for name in REGISTERED if name in by_heading]
    yield "登记信息", _registered(registered)
    if "备注" in by_heading:
        note = by_heading["备注"]
        yield "备注", say(cut(note.text), *note.cites)
    yield "评分", say(score_text(profile), _computed(profile))
    yield "谁有关系", _ties(profile)
    yield "已接触", _contacts(contacts)
    yield "近期动向", _events(profile)


def _registered(facts: Sequence[Fact]) -> Runs:
    if not facts:
        return say(NOT_ASKED, tone=Tone.MUTED)
    text = ";".join(f"{fact.heading} {fact.text}" for fact in facts)
    return say(text, *facts[0].cites)


def _ties(profile: CompanyProfile) -> Runs:
    if not profile.ties:
        return say(NOT_ASKED, tone=Tone.MUTED)
    found = [tie for tie in profile.ties if tie.kind is not RelationKind.NONE_FOUND]
    if not found:
        return say("查过,没有", *profile.ties[0].cites)
    runs = []
    for tie in found[:MOST_TIES]:
        whom = f"({tie.resident})" if tie.resident else ""
        runs.append(Run(f"{tie.word}{whom}:{cut(tie.says)}", cites=tie.cites))
    return _joined(runs, len(found) - MOST_TIES)


def _contacts(contacts: Sequence[Contact]) -> Runs:
    if not contacts:
        return say("台账里没有拜访记录", tone=Tone.MUTED)
    texts = [f"{c.on} {c.group}:{c.result or '结果未填'}" for c in contacts[:MOST_TIES]]
    return _joined([Run(cut(text)) for text in texts], len(contacts) - MOST_TIES)


def _events(profile: CompanyProfile) -> Runs:
    if not profile.signals:
        return say(NOT_ASKED, tone=Tone.MUTED)
    runs = [
        Run(f"{event.happened_on} {event.word}:{cut(event.says)}", cites=event.cites)
        for event in profile.signals[:MOST_EVENTS]
    ]
    return _joined(runs, len(profile.signals) - MOST_EVENTS)


def _joined(runs: Sequence[Run], left_out: int) -> Runs:
    made: list[Run] = []
    for at, run in enumerate(runs):
        made += [Run(";")] if at else []
        made.append(run)
    return (*made, Run(f";另有 {left_out} 条未列", Tone.MUTED)) if left_out > 0 else tuple(made)


def _links(profile: CompanyProfile) -> Iterator[Block]:
    yield Heading("补哪个缺口、凭什么", _left_out(len(profile.links) - MOST_LINKS, "个环节"))
    if not profile.links:
        yield Paragraph(say("还没有归到任何环节,先问清楚产品。", tone=Tone.MUTED))
        return
    yield Table(
        ("环节", "对我市是", "优先度", "为什么"),
        tuple(_link_row(link, _computed(profile)) for link in profile.links[:MOST_LINKS]),
        (19, 15, 10, 56),
        (2,),
    )


def _link_row(link: FillableLink, computed: int) -> tuple[Runs, ...]:
    word = flag_word(link.flag) + (f",{link.kind}" if link.kind else "")
    priority = say(points(link.priority), computed) if link.priority else say("不排序")
    return (
        say(f"{link.link_name}({link.chain_name})"),
        say(word),
        priority,
        (Run(cut(link.sentence), cites=link.cites), Run(f"归链:{cut(link.why, 50)}", Tone.MUTED)),
    )


def _plots(profile: CompanyProfile) -> Iterator[Block]:
    shown = pick_plots(profile)
    yield Heading("可以谈的地块", _left_out(len(profile.plots) - len(shown), "处,见附二"))
    if not shown:
        text = "没有可以拿去谈的地块:没有门槛全不冲突的,或环节不是缺口。"
        yield Paragraph(say(text, tone=Tone.MUTED))
        return
    rows = tuple(_plot_row(plot) for plot in shown)
    yield Table(("地块", "县区、园区", "面积、价格", "门槛"), rows, (24, 20, 20, 36))


def pick_plots(profile: CompanyProfile) -> tuple[PlotOffer, ...]:
    """Return two or three plots, those for the best gap first, no plot twice."""
    once = {plot.plot_id: plot for plot in reversed(profile.plots)}
    ordered = dict.fromkeys(plot.plot_id for plot in profile.plots)
    return tuple(once[plot_id] for plot_id in ordered)[:MOST_PLOTS]


def _plot_row(plot: PlotOffer) -> tuple[Runs, ...]:
    name = f"{SAMPLE if plot.sample else ''}{plot.name}"
    open_gates = f":{'、'.join(plot.open_gates)}" if plot.open_gates else ""
    return (
        say(name, *plot.cites),
        say("、".join(filter(None, (plot.county, plot.park)))),
        say(plot_size(plot), *plot.cites),
        say(cut(f"{VERDICT_NAMES[plot.verdict]}{open_gates}", 80)),
    )


def plot_size(plot: PlotOffer) -> str:
    """Print area and price or rent; what nobody told is 未核实."""
    price = amount(plot.price_10k_yuan_per_mu, "万元/亩", "")
    rent = amount(plot.rent_yuan_per_m2_month, "元/平方米·月", "")
    cost = "、".join(filter(None, (price, rent))) or f"价格{UNVERIFIED}"
    return f"{amount(plot.area_mu, '亩', f'面积{UNVERIFIED}')},{cost}"


def _questions(profile: CompanyProfile) -> Iterator[Block]:
    yield Heading("要问什么", _left_out(len(profile.questions) - MOST_QUESTIONS, "个问题"))
    items = tuple(
        (Run(f"问{q.whom}:", Tone.STRONG), Run(cut(q.text)), Run(f"({cut(q.why, 40)})", Tone.MUTED))
        for q in profile.questions[:MOST_QUESTIONS]
    )
    yield Bullets(items or (say("没有待问的问题"),), numbered=bool(items))


def _warnings(profile: CompanyProfile) -> Iterator[Block]:
    left_out = len(profile.must_not_promise) - MOST_WARNINGS
    yield Heading("不可承诺", _left_out(left_out, "条"))
    yield Bullets(
        tuple(
            (Run("不可:", Tone.WARNING), _warning(text))
            for text in profile.must_not_promise[:MOST_WARNINGS]
        )
    )


def _warning(text: str) -> Run:
    """Take the numbers of notes off the end of a warning."""
    cited = _CITED.search(text)
    cites = tuple(map(int, re.findall(r"\d+", cited.group()))) if cited else ()
    return Run(cut(_CITED.sub("", text)), cites=cites)


def _notes(profile: CompanyProfile) -> Block:
    text = (
        f"评分、优先度和里程由本系统按公开的规则从数据版本 {profile.version} 算出,"
        "所用事实见以上各注。"
    )
    return Notes((*map(short_source, profile.sources), text))


def short_source(text: str) -> str:
    """Return a source with only the site of its address; the workbook has the whole address."""
    return _ADDRESS.sub(r"\1", text)


def _computed(profile: CompanyProfile) -> int:
    """Return the number of the note on what is computed, the last one."""
    return len(profile.sources) + 1


def _left_out(count: int, what: str) -> str:
    return f"另有 {count} {what}未列" if count > 0 else ""


def cut(text: str, most: int = LONG) -> str:
    """Return `text`, or as many whole sentences of it as there is room for, and an ellipsis."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[: most - 1])]
    return text[: ends[-1] if ends and ends[-1] > most // 2 else most - 1] + "…"
