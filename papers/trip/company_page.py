"""一企一表: one sheet on a company: known and to ask in front, to write on behind."""

from collections.abc import Iterator, Sequence

from briefings.company.profile import CompanyProfile, FillableLink, PlotOffer, Question
from briefings.company.questions import COMPANY, about_making, to_find_out
from briefings.company.words import standing_word
from briefings.texts import UNVERIFIED, amount
from briefings.trip.book import EarlierVisit
from chains.gaps.assessment import Flag
from geodata.matching.verdict import VERDICT_NAMES
from papers.renderers.blocks import (
    Block,
    Facts,
    Form,
    Heading,
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
from papers.trip.company_back import back_part, computed
from papers.trip.company_facts import FactRows
from papers.trip.room import ROOMS, Room, cut, left_out

FEW = 5  # questions of its own below which a company is asked how it makes its things
NOT_A_GAP = "（不是缺口）"
WHY_THEY = "这家对上这一环："
COMMON_ELSEWHERE = "家家都问的，见《共同问题和不可承诺》，这里不重复。"


def company_parts(
    profile: CompanyProfile, subtitle: str, contacts: Sequence[EarlierVisit] = ()
) -> tuple[Part, Part]:
    """Return both sides of the sheet of one company; what is left out is said to be left out."""
    made = ((_front(profile, subtitle, contacts, room), room) for room in ROOMS)
    front = next((part for part, _ in made if fits(part)), None)
    narrowest = _front(profile, subtitle, contacts, ROOMS[-1])
    return front or narrowest, back_part(profile)


def _front(
    profile: CompanyProfile, subtitle: str, contacts: Sequence[EarlierVisit], room: Room
) -> Part:
    facts = FactRows(profile, contacts, room)
    known = tuple(facts.pairs())
    blocks = (
        _why(profile, room),
        *_badge(profile),
        Heading("一、已经知道的"),
        Facts(known) if known else Paragraph(say("除名称外还什么都不知道。", tone=Tone.MUTED)),
        *_links(profile, room),
        *_plots(profile, room),
        Heading("三、还没查清的"),
        _open(facts.open()),
        *_questions(profile, room),
    )
    return Part(profile.name, blocks, subtitle, one_page=True)


def _why(profile: CompanyProfile, room: Room) -> Block:
    """Say why it is visited, with the notes of the agreement, latest event and first tie."""
    transfer = [fact.cites for fact in profile.facts if fact.heading == "产业转移"]
    latest = [event.cites for event in profile.signals[:1]]
    ties = [tie.cites for tie in profile.ties[:1]]
    cites = dict.fromkeys(number for given in (*transfer, *latest, *ties) for number in given)
    reason = Run(cut(profile.sentence, room.whole), cites=tuple(cites))
    return Paragraph((Run("为什么见：", Tone.STRONG), reason))


def _badge(profile: CompanyProfile) -> Iterator[Block]:
    if profile.is_from_memory:
        text = "凭印象，待核：没有公开来源证明下面所写的产品和环节，不得作为事实引用。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)


def _links(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    left = left_out(len(profile.links) - room.links, "个环节")
    yield Heading("二、对上我市哪几个环节", left)
    if not profile.links:
        yield Paragraph(say("还没有归到任何环节，先问清楚产品。", tone=Tone.MUTED))
        return
    rows = tuple(_link_row(profile, link, room) for link in profile.links[: room.links])
    yield Table(("环节", "三明现状", "凭什么这样说", "这次要弄清"), rows, (20, 18, 40, 22))


def _link_row(profile: CompanyProfile, link: FillableLink, room: Room) -> tuple[Runs, ...]:
    standing = standing_word(link.flag, link.kind)
    stands: Runs = (Run(standing, Tone.STRONG),)
    if link.flag is Flag.TO_CHECK:
        stands = (Run(UNVERIFIED, Tone.STRONG), Run(NOT_A_GAP))
    return (
        say(f"{link.link_name}（{link.chain_name}）"),
        stands,
        (
            Run(cut(link.presence, room.letters), cites=link.cites or (computed(profile),)),
            Run(f"{WHY_THEY}{cut(link.why, room.letters)}。", Tone.MUTED),
        ),
        say(to_find_out(link)),
    )


def _plots(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    offered = tuple({plot.plot_id: plot for plot in reversed(profile.plots)}.values())[::-1]
    if not offered:
        return
    yield Heading("可以谈的地块", left_out(len(offered) - room.plots, "处"))
    rows = tuple(_plot_row(plot, room.letters) for plot in offered[: room.plots])
    yield Table(("地块", "县区、园区", "面积、价格", "门槛"), rows, (24, 20, 20, 36))


def _plot_row(plot: PlotOffer, letters: int) -> tuple[Runs, ...]:
    open_gates = f"：{'、'.join(plot.open_gates)}" if plot.open_gates else ""
    return (
        say(plot.name),
        say("、".join(filter(None, (plot.county, plot.park)))),
        say(plot_size(plot), *plot.cites),
        say(cut(f"{VERDICT_NAMES[plot.verdict]}{open_gates}", letters)),
    )


def plot_size(plot: PlotOffer) -> str:
    """Print area and price or rent; what nobody told is 未核实."""
    price = amount(plot.price_10k_yuan_per_mu, "万元/亩", "")
    rent = amount(plot.rent_yuan_per_m2_month, "元/平方米·月", "")
    cost = "、".join(filter(None, (price, rent))) or f"价格{UNVERIFIED}"
    return f"{amount(plot.area_mu, '亩', f'面积{UNVERIFIED}')}，{cost}"


def _open(what: Sequence[str]) -> Block:
    if not what:
        return Paragraph(say("要查的都已经查过。"), Style.SHADED)
    text = f"{'，'.join(what)}。“未查”不等于“没有”。"
    return Paragraph((Run("均未查：", Tone.STRONG), Run(text)), Style.SHADED)


def own_questions(profile: CompanyProfile) -> tuple[Question, ...]:
    """Return what to ask this company, in working order, without what every company is asked."""
    own = tuple(q for q in profile.questions if q.whom == COMPANY and not q.common)
    more = about_making(profile.links) if len(own) < FEW else ()
    return (*own, *more)


def _questions(profile: CompanyProfile, room: Room) -> Iterator[Block]:
    asked = own_questions(profile)
    yield Heading("四、专门问这一家", left_out(len(asked) - room.questions, "个问题"))
    yield Paragraph(say(COMMON_ELSEWHERE), Style.SMALL)
    shown = asked[: room.questions]
    rows = tuple(
        (say(str(at)), say(cut(q.text, room.letters)), None) for at, q in enumerate(shown, start=1)
    )
    empty = ((say("1"), None, None), (say("2"), None, None))
    heads = ("序", "问什么", "对方怎么答（手写，记原话和人）")
    yield Form(rows or empty, (5, 48, 47), heads, height=34.0)
