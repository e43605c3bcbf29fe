"""The filters above the table of plots; every one of them stands in the URL."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from chains.allowed_words import COUNTIES
from components.frame import address
from geodata.model import KIND_NAMES, OCCUPANCY_NAMES, Occupancy, Plot, PlotKind
from ledger.plots.filtering import EVERY, PlotFilter, fits

E = TypeVar("E", bound=StrEnum)
LONGEST = 40  # characters of a searched word
DUE, PAGE = "due", "page"
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_NAMES = ("kind", "county", "occupancy", "q", DUE, PAGE)


@dataclass(frozen=True, slots=True)
class PlotQuery:
    """What the URL asks of the table. `due`: only plots due for a check; `page` from 1."""

    filters: PlotFilter = EVERY
    due: bool = False
    page: int = 1

    def fits(self, plot: Plot) -> bool:
        """Tell of a plot at hand what the database tells of those it holds."""
        return fits(plot, self.filters)


def read_asked() -> PlotQuery:
    """Read the URL; values that it cannot have ask for nothing."""
    counties = address.read_list("county")
    filters = PlotFilter(
        kinds=_known(PlotKind, address.read_list("kind")),
        counties=tuple(county for county in COUNTIES if county in counties),
        occupancies=_known(Occupancy, address.read_list("occupancy")),
        words=address.read("q")[:LONGEST],
    )
    page = _PAGE.fullmatch(address.read(PAGE))
    return PlotQuery(filters, due=address.read(DUE) == "1", page=int(page[0]) if page else 1)


def table_filters() -> PlotQuery:
    """Draw the filters and return what is chosen."""
    asked = read_asked()
    wanted = asked.filters
    with st.container(horizontal=True, vertical_alignment="bottom", key="table_filters"):
        _choice("类型", "kind", KIND_NAMES, wanted.kinds)
        _choice(
            "县（市、区）", "county", dict(zip(COUNTIES, COUNTIES, strict=True)), wanted.counties
        )
        _choice("占用情况", "occupancy", OCCUPANCY_NAMES, wanted.occupancies)
        _words(wanted.words)
        _due(chosen=asked.due)
        if wanted != EVERY or asked.due:
            st.button("清除筛选", on_click=clear_filters)
    return asked


def clear_filters() -> None:
    """Take every filter of the table out of the URL."""
    for name in _NAMES:
        address.write(name, "")


def write_page(page: int) -> None:
    """Put a page of the table into the URL; the first one leaves it clean."""
    address.write(PAGE, "" if page <= 1 else str(page))


def _choice(
    label: str, name: str, names: Mapping[E, str] | Mapping[str, str], chosen: object
) -> None:
    key = _set(name, list(chosen) if isinstance(chosen, tuple) else [])
    st.multiselect(
        label,
        list(names),
        key=key,
        format_func=dict(names).__getitem__,
        placeholder="全部",
        on_change=_take,
        args=(name,),
        width=220,
    )


def _words(words: str) -> None:
    key = _set("q", words)
    st.text_input(
        "关键词", key=key, max_chars=LONGEST, placeholder="编号、名称、园区",
        on_change=_take, args=("q",), width=200,
    )  # fmt: skip


def _due(*, chosen: bool) -> None:
    key = _set(DUE, chosen)
    st.toggle("只看待复核", key=key, on_change=_take, args=(DUE,))


def _take(name: str) -> None:
    value = st.session_state[f"table_filter_{name}"]
    if isinstance(value, bool):
        text = "1" if value else ""
    else:
        text = value.strip() if isinstance(value, str) else ",".join(value)
    address.write(name, text)
    address.write(PAGE, "")


def _set(name: str, value: object) -> str:
    """Give the widget the value of the URL, which a jump or the back button may have changed."""
    key = f"table_filter_{name}"
    st.session_state[key] = value
    return key


def _known(kind: type[E], given: Iterable[str]) -> tuple[E, ...]:
    wanted = set(given)
    return tuple(value for value in kind if value.value in wanted)
