"""The filter line of a desk; every choice stands in the URL, with counts beside the options."""

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from chains.catalog import Catalog
from components.desk.counting import ListCounts
from components.frame import address
from components.frame.plain_text import plain
from components.frame.widgets.option_labels import option_label
from components.targets.filter_address import LONGEST, PAGE, SHOWN_STATES, write, write_list
from targets.model import LinkState
from targets.scoring.wording import STATE_NAMES
from targets.stores.query import CompanyFilter, Facets

SWITCH_WORDS = {
    "gap": "能补缺口或补链方向",
    "tie": "有关系",
    "moved": "有动向",
    "memory": "含凭印象的",
    "closed": "含已注销的",
    "apart": "含不是目标的",
}
"""What is asked with yes or no, by its name in the URL."""
WIDTH = 380  # px of what a filter unfolds; the narrowest screens are 390
FIRST_CHAIN = "先选产业链，再选它的环节。"
MORE_HELP = "凭印象的没有来源，处处标明；已注销含吊销、除名；不是目标的没有归到环节、已在三明等。"


def desk_filters(
    catalog: Catalog, asked: CompanyFilter, facets: Facets, counts: ListCounts
) -> None:
    """Draw the line of filters; a choice goes into the URL and the list begins anew."""
    with _unfolds("省份", asked.provinces):
        _several("省份", "province", asked.provinces, facets.provinces)
    with _unfolds("城市", asked.cities):
        _several("城市", "city", asked.cities, facets.cities)
    with _unfolds("产业链", asked.chain):
        _chain(catalog, asked, facets.chains)
    with _unfolds("环节", asked.link):
        _link(catalog, asked, facets)
    with _unfolds("能补什么", asked.fills_gap):
        _yes_or_no("能补什么", {"gap": asked.fills_gap}, counts.switches)
    with _unfolds("名录", asked.lists):
        _several("名录", "list", asked.lists, facets.lists)
    _emerging(catalog, asked)
    with _unfolds("已查哪几项", asked.has_relation or asked.has_signal):
        switches = {"tie": asked.has_relation, "moved": asked.has_signal}
        _yes_or_no("已查哪几项", switches, counts.switches)
    _more(asked, counts)
    _keyword(asked)


def _unfolds(label: str, chosen: object) -> st.delta_generator.DeltaGenerator:
    """Draw the button of one filter; it is bold, and framed by a style, while it narrows."""
    return st.popover(f"**{label}**" if chosen else label)


def _more(asked: CompanyFilter, counts: ListCounts) -> None:
    """Draw what most lists do without: who else is listed, and how links were assigned."""
    states = () if asked.states == SHOWN_STATES else tuple(s.value for s in asked.states)
    others = {
        "memory": asked.with_memory,
        "closed": asked.with_closed,
        "apart": asked.with_apart,
    }
    with _unfolds("更多", states or any(others.values())):
        _yes_or_no("另外列出", others, counts.switches)
        st.caption(MORE_HELP)
        _pills(
            "归链状态",
            "state",
            states,
            [state.value for state in SHOWN_STATES],
            lambda value: STATE_NAMES[LinkState(value)],
        )


def _several(label: str, name: str, chosen: tuple[str, ...], counts: Mapping[str, int]) -> None:
    options = [*counts, *(value for value in chosen if value not in counts)]
    _pills(label, name, chosen, options, lambda v: plain(option_label(v, counts.get(v, 0))))


def _emerging(catalog: Catalog, asked: CompanyFilter) -> None:
    links = (link for chain in catalog.chains.values() for link in chain.links)
    known = sorted({name for link in links for name in link.emerging})
    if not known:
        return
    options = [*known, *(name for name in asked.emerging if name not in known)]
    with _unfolds("新兴产业", asked.emerging):
        _pills("新兴产业", "emerging", asked.emerging, options, plain)
        st.caption("按《战略性新兴产业分类（2018）》；2021 年方案用八类，2023 年工业目录九类。")


def _pills(
    label: str,
    name: str,
    chosen: Iterable[str],
    options: list[str],
    worded: Callable[[str], str],
) -> None:
    """Draw options of which several may be chosen."""
    key = _set(name, list(chosen))
    st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=worded,
        key=key,
        on_change=lambda: write_list(name, tuple(st.session_state[key])),
        width=WIDTH,
    )


def _yes_or_no(label: str, on: Mapping[str, bool], counts: Mapping[str, int]) -> None:
    """Draw switches of the URL as options; `counts` says how many each would leave or add."""
    key = _set("_".join(on), [name for name, is_on in on.items() if is_on])

    def take() -> None:
        for name in on:
            write(name, "1" if name in st.session_state[key] else "")

    def worded(name: str) -> str:
        known = counts.get(name)
        return SWITCH_WORDS[name] if known is None else option_label(SWITCH_WORDS[name], known)

    st.pills(
        label,
        list(on),
        selection_mode="multi",
        format_func=worded,
        key=key,
        on_change=take,
        width=WIDTH,
    )


def _one(
    label: str, name: str, chosen: str, names: Mapping[str, str], counts: Mapping[str, int]
) -> None:
    """Draw options, id to name, of which one may be chosen; another chain drops the link."""
    key = _set(name, chosen if chosen in names else None)

    def take() -> None:
        given = st.session_state[key] or ""
        if given != address.read(name):
            write(name, given)
            address.write("link", given if name == "link" else "")

    st.pills(
        label,
        list(names),
        format_func=lambda i: plain(option_label(names[i], counts.get(i, 0))),
        key=key,
        on_change=take,
        width=WIDTH,
    )


def _chain(catalog: Catalog, asked: CompanyFilter, counts: Mapping[str, int]) -> None:
    names = {i: chain.name for i, chain in catalog.chains.items()}
    _one("产业链", "chain", asked.chain, names, counts)


def _link(catalog: Catalog, asked: CompanyFilter, facets: Facets) -> None:
    if asked.chain not in catalog.chains:
        st.caption(FIRST_CHAIN)
        return
    names = {link.id: link.name for link in catalog.chain(asked.chain).links}
    counts = {link: number for (_, link), number in facets.links.items()}
    _one("环节", "link", asked.link, names, counts)


def _keyword(asked: CompanyFilter) -> None:
    key = _set("q", asked.keyword)
    st.text_input(
        "关键词",
        key=key,
        max_chars=LONGEST,
        placeholder="企业名、产品，两个字即可",
        on_change=lambda: write("q", st.session_state[key].strip()),
        label_visibility="collapsed",
        width=220,
    )


def _set(name: str, value: object) -> str:
    """Give the widget the value of the URL, which a jump or the back button may have changed."""
    key = f"desk_{name}"
    st.session_state[key] = value
    return key


def turn_page(page: int) -> None:
    """Go to a page of the list; the first one leaves the URL clean."""
    address.write(PAGE, str(page) if page > 1 else "")
