"""The row of filters above the map; every one of them stands in the URL."""

from collections.abc import Callable

import streamlit as st

from chains.allowed_words import COUNTIES
from components.frame import address
from components.map.filter import LONGEST, MapFilter, read_filter, write_number


def plot_filters(*, has_samples: bool) -> MapFilter:
    """Draw the filters into the current row and return what is chosen; kinds: see the legend."""
    chosen = read_filter()
    _counties(chosen)
    _number("面积从（亩）", "from", chosen.from_mu)
    _number("到（亩）", "to", chosen.to_mu)
    _number("单价不超过（万元/亩）", "price", chosen.price_10k_yuan_per_mu)
    _industry(chosen)
    if has_samples:
        _samples(chosen)
    if chosen != MapFilter(samples=chosen.samples):
        st.button("清除筛选", on_click=_clear)
    return chosen


def _counties(chosen: MapFilter) -> None:
    key = _set("county", list(chosen.counties))
    st.multiselect(
        "县（市、区）",
        COUNTIES,
        key=key,
        placeholder="全市",
        on_change=lambda: address.write("county", ",".join(st.session_state[key])),
        width=260,
    )


def _number(label: str, name: str, value: float | None) -> None:
    key = _set(name, value)
    st.number_input(
        label,
        min_value=0.0,
        max_value=1e6,
        step=10.0,
        format="%g",
        key=key,
        placeholder="不限",
        on_change=lambda: write_number(name, st.session_state[key]),
        width=150,
    )


def _industry(chosen: MapFilter) -> None:
    key = _set("industry", chosen.industry)
    st.text_input(
        "产业定位",
        key=key,
        max_chars=LONGEST,
        placeholder="如：氟新材料",
        on_change=lambda: address.write("industry", st.session_state[key].strip()),
        width=160,
    )


def _samples(chosen: MapFilter) -> None:
    key = _set("samples", chosen.samples)
    st.toggle(
        "显示示例", key=key, on_change=_writer(key), help="示例不是真实地块，不与真实地块合计"
    )


def _writer(key: str) -> Callable[[], None]:
    return lambda: address.write("samples", "" if st.session_state[key] else "0")


def _set(name: str, value: object) -> str:
    """Give the widget the value of the URL, which a jump or the back button may have changed."""
    key = f"plot_{name}"
    st.session_state[key] = value
    return key


def _clear() -> None:
    for name in ("county", "from", "to", "price", "industry", "hide"):
        address.write(name, "")
