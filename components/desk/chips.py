"""The chosen filters of a desk as chips; a click on one takes it out of the URL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from chains.catalog import Catalog
from components.desk.filters import SWITCH_WORDS
from components.frame.plain_text import plain
from components.targets.filter_address import SHOWN_STATES, clear, write
from targets.scoring.wording import STATE_NAMES
from targets.stores.query import CompanyFilter


@dataclass(frozen=True, slots=True)
class FilterChip:
    """已选条件: what one chosen filter says, and what stands in the URL once it is taken off."""

    label: str
    without: Mapping[str, str]


def filter_chips(catalog: Catalog, asked: CompanyFilter) -> tuple[FilterChip, ...]:
    """Return one chip for every value that narrows or widens the list, in the filters' order."""
    states = () if asked.states == SHOWN_STATES else tuple(state.value for state in asked.states)
    names = {state.value: STATE_NAMES[state] for state in asked.states}
    on = {
        "gap": asked.fills_gap,
        "tie": asked.has_relation,
        "moved": asked.has_signal,
        "memory": asked.with_memory,
        "closed": asked.with_closed,
        "apart": asked.with_apart,
    }
    return (
        *_values("province", asked.provinces),
        *_values("city", asked.cities),
        *_chain(catalog, asked),
        *_values("list", asked.lists),
        *_values("emerging", asked.emerging),
        *(FilterChip(SWITCH_WORDS[name], {name: ""}) for name, is_on in on.items() if is_on),
        *_values("state", states, names),
        *((FilterChip(f"“{asked.keyword}”", {"q": ""}),) if asked.keyword else ()),
    )


def _values(
    name: str, chosen: tuple[str, ...], words: Mapping[str, str] | None = None
) -> Iterable[FilterChip]:
    worded = words or {}
    for value in chosen:
        rest = ",".join(other for other in chosen if other != value)
        yield FilterChip(worded.get(value, value), {name: rest})


def _chain(catalog: Catalog, asked: CompanyFilter) -> Iterable[FilterChip]:
    if not asked.chain:
        return
    chain = catalog.chains.get(asked.chain)
    yield FilterChip(
        chain.name if chain else f"没有的产业链“{asked.chain}”", {"chain": "", "link": ""}
    )
    if asked.link:
        link = chain.link(asked.link) if chain else None
        yield FilterChip(link.name if link else f"没有的环节“{asked.link}”", {"link": ""})


def chip_line(catalog: Catalog, asked: CompanyFilter, note: str) -> None:
    """Draw the chips, what takes all of them off, and `note` at the end of the line."""
    chips = filter_chips(catalog, asked)
    with st.container(horizontal=True, vertical_alignment="center", key="desk_chips"):
        for at, chip in enumerate(chips):
            label = f"{plain(chip.label)} ✕"
            st.button(label, key=f"chip_{at}", on_click=_take_off, args=(dict(chip.without),))
        if chips:
            st.button("清除", key="clear_filters", type="tertiary", on_click=clear)
        if note:
            st.caption(note)


def _take_off(without: Mapping[str, str]) -> None:
    for name, value in without.items():
        write(name, value)
