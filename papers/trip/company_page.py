"""一企一表: the one page a visitor reads before the door opens, made from a company's profile."""

import re
from collections.abc import Iterator, Sequence

from briefings.company.profile import CompanyProfile, FillableLink, PlotOffer
from briefings.company.questions import COMPANY
from briefings.company.words import standing_word
from briefings.texts import UNVERIFIED, amount
from briefings.trip.book import EarlierVisit
from chains.gaps.wording import points
from geodata.matching.verdict import VERDICT_NAMES
from papers.renderers.blocks import (
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
from papers.renderers.fitting import fits
from papers.trip.company_facts import FactRows, computed
from papers.trip.room import ROOMS, Room, cut, left_out

WARNING = 160  # letters of a warning that are never cut for room
SAMPLE, NAMED_SAMPLE = "【示例】", "（示例）"
_ADDRESS = re.compile(r"https?://([^/\s]+)/\S*")
_CITED = re.compile(r"(?:\[\d+\])+$")


def company_part(
    profile: CompanyProfile, subtitle: str, contacts: Sequence[EarlierVisit] = ()
) -> Part:
    """Return the page of one company; what is left out for room is said to be left out."""
    made = (_part(profile, subtitle, contacts, room) for room in ROOMS)
    return next(
        (part for part in made if fits(part)), _part(profile, subtitle, contacts, ROOMS[-1])
    )


def _part(
    profile: CompanyProfile, subtitle: str, contacts: Sequence[EarlierVisit], room: Room
) -> Part:
    blocks = (
        Paragraph(say(cut(profile.sentence, room.whole), *_cited_by_sentence(profile)), Style.LEAD),
        *_badge(profile),
        Facts(tuple(FactRows(profile, contacts, room).pairs())),
        *_links(profile, room),
        *_plots(profile, room),
        *_questions(profile, room),
        *_warnings(profile, room),
        _notes(profile, room),
    )
    return Part(profile.name, blocks, subtitle, one_page=True)


def _cited_by_sentence(profile: CompanyProfile) -> tuple[int, ...]:
    """Return the notes that the sentence rests on: agreement, latest event, first tie."""
    transfer = [fact.cites for fact in profile.facts if fact.heading == "产业转移"]
    latest = [event.cites for event in profile.signals[:1]]
    ties = [tie.cites for tie in profile.ties[:1]]
    return tuple(dict.fromkeys(number for cites in (*transfer, *latest, *ties) for number in cites))


def _badge(profile: CompanyProfile) -> Iterator[Block]:
    if profile.is_from_memory:
        text = "凭印象，待核：没有公开来源证明下面所写的产品和环节，不得作为事实引用。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)


def _links(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    yield Heading("补哪个缺口、凭什么", left_out(len(profile.links) - room.links, "个环节"))
    if not profile.links:
        yield Paragraph(say("还没有归到任何环节，先问清楚产品。", tone=Tone.MUTED))
        return
    yield Table(
        ("环节", "对我市是", "优先度", "为什么"),
        tuple(
            _link_row(link, computed(profile), room.letters) for link in profile.links[: room.links]
        ),
        (19, 15, 10, 56),
        (2,),
    )


def _link_row(link: FillableLink, note: int, letters: int) -> tuple[Runs, ...]:
    priority = say(points(link.priority), note) if link.priority else say("不排序")
    return (
        say(f"{link.link_name}（{link.chain_name}）"),
        say(standing_word(link.flag, link.kind)),
        priority,
        (
            Run(cut(link.sentence, letters), cites=link.cites or (note,)),
            Run(f" 归链：{cut(link.why, 50)}", Tone.MUTED),
        ),
    )


def _plots(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    offered = tuple({plot.plot_id: plot for plot in reversed(profile.plots)}.values())[::-1]
    yield Heading("可以谈的地块", left_out(len(offered) - room.plots, "处"))
    if not offered:
        text = "没有可以拿去谈的地块：没有门槛全不冲突的，或环节不是缺口。"
        yield Paragraph(say(text, tone=Tone.MUTED))
        return
    rows = tuple(_plot_row(plot, room.letters) for plot in offered[: room.plots])
    yield Table(("地块", "县区、园区", "面积、价格", "门槛"), rows, (24, 20, 20, 36))


def _plot_row(plot: PlotOffer, letters: int) -> tuple[Runs, ...]:
    open_gates = f"：{'、'.join(plot.open_gates)}" if plot.open_gates else ""
    return (
        say(plot_name(plot.name, sample=plot.sample)),
        say("、".join(filter(None, (plot.county, plot.park)))),
        say(plot_size(plot), *plot.cites),
        say(cut(f"{VERDICT_NAMES[plot.verdict]}{open_gates}", letters)),
    )


def plot_name(name: str, *, sample: bool) -> str:
    """Print the name of a plot; that of a sample begins with the mark, said once."""
    return f"{SAMPLE}{name.removesuffix(NAMED_SAMPLE)}" if sample else name


def plot_size(plot: PlotOffer) -> str:
    """Print area and price or rent; what nobody told is 未核实."""
    price = amount(plot.price_10k_yuan_per_mu, "万元/亩", "")
    rent = amount(plot.rent_yuan_per_m2_month, "元/平方米·月", "")
    cost = "、".join(filter(None, (price, rent))) or f"价格{UNVERIFIED}"
    return f"{amount(plot.area_mu, '亩', f'面积{UNVERIFIED}')}，{cost}"


def _questions(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    """Ask the company first: what desk and counties answer can be settled before the visit."""
    yield Heading("要问什么", left_out(len(profile.questions) - room.questions, "个问题"))
    asked = sorted(profile.questions, key=lambda q: q.whom != COMPANY)
    items = tuple(
        (
            Run(f"问{q.whom}：", Tone.STRONG),
            Run(cut(q.text, room.letters)),
            Run(f"({cut(q.why, 40)})", Tone.MUTED),
        )
        for q in asked[: room.questions]
    )
    yield Bullets(items or (say("没有待问的问题"),), numbered=bool(items))


def _warnings(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    more = len(profile.must_not_promise) - room.warnings
    yield Heading("不可承诺", left_out(more, "条"))
    yield Bullets(
        tuple(
            (Run("不可：", Tone.WARNING), _warning(text, max(room.letters, WARNING)))
            for text in profile.must_not_promise[: room.warnings]
        )
    )


def _warning(text: str, letters: int) -> Run:
    """Take the numbers of notes off the end of a warning."""
    cited = _CITED.search(text)
    cites = tuple(map(int, re.findall(r"\d+", cited.group()))) if cited else ()
    return Run(cut(_CITED.sub("", text), letters), cites=cites)


def _notes(profile: CompanyProfile, room: Room) -> Block:
    text = (
        f"评分、优先度和里程由本系统按公开的规则从数据版本 {profile.version} 算出，"
        "所用事实见以上各注。"
    )
    named = (cut(short_source(source), room.whole) for source in profile.sources)
    return Notes((*named, text))


def short_source(text: str) -> str:
    """Return a source with only the site of its address; the workbook has the whole address."""
    return _ADDRESS.sub(r"\1", text)
