"""What is asked of the companies: read from the URL, so that a list can be sent on as it is."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.frame import address
from targets.model import LinkState, ScoreWeights
from targets.scoring.wording import PART_NAMES
from targets.stores.query import CompanyFilter

AREA = "area"
EVERYWHERE = "全部"  # in place of a desk: all of them, and companies of none
LISTS = ("province", "city", "list", "emerging", "state")  # several values, comma-separated
TEXTS = ("chain", "link", "q")
SWITCHES = ("gap", "tie", "moved", "memory", "closed", "apart")
ASKED = (*LISTS, *TEXTS, *SWITCHES)
PAGE, WEIGHTS = "page", "w"
LONGEST = 40  # characters of a keyword
MOST_VALUES = 60
SHOWN_STATES = (LinkState.CONFIRMED, LinkState.STATED, LinkState.DATED, LinkState.TO_CHECK)
LAST = "last_list"


@dataclass(frozen=True, slots=True)
class TargetQuery:
    """所问: the filter of the URL, which page of the list, with which weights.

    `area` is the name of the desk, or `EVERYWHERE`.
    """

    area: str
    filter: CompanyFilter
    page: int
    weights: ScoreWeights


def read_asked(area: str, defaults: ScoreWeights) -> TargetQuery:
    """Return what the URL asks for; what makes no sense in it counts as not asked."""
    given = {name: address.read(name) for name in (*ASKED, PAGE, WEIGHTS)}
    page = given[PAGE]
    return TargetQuery(
        area,
        filter_of("" if area == EVERYWHERE else area, given),
        int(page) if page.isdecimal() and 0 < len(page) <= 6 and int(page) else 1,  # noqa: PLR2004
        weights_of(given[WEIGHTS], defaults),
    )


def filter_of(desk: str, given: Mapping[str, str]) -> CompanyFilter:
    """Return the filter that the parameters of an address name."""
    states = tuple(s for s in SHOWN_STATES if s.value in _values(given, "state"))
    return CompanyFilter(
        desk=desk,
        provinces=_values(given, "province"),
        cities=_values(given, "city"),
        chain=given.get("chain", ""),
        link=given.get("link", "") if given.get("chain") else "",
        lists=_values(given, "list"),
        emerging=_values(given, "emerging"),
        keyword=given.get("q", "").strip()[:LONGEST],
        fills_gap=given.get("gap") == "1",
        has_relation=given.get("tie") == "1",
        has_signal=given.get("moved") == "1",
        states=states or SHOWN_STATES,
        with_memory=given.get("memory") == "1",
        with_closed=given.get("closed") == "1",
        with_apart=given.get("apart") == "1",
    )


def _values(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    found = (value.strip() for value in given.get(name, "").split(","))
    return tuple(dict.fromkeys(filter(None, found)))[:MOST_VALUES]


def remember_list() -> None:
    """Keep the address of the list, for the way back from a company."""
    st.session_state[LAST] = st.query_params.to_dict()


def last_list(desk: str) -> dict[str, str]:
    """Return the address of the list that was shown last, else of that of `desk`."""
    last: dict[str, str] = st.session_state.get(LAST, {})
    return last or {AREA: desk or EVERYWHERE}


def is_narrowed() -> bool:
    """Tell whether the URL narrows the list of the desk at all."""
    return any(address.read(name) for name in ASKED)


def clear() -> None:
    """Take every filter out of the URL; desk, order and weights stay."""
    for name in (*ASKED, PAGE):
        address.write(name, "")


def write_list(name: str, values: tuple[str, ...]) -> None:
    """Put several values into the URL and begin at the first page again."""
    write(name, ",".join(values))


def write(name: str, value: str) -> None:
    """Put a value into the URL and begin at the first page again."""
    if value != address.read(name):
        address.write(PAGE, "")
    address.write(name, value)


def toggle(name: str, value: str, *, on: bool) -> None:
    """Add `value` to a field of several values, or take it out."""
    rest = tuple(v for v in address.read_list(name) if v != value)
    write_list(name, (*rest, value) if on else rest)


def weights_of(text: str, defaults: ScoreWeights) -> ScoreWeights:
    """Read "30-25-20-10-15" (points of the five parts); anything else gives the defaults."""
    points = address.points_of(text, PART_NAMES)
    return defaults if points is None else ScoreWeights.model_validate(points)


def weights_text(weights: ScoreWeights, defaults: ScoreWeights) -> str:
    """Write weights as the URL has them; the defaults leave it clean."""
    text = "-".join(f"{points:.0f}" for points in weights.as_tuple())
    return "" if weights == defaults else text
