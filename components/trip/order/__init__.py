"""行程: the visits of a trip by day, put in another order by dragging, arrow keys or buttons."""

from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from briefings.trip.route import Day, Route, Stop
from chains.gaps.rounding import figure
from components.scripts.shared_scripts import SHARED_JS
from drawing.shapes.colours import stylesheet
from papers.trip.itinerary import day_text

HERE = Path(__file__).parent
KEY = "trip_order"
MOST_LETTERS = 120  # of the id of a company
Json = dict[str, object]
WORDS = {
    "list": "行程：每家企业一行",
    "move": "拖动，或按上下方向键调整次序",
    "up": "上移",
    "down": "下移",
    "out": "移出",
    "at": "现在第 {at} 家",
    "unplaced": "待补位置：没有城市，没有排进行程",
}

_order = st.components.v2.component(
    "trip_order",
    html='<div class="order"></div>',
    css=stylesheet(HERE / "order.css"),
    js=f"{SHARED_JS}\n{(HERE / 'order.js').read_text(encoding='utf-8')}",
)


def put_in_order() -> tuple[str, ...] | None:
    """Return the companies as they were just put, in the one run that this started, else None."""
    return _sent("put")


def left_after_one_went() -> tuple[str, ...] | None:
    """Return the companies that stay, in the one run that took one out, else None."""
    return _sent("out")


def _sent(what: str) -> tuple[str, ...] | None:
    sent = st.session_state.get(KEY)
    return read_order(sent.get(what)) if sent else None


def read_order(sent: object) -> tuple[str, ...] | None:
    """Return the ids sent, each once, or None for anything that is not a list of ids."""
    match sent:
        case list(ids) if ids and all(map(_is_id, ids)):
            return tuple(dict.fromkeys(ids))
        case _:
            return None


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MOST_LETTERS and "," not in value


def trip_order(route: Route) -> None:
    """Draw the days; `put_in_order` tells what is done in them."""
    days = [_day(day) for day in route.days]
    if route.unplaced:
        unplaced = [
            {"id": visit.company, "name": visit.name, "where": visit.city or "城市未核实"}
            for visit in route.unplaced
        ]
        days.append({"title": WORDS["unplaced"], "stops": unplaced, "fixed": True})
    _order(key=KEY, data={"words": WORDS, "days": days}, on_put_change=_noted, on_out_change=_noted)


def _noted() -> None:
    """Have the run know what was done; it is read before the days are drawn anew."""


def _day(day: Day) -> Json:
    cities = " → ".join(day.cities)
    title = f"第 {day.number} 天{day_text(day.on)} · {cities} · {figure(day.km)} 公里"
    return {"title": title, "stops": list(_stops(day.stops)), "fixed": False}


def _stops(stops: tuple[Stop, ...]) -> Iterator[Json]:
    for stop in stops:
        way = f"{figure(stop.km)} 公里" if stop.km else "同城"
        where = f"{stop.visit.city} · {way}"
        yield {"id": stop.visit.company, "name": stop.visit.name, "where": where}
