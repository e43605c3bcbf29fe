"""Annex of a trip book: every gap and every plot that its pages speak of, with all the gates.

How the book is to be read stands with the list of companies in front.
"""

from collections.abc import Iterable, Iterator

from briefings.company.profile import CompanyProfile, FillableLink, PlotOffer
from briefings.company.sources import NumberedSources
from briefings.company.words import standing_word
from briefings.texts import NO_PLOTS
from briefings.trip.book import TripBook
from briefings.trip.standing import Ranks
from chains.gaps.assessment import Flag
from geodata.matching.verdict import VERDICT_NAMES, Verdict
from papers.renderers.blocks import (
    Block,
    Bullets,
    Cites,
    Heading,
    Notes,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
    Tone,
    say,
)
from papers.trip.company_back import short_source
from papers.trip.company_page import plot_size

NOTHING_FITS = "没有可以拿去谈的地块：没有门槛全不冲突的，或环节不是缺口。"
SOUGHT = (Flag.GAP, Flag.WANTED, Flag.TO_CHECK)
COMPUTED = "名次（在全部产业链的同类环节里）由本系统按公开的规则从数据版本 {version} 算出。"
READING = (
    "「缺口」是来源或核实写明薄弱、缺失的环节，「补链方向」是来源点名要引进的，不相加。",
    "「待核实」的环节没有人查过，不能当作缺口去讲。",
    "「未核实」「未查」不等于没有，也不等于零。",
    "来源等级：A 政府或官方平台，B 媒体原站、协会、机构，C 转载，D 目录或改写；只有 D 的不算证据。",
    "来源注只写网站；完整网址在同名工作簿的「来源」表里。",
)


def annex(book: TripBook) -> tuple[Part, ...]:
    """Return the annexes: gaps, and plots with their gates if there is any plot."""
    return (_gaps(book), _plots(book)) if _has_plots(book) else (_gaps(book),)


def reading(book: TripBook) -> Iterator[Block]:
    """Say how the book is to be read."""
    lacking = () if _has_plots(book) else (f"{NO_PLOTS}，所以没有地块的附表。",)
    yield Heading("怎样读这本手册")
    yield Bullets(tuple(map(say, (*READING, *lacking))))


def links_of(book: TripBook) -> dict[tuple[str, str], list[tuple[CompanyProfile, FillableLink]]]:
    """Return every link that a company of the book could fill, with those companies."""
    found: dict[tuple[str, str], list[tuple[CompanyProfile, FillableLink]]] = {}
    for profile in book.profiles:
        for link in profile.links:
            found.setdefault((link.chain_id, link.link_id), []).append((profile, link))
    return found


def plots_of(book: TripBook) -> dict[tuple[str, str, str], tuple[CompanyProfile, PlotOffer]]:
    """Return every plot offered for a link, once, in the order of the book."""
    found: dict[tuple[str, str, str], tuple[CompanyProfile, PlotOffer]] = {}
    for profile in book.profiles:
        for plot in profile.plots:
            found.setdefault((plot.chain_id, plot.link_id, plot.plot_id), (profile, plot))
    return found


def _gaps(book: TripBook) -> Part:
    sources = NumberedSources()
    computed = sources.cite(COMPUTED.format(version=book.version))
    ranks = book.standing.ranks
    found = sorted(links_of(book).values(), key=lambda held: _pressing(held[0][1], ranks))
    sought = [held for held in found if held[0][1].flag in SOUGHT]
    rows = tuple(_gap_row(held, sources, computed, ranks) for held in sought)
    title = "附一 涉及的缺口、补链方向和待核实环节"
    if not rows:
        text = "手册里的企业能做的环节，我市都已有基础，或者还没有归到环节。"
        return Part(title, (Paragraph(say(text)),))
    headings = ("环节", "对我市是", "一句话", "手册里的企业")
    table = Table(headings, rows, (22, 24, 29, 25))
    return Part(title, (table, *_notes(sources)), one_page=True)


def _pressing(link: FillableLink, ranks: Ranks) -> tuple[object, ...]:
    """Sort gaps first, then by the place that stands beside them."""
    order = SOUGHT.index(link.flag) if link.flag in SOUGHT else len(SOUGHT)
    return (order, rank_of(link, ranks) or 0, link.chain_id, link.link_id)


def _gap_row(
    held: list[tuple[CompanyProfile, FillableLink]],
    sources: NumberedSources,
    computed: Cites,
    ranks: Ranks,
) -> tuple[Runs, ...]:
    profile, link = held[0]
    cites = sources.cite(*_cited(profile, link.cites))
    rank = rank_of(link, ranks)
    place = f"第 {rank} 位" if rank else ""
    return (
        say(f"{link.link_name}（{link.chain_name}）"),
        say(
            standing_word(link.flag, link.kind, place),
            *(computed if place else ()),
        ),
        say(link.presence, *(cites or computed)),
        say("、".join(profile.name for profile, _ in held)),
    )


def rank_of(link: FillableLink, ranks: Ranks) -> int | None:
    """Return the place of a link in the list of all chains; None for one that is in no list."""
    return ranks.get((link.chain_id, link.link_id, link.flag)) if link.flag else None


def _plots(book: TripBook) -> Part:
    sources = NumberedSources()
    same: dict[tuple[str, str], list[tuple[CompanyProfile, PlotOffer]]] = {}
    for profile, plot in plots_of(book).values():
        same.setdefault((plot.plot_id, gates_text(plot)), []).append((profile, plot))
    rows = tuple(_plot_row(book, held, sources) for held in same.values())
    title = "附二 地块和门槛"
    if not rows:
        return Part(title, (Paragraph(say(NOTHING_FITS)),))
    headings = ("地块", "为环节", "面积、价格", "逐项门槛")
    table = Table(headings, rows, (22, 15, 16, 47))
    return Part(title, (table, *_notes(sources)), one_page=True)


def _has_plots(book: TripBook) -> bool:
    return any(profile.has_plots for profile in book.profiles)


def _plot_row(
    book: TripBook, held: list[tuple[CompanyProfile, PlotOffer]], sources: NumberedSources
) -> tuple[Runs, ...]:
    profile, plot = held[0]
    cites = sources.cite(*_cited(profile, plot.cites))
    where = "、".join(filter(None, (plot.county, plot.park)))
    named = f"{plot.name}（编号 {plot.plot_id}，{where}）"
    contact = book.request.plot_contacts.get(plot.plot_id, "")
    known = (Run(f"；联系人 {contact}"),) if contact else ()
    return (
        (*say(named), *known),
        say("、".join(dict.fromkeys(offer.link_name for _, offer in held))),
        say(plot_size(plot), *cites),
        tuple(_gate_runs(plot)),
    )


def gates_text(plot: PlotOffer) -> str:
    """Print every gate by verdict, with the reason of those that do not pass."""
    return "".join(run.text for run in _gate_runs(plot))


def _gate_runs(plot: PlotOffer) -> Iterator[Run]:
    passed = [gate.name for gate in plot.gates if gate.verdict is Verdict.PASS]
    if passed:
        yield from _verdict(Verdict.PASS, "、".join(passed))
    others = [gate for gate in plot.gates if gate.verdict is not Verdict.PASS]
    for at, gate in enumerate(others):
        if at or passed:
            yield Run("；")
        yield from _verdict(gate.verdict, f"{gate.name}，{gate.reason}")


def _verdict(verdict: Verdict, text: str) -> Iterator[Run]:
    yield Run(f"{VERDICT_NAMES[verdict]}：", Tone.STRONG)
    yield Run(text)


def _cited(profile: CompanyProfile, cites: Iterable[int]) -> Iterator[str]:
    return (profile.sources[number - 1] for number in cites)


def _notes(sources: NumberedSources) -> Iterator[Block]:
    if sources.listed():
        yield Notes(tuple(map(short_source, sources.listed())))
