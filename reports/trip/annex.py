"""Annex of a trip book: every gap and every plot that its pages speak of, with all the gates."""

from collections.abc import Iterable, Iterator

from chains.wording import points
from geodata.gates_verdict import VERDICT_NAMES, Verdict
from reports.company_briefing import link_word
from reports.company_profile import CompanyProfile, FillableLink, PlotOffer
from reports.company_sources import SourceList
from reports.paper.blocks import Block, Bullets, Notes, Paragraph, Part, Run, Runs, Table, say
from reports.trip.book import TripBook
from reports.trip.company_page import SAMPLE, plot_size

READING = (
    "「缺口」是来源或核实写明薄弱、缺失的环节,「补链方向」是来源点名要引进的,不相加。",
    "「待核实」的环节没有人查过,不能当作缺口去讲。",
    "优先度和评分都是区间:没有人查过的部分,低端按 0、高端按满分,查清一项就收窄一项。",
    "「未核实」「未查」不等于没有,也不等于零。",
    "来源等级:A 政府或官方平台,B 媒体原站、协会、机构,C 转载,D 目录或改写;只有 D 的不算证据。",
    "标「示例」的地块不是真实地块,只用来说明怎样匹配。",
)


def annex(book: TripBook) -> tuple[Part, ...]:
    """Return the annexes: gaps, plots with gates, how to read the book."""
    reading = Bullets(tuple(say(text) for text in READING))
    return (_gaps(book), _plots(book), Part("附三 怎样读这本手册", (reading,)))


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
    sources = SourceList()
    rows = tuple(_gap_row(held, sources) for held in links_of(book).values())
    title = "附一 涉及的环节"
    if not rows:
        return Part(title, (Paragraph(say("手册里的企业都还没有归到环节。")),))
    headings = ("环节", "对我市是", "优先度", "一句话", "手册里的企业")
    table = Table(headings, rows, (17, 14, 9, 40, 20), (2,))
    return Part(title, (table, *_notes(sources)))


def _gap_row(
    held: list[tuple[CompanyProfile, FillableLink]], sources: SourceList
) -> tuple[Runs, ...]:
    profile, link = held[0]
    cites = sources.cite(*_cited(profile, link.cites))
    return (
        say(f"{link.link_name}({link.chain_name})"),
        say(link_word(link) + (f",{link.kind}" if link.kind else "")),
        say(points(link.priority) if link.priority else "不排序"),
        say(link.sentence, *cites),
        say("、".join(profile.name for profile, _ in held)),
    )


def _plots(book: TripBook) -> Part:
    sources = SourceList()
    found = plots_of(book).values()
    rows = tuple(_plot_row(book, profile, plot, sources) for profile, plot in found)
    title = "附二 地块和门槛"
    if not rows:
        return Part(title, (Paragraph(say("没有可以拿去谈的地块。")),))
    headings = ("地块", "为环节", "面积、价格", "逐项门槛")
    return Part(title, (Table(headings, rows, (24, 15, 18, 43)), *_notes(sources)))


def _plot_row(
    book: TripBook, profile: CompanyProfile, plot: PlotOffer, sources: SourceList
) -> tuple[Runs, ...]:
    cites = sources.cite(*_cited(profile, plot.cites))
    where = "、".join(filter(None, (plot.county, plot.park)))
    named = f"{SAMPLE if plot.sample else ''}{plot.name}(编号 {plot.plot_id},{where})"
    contact = book.request.plot_contacts.get(plot.plot_id, "")
    known = (Run(f";联系人 {contact}"),) if contact else ()
    return (
        (*say(named, *cites), *known),
        say(plot.link_name),
        say(plot_size(plot)),
        say(gates_text(plot)),
    )


def gates_text(plot: PlotOffer) -> str:
    """Print every gate by verdict, with the reason of those that do not pass."""
    parts = []
    passed = [gate.name for gate in plot.gates if gate.verdict is Verdict.PASS]
    if passed:
        parts.append(f"{VERDICT_NAMES[Verdict.PASS]}:{'、'.join(passed)}")
    parts += [
        f"{VERDICT_NAMES[gate.verdict]} {gate.name}:{gate.reason}"
        for gate in plot.gates
        if gate.verdict is not Verdict.PASS
    ]
    return ";".join(parts)


def _cited(profile: CompanyProfile, cites: Iterable[int]) -> Iterator[str]:
    return (profile.sources[number - 1] for number in cites)


def _notes(sources: SourceList) -> Iterator[Block]:
    if sources.listed():
        yield Notes(sources.listed())
