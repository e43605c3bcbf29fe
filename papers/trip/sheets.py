"""A trip book as a workbook: route, companies, links, plots, questions and sources."""

from collections.abc import Iterator

from briefings.company.profile import Cites, CompanyProfile
from briefings.company.words import flag_word
from briefings.texts import NO_PLOTS, NOT_ASKED
from briefings.trip.book import TripBook
from chains.gaps.rounding import half_up
from geodata.matching.verdict import VERDICT_NAMES
from papers.renderers.blocks import WorkbookSheet
from papers.trip.annex import gates_text, links_of, plots_of, rank_of
from papers.trip.company_back import short_source
from targets.model import RelationKind

Row = tuple[str | float | None, ...]


def trip_sheets(book: TripBook) -> tuple[WorkbookSheet, ...]:
    """Return the sheets of `book`, with the same figures as its other papers."""
    return (
        _route(book),
        _companies(book),
        _links(book),
        _plots(book),
        _asked(book),
        _sources(book),
        _standing(book),
    )


def _route(book: TripBook) -> WorkbookSheet:
    rows: list[Row] = [
        (
            day.number,
            day.on.isoformat() if day.on else "未定",
            s.visit.city,
            s.visit.name,
            half_up(s.km),
        )
        for day in book.route.days
        for s in day.stops
    ]
    rows += [(None, "未排", visit.city, visit.name, None) for visit in book.route.unplaced]
    headings = ("第几天", "日期", "城市", "企业", "距上一站直线里程（公里）")
    note = "里程是城市点之间的直线距离"
    return WorkbookSheet("行程", headings, tuple(rows), (8, 14, 14, 40, 26), note)


def _companies(book: TripBook) -> WorkbookSheet:
    headings = (
        "序", "企业", "片区", "所在地", "主营产品", "榜单", "一句话", "评分低端", "评分高端",
        "与我市的关系", "近期动向", "已接触", "来源",
    )  # fmt: skip
    rows = tuple(_company(book, at, profile) for at, profile in enumerate(book.profiles, start=1))
    widths = (5, 24, 8, 12, 22, 14, 30, 7, 7, 20, 26, 16, 30)
    return WorkbookSheet("企业", headings, rows, widths, "评分满分 100，未查的部分使它成为区间")


def _company(book: TripBook, at: int, profile: CompanyProfile) -> Row:
    facts = {fact.heading: fact.text for fact in profile.facts}
    contacts = book.request.contacts.get(profile.id, ())
    cites = profile.facts[0].cites if profile.facts else ()
    return (
        at,
        profile.name,
        profile.desk,
        profile.where,
        facts.get("主营产品") or facts.get("行业"),
        "、".join(profile.lists) or None,
        profile.sentence,
        half_up(profile.score[0], 1),
        half_up(profile.score[1], 1),
        "；".join(_ties(profile)) or NOT_ASKED,
        "；".join(f"{e.happened_on} {e.word}：{e.says}" for e in profile.signals) or NOT_ASKED,
        "；".join(f"{c.on} {c.group}：{c.result}" for c in contacts) or "没有拜访记录",
        _short(profile, cites),
    )


def _short(profile: CompanyProfile, cites: Cites) -> str | None:
    """Name sources with only the site of an address; the last sheet has the whole."""
    return "；".join(short_source(profile.sources[number - 1]) for number in cites) or None


def _ties(profile: CompanyProfile) -> Iterator[str]:
    for tie in profile.ties:
        if tie.kind is RelationKind.NONE_FOUND:
            yield tie.word
        else:
            yield f"{tie.word}{f'（{tie.resident}）' if tie.resident else ''}：{tie.says}"


def _links(book: TripBook) -> WorkbookSheet:
    headings = (
        "产业链", "环节", "对我市是", "名次", "类型", "优先度低端", "优先度高端", "一句话", "企业",
        "企业对上环节的依据", "来源",
    )  # fmt: skip
    rows = tuple(
        (
            link.chain_name,
            link.link_name,
            flag_word(link.flag),
            rank_of(link, book.standing.ranks) or "不排序",
            link.kind or "不是缺口",
            *(map(half_up, link.priority) if link.priority else ("不排序", "不排序")),
            link.sentence,
            profile.name,
            link.why,
            _short(profile, link.cites),
        )
        for held in links_of(book).values()
        for profile, link in held
    )
    widths = (12, 16, 10, 7, 14, 8, 8, 50, 22, 26, 36)
    return WorkbookSheet("能补的环节", headings, rows, widths)


def _plots(book: TripBook) -> WorkbookSheet:
    headings = (
        "地块编号", "名称", "县区", "园区", "面积（亩）", "地价（万元/亩）",
        "租金（元/平方米·月）", "为环节", "结论", "逐项门槛", "来源",
    )  # fmt: skip
    rows = tuple(
        (
            plot.plot_id,
            plot.name,
            plot.county,
            plot.park or None,
            plot.area_mu,
            plot.price_10k_yuan_per_mu,
            plot.rent_yuan_per_m2_month,
            plot.link_name,
            VERDICT_NAMES[plot.verdict],
            gates_text(plot),
            _short(profile, plot.cites),
        )
        for profile, plot in plots_of(book).values()
    )
    widths = (13, 24, 9, 14, 9, 9, 11, 16, 9, 60, 24)
    note = "" if any(profile.has_plots for profile in book.profiles) else NO_PLOTS
    return WorkbookSheet("地块", headings, rows, widths, note)


def _asked(book: TripBook) -> WorkbookSheet:
    rows: list[Row] = []
    for profile in book.profiles:
        rows += [(profile.name, f"问{q.whom}", q.text, q.why) for q in profile.questions]
        rows += [(profile.name, "不可承诺", text, "") for text in profile.must_not_promise]
    rows = [tuple("见左" if cell == "" else cell for cell in row) for row in rows]
    return WorkbookSheet(
        "要问和不可承诺", ("企业", "类别", "内容", "为什么"), tuple(rows), (32, 10, 70, 34)
    )


def _sources(book: TripBook) -> WorkbookSheet:
    rows = tuple(
        (profile.name, at, source)
        for profile in book.profiles
        for at, source in enumerate(profile.sources, start=1)
    )
    return WorkbookSheet(
        "来源", ("企业", "注号", "来源"), rows, (32, 6, 108), "注号与手册里该企业的一页相同"
    )


def _standing(book: TripBook) -> WorkbookSheet:
    rows = tuple(
        (word, "未查" if number is None else number) for word, number in book.standing.counts
    )
    lack = f"；{book.standing.lack}" if book.standing.lack else ""
    note = f"由本系统从数据版本 {book.version} 算出，与屏幕和其他材料相同{lack}"
    return WorkbookSheet("全市情况", ("项目", "数量"), rows, (20, 12), note)
