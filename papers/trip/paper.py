"""A trip book as a paper (Word, PDF, phone): cover, route, a page per company, annexes."""

from collections.abc import Iterator, Sequence
from datetime import date

from briefings.company.profile import CompanyProfile
from briefings.company.words import flag_word
from briefings.trip.book import EarlierVisit, TripBook
from briefings.trip.cities import HOME
from briefings.trip.route import Day
from chains.gaps.wording import points
from papers.renderers.blocks import (
    Block,
    Cover,
    Heading,
    Paper,
    Paragraph,
    Part,
    Runs,
    Style,
    Table,
    Tone,
    say,
)
from papers.trip.annex import annex
from papers.trip.company_page import company_part

KIND, ONE_COMPANY = "出访手册", "一企一表"
WEEKDAYS = "一二三四五六日"
REMARK = (
    "评分和优先度是区间，没有查过的部分不当作零，也不当作有。动向只说明发生过什么，"
    "不代表企业有投资意向。"
)
NO_PHONES, WITH_PHONES = "本手册不含联系电话。", "本手册附有地块联系人，只限经手人使用，不得外传。"


def trip_paper(book: TripBook) -> Paper:
    """Return the paper of `book`; one part per company, in the order of the route."""
    companies = tuple(
        company_part(
            profile, _subtitle(book, profile, at), book.request.contacts.get(profile.id, ())
        )
        for at, profile in enumerate(book.profiles, start=1)
    )
    parts = (Part("行程和企业一览", tuple(_overview(book))), *companies, *annex(book))
    return Paper(
        KIND, book.request.subject, book.made_on, book.version, parts, _cover(book), contents=True
    )


def company_paper(profile: CompanyProfile, contacts: Sequence[EarlierVisit] = ()) -> Paper:
    """Return the page of one company as a paper of its own (一企一表)."""
    subtitle = " · ".join(filter(None, (profile.desk, profile.where)))
    part = company_part(profile, subtitle, contacts)
    return Paper(ONE_COMPANY, profile.name, profile.today, profile.version, (part,))


def _cover(book: TripBook) -> Cover:
    days = len(book.route.days)
    way = f"{days} 天，城市间直线里程合计约 {book.route.km:,.0f} 公里" if days else "未排"
    lines = (
        ("片区", book.request.subject),
        ("企业", f"{len(book.profiles)} 家"),
        ("行程", way),
        ("编制日期", book.made_on.isoformat()),
        ("编制人", book.request.made_by),
        ("数据版本", book.version),
    )
    phones = WITH_PHONES if any(book.request.plot_contacts.values()) else NO_PHONES
    return Cover(lines, f"{REMARK}{phones}")


def _subtitle(book: TripBook, profile: CompanyProfile, at: int) -> str:
    place = book.place_of(profile.id)
    when = f"第 {place[0]} 天{day_text(place[1])}" if place else "位置未核实，未排进行程"
    parts = (f"第 {at} 家", when, profile.desk, profile.where, f"评分 {points(profile.score)}")
    return " · ".join(filter(None, parts))


def day_text(on: date | None) -> str:
    """Print a day after its number: " 2026-12-01 周二", or nothing while none is chosen."""
    return f" {on} 周{WEEKDAYS[on.weekday()]}" if on else ""


def _overview(book: TripBook) -> Iterator[Block]:
    rule = book.request.rule
    yield Heading("行程")
    if book.route.days:
        rows = tuple(_day_row(day) for day in book.route.days)
        yield Table(("天", "城市", "企业", "直线公里"), rows, (31, 16, 41, 12), (3,))
        home = f"最后一站回{HOME}约 {book.route.home_km:,.0f} 公里。"
        text = (
            f"从三明{HOME}出发；每天最多 {rule.visits_per_day} 家、"
            f"约 {rule.km_per_day:,.0f} 公里（单程更远的除外），周末不排，节假日未计。{home}"
            "里程是城市点之间的直线距离，不是公路或铁路里程。"
        )
        yield Paragraph(say(text), Style.SMALL)
    if book.route.unplaced:
        names = "、".join(f"{v.name}（{v.city or '城市未核实'}）" for v in book.route.unplaced)
        text = f"位置未核实，没有排进行程：{names}。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)
    if book.request.left_out:
        text = f"出访清单里的这些企业不再经营，没有列入：{'、'.join(book.request.left_out)}。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)
    yield Heading("企业一览")
    rows = tuple(_company_row(at, profile) for at, profile in enumerate(book.profiles, start=1))
    headings = ("序", "企业", "所在地", "先谈哪个环节", "评分")
    computed = f"评分由本系统按公开的规则从数据版本 {book.version} 算出，各部分和依据见每家的一页。"
    yield Table(headings, rows, (5, 37, 13, 33, 12), (0, 4))
    yield Paragraph(say(f"{computed}{_standing_text(book)}"), Style.SMALL)


def _standing_text(book: TripBook) -> str:
    said = "、".join(
        f"{word} {'未查' if number is None else number}" for word, number in book.standing.counts
    )
    lack = f"。{book.standing.lack}" if book.standing.lack else ""
    return f"全市：{said}（由本系统从数据版本 {book.version} 算出）{lack}。"


def _day_row(day: Day) -> tuple[Runs, ...]:
    return (
        say(f"第 {day.number} 天{day_text(day.on)}"),
        say(" → ".join(day.cities)),
        say("、".join(stop.visit.name for stop in day.stops)),
        say(f"{day.km:,.0f}"),
    )


def _company_row(at: int, profile: CompanyProfile) -> tuple[Runs, ...]:
    return (
        say(str(at)),
        say(profile.name),
        say(profile.where),
        _first_link(profile),
        say(points(profile.score)),
    )


def _first_link(profile: CompanyProfile) -> Runs:
    if not profile.links:
        return say("还没有归到环节", tone=Tone.MUTED)
    link = profile.links[0]
    return say(f"{link.link_name}（{link.chain_name}），{flag_word(link.flag)}")
