"""What the address asks of a trip: which companies, from which day, how full a day may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from briefings.trip.route import YEARS, TripRule
from components.frame import address
from components.frame.widgets.option_labels import meant, option_label
from ledger.desks.baskets import MOST

EVERY = "全部片区"
PARTS = ("行程和手册", "拜访记录")
MOST_PER_DAY, MOST_KM = 10, 3000
USUAL = TripRule()


@dataclass(frozen=True, slots=True)
class TripQuery:
    """所求: the companies of the address (none: those of the basket), their desk, and the rule."""

    companies: tuple[str, ...]
    desk: str
    rule: TripRule


def read_asked() -> TripQuery:
    """Return what the address asks for; what cannot be is as if it were not there."""
    rule = TripRule(
        _day(address.read("start")),
        _within(address.read("per_day"), MOST_PER_DAY, USUAL.visits_per_day),
        _within(address.read("km"), MOST_KM, round(USUAL.km_per_day)),
        as_given=address.read("order") == "given",
    )
    ids = tuple(dict.fromkeys(address.read_list("companies")))[:MOST]
    return TripQuery(ids, address.read("desk"), rule)


def take_order(put: Sequence[str] | None, left: Sequence[str] | None) -> None:
    """Have the trip go to the companies of `put` in that order, or only to those of `left`."""
    companies = put or left
    if companies:
        address.write("companies", ",".join(companies[:MOST]))
    if put:
        address.write("order", "given")


def find_order() -> None:
    """Have the way sought again."""
    address.write("order", "")


def choose_part() -> str:
    """Draw the choice between the trip to come and the visits that were; it stands in the URL."""
    given = address.read("part")
    st.session_state["trip_part"] = given if given in PARTS else PARTS[0]
    chosen = st.segmented_control(
        "出访", PARTS, key="trip_part", on_change=_take_part, label_visibility="collapsed"
    )
    return chosen or PARTS[0]


def choose_desk(asked: TripQuery, counts: Mapping[str, int]) -> None:
    """Draw which desk's companies of the basket are meant; nothing where there is no choice."""
    if asked.companies or len(counts) + bool(asked.desk) < 2:  # noqa: PLR2004  (one is no choice)
        return
    desks = [EVERY, *dict.fromkeys((*counts, *filter(None, (asked.desk,))))]
    st.session_state["trip_desk"] = asked.desk or EVERY
    st.selectbox(
        "片区",
        desks,
        format_func=lambda d: d if d == EVERY else option_label(d, counts.get(d, 0)),
        key="trip_desk",
        on_change=_take_desk,
        args=(desks,),
        width=200,
    )


def _take_desk(desks: list[str]) -> None:
    desk = meant(st.session_state["trip_desk"], desks)
    address.write("desk", "" if desk == EVERY else desk)


def trip_settings(asked: TripQuery) -> None:
    """Draw the start of the trip and how full a day may be."""
    st.session_state["trip_start"] = asked.rule.starts_on
    st.session_state["trip_per_day"] = asked.rule.visits_per_day
    st.session_state["trip_km"] = int(asked.rule.km_per_day)
    st.date_input(
        "出发日期", key="trip_start", format="YYYY-MM-DD", on_change=_take_settings, width=180
    )
    st.number_input(
        "每天最多几家", 1, MOST_PER_DAY, key="trip_per_day", on_change=_take_settings, width=160
    )
    st.number_input(
        "每天最多公里（直线）",
        10,
        MOST_KM,
        step=50,
        key="trip_km",
        on_change=_take_settings,
        width=200,
    )


def _take_part() -> None:
    part = st.session_state["trip_part"]
    address.write("part", "" if part in {None, PARTS[0]} else part)


def _take_settings() -> None:
    start = st.session_state["trip_start"]
    address.write("start", start.isoformat() if start else "")
    per_day, km = st.session_state["trip_per_day"], st.session_state["trip_km"]
    address.write("per_day", "" if per_day == USUAL.visits_per_day else str(per_day))
    address.write("km", "" if km == USUAL.km_per_day else str(km))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _within(text: str, most: int, otherwise: int) -> int:
    given = int(text) if text.isdecimal() and len(text) <= len(str(most)) else 0
    return given if 0 < given <= most else otherwise
