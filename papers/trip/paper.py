"""A trip book as a paper (Word, PDF, phone): cover, route, a page per company, annexes."""

from collections.abc import Iterator, Sequence

from briefings.company.common import CommonPage
from briefings.company.profile import CompanyProfile
from briefings.company.words import flag_word
from briefings.paper_form import USUAL_FORM, PaperForm
from briefings.trip.book import EarlierVisit, TripBook
from chains.gaps.rounding import figure
from ledger.book.policy import LOCAL
from papers.renderers.blocks import (
    Block,
    Cover,
    Paper,
    Paragraph,
    Part,
    Runs,
    Style,
    Table,
    Tone,
    say,
)
from papers.trip.annex import annex, reading
from papers.trip.common_part import common_part
from papers.trip.company_page import company_parts
from papers.trip.itinerary import day_text, itinerary

KIND, ONE_COMPANY = "出访手册", "一企一表"
UNIT_TO_FILL = "（由办公室填写）"
REMARK = "“未查”“未核实”不等于没有，也不等于缺。动向只说明发生过什么，不代表企业有投资意向。"
NO_PHONES, WITH_PHONES = "本手册不含联系电话。", "本手册附有联系人，只限经手人使用，不得外传。"


def trip_paper(book: TripBook) -> Paper:
    """Return the paper of `book`; a sheet per company, in the order of the route."""
    companies = (
        part
        for at, profile in enumerate(book.profiles, start=1)
        for part in company_parts(
            profile, _subtitle(book, profile, at), book.request.contacts.get(profile.id, ())
        )
    )
    overview = Part("企业一览", (*_overview(book), *reading(book)))
    parts = (itinerary(book), overview, common_part(book.common), *companies, *annex(book))
    return Paper(
        KIND,
        book.request.subject,
        book.made_on,
        book.version,
        parts,
        _cover(book),
        contents=True,
        form=book.request.form,
    )


def company_paper(
    profile: CompanyProfile,
    common: CommonPage,
    contacts: Sequence[EarlierVisit] = (),
    form: PaperForm = USUAL_FORM,
) -> Paper:
    """Return the sheet of one company, and what is common to all, as a paper of its own."""
    subtitle = " · ".join(filter(None, (profile.desk, profile.where)))
    parts = (*company_parts(profile, subtitle, contacts), common_part(common))
    return Paper(ONE_COMPANY, profile.name, profile.today, profile.version, parts, form=form)


def _cover(book: TripBook) -> Cover:
    days = len(book.route.days)
    road = book.request.travel.road_km(book.route.km)
    way = f"{days} 天，路上合计约 {figure(road)} 公里（估算）" if days else "未排"
    lines = (
        ("片区", book.request.subject),
        ("企业", f"{len(book.profiles)} 家{_unplaced_text(book)}"),
        ("行程", way),
        ("编制日期", book.made_on.isoformat()),
        _made_by(book),
        ("数据版本", book.version),
    )
    phones = WITH_PHONES if book.has_contacts else NO_PHONES
    return Cover(lines, f"{REMARK}{phones}")


def _unplaced_text(book: TripBook) -> str:
    unplaced = len(book.route.unplaced)
    return f"（{unplaced} 家城市未核实，没有排进行程）" if unplaced and book.route.days else ""


def _made_by(book: TripBook) -> tuple[str, str]:
    """Name the unit, else the person; one who is only whoever sits at this computer is no name."""
    unit, person = book.request.form.unit, book.request.made_by
    if unit or person == LOCAL.name:
        return ("编制单位", unit or UNIT_TO_FILL)
    return ("编制人", person)


def _subtitle(book: TripBook, profile: CompanyProfile, at: int) -> str:
    place = book.place_of(profile.id)
    when = f"第 {place[0]} 天{day_text(place[1])}" if place else "位置未核实，未排进行程"
    parts = (f"第 {at} 家", when, profile.desk, profile.where)
    return " · ".join(filter(None, parts))


def _overview(book: TripBook) -> Iterator[Block]:
    rows = tuple(_company_row(at, profile) for at, profile in enumerate(book.profiles, start=1))
    headings = ("序", "企业", "所在地", "先谈哪个环节")
    yield Table(headings, rows, (7, 34, 13, 46), (0,))
    yield Paragraph(say(_standing_text(book)), Style.SMALL)


def _standing_text(book: TripBook) -> str:
    said = "、".join(
        f"{word} {'未查' if number is None else number}" for word, number in book.standing.counts
    )
    lack = f"。{book.standing.lack}" if book.standing.lack else ""
    return f"全市：{said}（由本系统从数据版本 {book.version} 算出）{lack}。"


def _company_row(at: int, profile: CompanyProfile) -> tuple[Runs, ...]:
    return (
        say(str(at)),
        say(profile.name),
        say(profile.where),
        _first_link(profile),
    )


def _first_link(profile: CompanyProfile) -> Runs:
    if not profile.links:
        return say("还没有归到环节", tone=Tone.MUTED)
    link = profile.links[0]
    return say(f"{link.link_name}（{link.chain_name}），{flag_word(link.flag)}")
