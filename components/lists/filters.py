"""The filter line of a list over all chains; every choice stands in the address."""

from collections.abc import Mapping

import streamlit as st

from briefings.lists.model import CityList, CityListFilter, CityListKind
from components.frame import address
from components.lists.asked import CHAINS, LIST, PLACES, WORDS

KIND = "city_list_kind"
KINDS: Mapping[CityListKind, str] = {
    CityListKind.GAPS: "缺口",
    CityListKind.WANTED: "补链方向",
    CityListKind.TO_CHECK: "待核实",
    CityListKind.UNCHECKED: "有方向、没核对",
    CityListKind.LINKS: "全部环节",
    CityListKind.RESIDENTS: "在地企业",
    CityListKind.PROJECTS: "公开项目",
}


def choose_list(kind: CityListKind) -> None:
    """Draw the choice of list; another list keeps the chains and drops what only this one has."""
    st.session_state[KIND] = kind
    st.segmented_control(
        "清单",
        list(KINDS),
        format_func=KINDS.__getitem__,
        key=KIND,
        on_change=_take_kind,
        label_visibility="collapsed",
    )


def _take_kind() -> None:
    if st.session_state[KIND] is None:  # a second click on the one that is open
        return
    address.write(LIST, st.session_state[KIND].value)
    address.write(PLACES, "")


def list_filters(listed: CityList, asked: CityListFilter, names: Mapping[str, str]) -> None:
    """Draw the filters of `listed`, which is not narrowed; `names` are those of the chains."""
    for field, label, options, chosen in (
        (CHAINS, "产业链", listed.chains, asked.chains),
        (PLACES, listed.place_word, listed.places, asked.places),
    ):
        st.session_state[_key(field)] = list(chosen)
        st.multiselect(
            label,
            options,
            format_func=lambda value: names.get(value, value),
            key=_key(field),
            on_change=_take_values,
            args=(field,),
            placeholder=f"全部{label}",
            label_visibility="collapsed",
            width=280,
        )
    st.session_state[_key(WORDS)] = " ".join(asked.words)
    st.text_input(
        "查找",
        key=_key(WORDS),
        on_change=_take_words,
        placeholder="查找：名称、县区、说法里的字",
        label_visibility="collapsed",
        width=260,
    )


def _take_values(field: str) -> None:
    address.write(field, ",".join(st.session_state[_key(field)]))


def _take_words() -> None:
    address.write(WORDS, st.session_state[_key(WORDS)].strip())


def _key(field: str) -> str:
    return f"city_list_{field}"
