"""出访行程: the half-days with their ways, a sketch of the route, and the team to be filled in."""

from collections.abc import Iterator
from datetime import date

from briefings.trip.book import TripBook
from briefings.trip.cities import HOME, home_point
from briefings.trip.route import MOST_A_HALF, Day, Stop
from chains.gaps.rounding import figure
from drawing.map.route import HEIGHT as SKETCH_HEIGHT
from drawing.map.route import RoutePlace, route_svg
from papers.renderers.blocks import (
    Block,
    Form,
    Heading,
    Paragraph,
    Part,
    Picture,
    Run,
    Runs,
    Style,
    Table,
    Tone,
    say,
)

TITLE = "出访行程"
WEEKDAYS = "一二三四五六日"
NO_ADDRESS = "待企业确认"
SKETCH = "路线示意图，只表示先后和远近，不画行政区域界线，不作地图使用。"
NO_DATE = "出发日期未定，定了以后按工作日排。"
WORKING = "各天都是工作日（按国务院办公厅的放假安排）。"
UNPUBLISHED = "{years} 年的放假调休没有登记，按周一至周五算，出发前核对。"
TEAM_HEADS = ("序", "姓名", "单位、职务", "分工", "车次或车辆", "住宿")
TEAM = 4
NEAR = 1.0  # kilometres within which a way is one inside the city


def itinerary(book: TripBook) -> Part:
    """Return the page of the itinerary."""
    return Part(TITLE, tuple(_blocks(book)), _subtitle(book), one_page=True)


def day_text(on: date | None) -> str:
    """Print a day after its number: " 2026-12-01 周二", or nothing while none is chosen."""
    return f" {on} 周{WEEKDAYS[on.weekday()]}" if on else ""


def _day_cell(day: int, on: date | None) -> str:
    """Print a day short enough for its cell; the year stands under the title."""
    when = f" {on:%m-%d} 周{WEEKDAYS[on.weekday()]}" if on else ""
    return f"第 {day} 天{when}"


def workdays_text(book: TripBook) -> str:
    """Say by what the days were chosen; of a year without a notice that it has none."""
    days = book.route.days
    if not days or days[0].on is None:
        return NO_DATE
    if book.route.unpublished:
        return UNPUBLISHED.format(years="、".join(map(str, book.route.unpublished)))
    return WORKING


def route_sketch(days: tuple[Day, ...]) -> str:
    """Return the sketch of a route as SVG: a ring for each city, with the numbers of its visits."""
    stops = [stop for day in days for stop in day.stops]
    places: list[RoutePlace] = []
    for number, stop in enumerate(stops, start=1):
        if places and places[-1].at == stop.at:
            first = places[-1].mark.partition("–")[0]
            places[-1] = RoutePlace(f"{first}–{number}", stop.visit.city, stop.at)
        else:
            places.append(RoutePlace(str(number), stop.visit.city, stop.at))
    return route_svg(RoutePlace("起", HOME, home_point()), places)


def _subtitle(book: TripBook) -> str:
    days = book.route.days
    if not days:
        return "没有排进行程的企业"
    first, last = days[0].on, days[-1].on
    when = f"{first} 至 {last}" if first and last else "日期未定"
    cities = "、".join(dict.fromkeys(city for day in days for city in day.cities))
    placed = sum(len(day.stops) for day in days)
    return f"{when} · {cities} · {len(days)} 天 {placed} 家"


def _blocks(book: TripBook) -> Iterator[Block]:
    rule = book.request.rule
    if book.route.days:
        yield Heading("一、半天安排")
        heads = ("日期", "半天", "路上（估算）", "见谁、做什么", "地址、联系人")
        yield Table(heads, tuple(_rows(book)), (18, 7, 26, 33, 16))
        text = (
            f"每天最多 {rule.visits_per_day} 家、直线约 {figure(rule.km_per_day)} 公里"
            f"（单程更远的除外）；半天在同一城市最多 {MOST_A_HALF} 家，换城市的半天 1 家，"
            f"排不下的顺延。{book.request.travel.note}{workdays_text(book)}"
        )
        yield Paragraph(say(text), Style.SMALL)
    if book.route.unplaced:
        names = "、".join(f"{v.name}（{v.city or '城市未核实'}）" for v in book.route.unplaced)
        asked = Run("待补位置：", Tone.STRONG)
        text = f"{names}没有位置，未排入。请补上城市，补上后重排；不因缺位置丢掉这一家。"
        yield Paragraph((asked, Run(text)), Style.SHADED)
    if book.request.left_out:
        text = f"出访清单里的这些企业不再经营，没有列入：{'、'.join(book.request.left_out)}。"
        yield Paragraph(say(text, tone=Tone.WARNING), Style.BOXED)
    if book.route.days:
        yield Heading("二、路线示意")
        words = " → ".join((HOME, *(c for day in book.route.days for c in day.cities), HOME))
        yield Picture(route_sketch(book.route.days), f"路线：{words}", SKETCH_HEIGHT)
        yield Paragraph(say(SKETCH), Style.SMALL)
    yield Heading("三、小分队", "由办公室填；联系方式按权限另发")
    rows = tuple((say(str(at)), *(None,) * (len(TEAM_HEADS) - 1)) for at in range(1, TEAM + 1))
    yield Form(rows, (5, 13, 28, 22, 16, 16), TEAM_HEADS)


def _rows(book: TripBook) -> Iterator[tuple[Runs, ...]]:
    here, number = HOME, 0
    for day in book.route.days:
        for stop in day.stops:
            number += 1
            yield _row(book, day, stop, here, number)
            here = stop.visit.city
    home = book.route.way_home
    if home:
        late = home.number > len(book.route.days)
        yield (
            say(_day_cell(home.number, home.on)),
            say(home.half.value),
            say(_way(book, here, HOME, home.km)),
            say("返程；当晚整理记录，登记首招" if not late else "返程"),
            say("—"),
        )


def _row(book: TripBook, day: Day, stop: Stop, here: str, number: int) -> tuple[Runs, ...]:
    contact = book.request.company_contacts.get(stop.visit.company, "")
    return (
        say(_day_cell(day.number, day.on)),
        say(stop.half.value),
        say(_way(book, here, stop.visit.city, stop.km)),
        (Run(stop.visit.name, Tone.STRONG), Run(f"（第 {number} 家）")),
        say(contact or NO_ADDRESS),
    )


def _way(book: TripBook, here: str, there: str, km: float) -> str:
    if km < NEAR:
        return f"{there}市内"
    travel = book.request.travel
    long, hours = figure(travel.road_km(km)), figure(travel.hours(km), 1)
    return f"{here} → {there}，约 {long} 公里，{hours} 小时"
