"""The filters above the list of a desk; every one stands in the URL, with counts beside it."""

from collections.abc import Callable, Mapping

import streamlit as st

from chains.catalog import Catalog
from components.frame import address
from components.frame.option_labels import meant, meant_id, option_label
from components.targets.filter_address import (
    LONGEST,
    PAGE,
    SHOWN_STATES,
    clear,
    is_narrowed,
    write,
    write_list,
)
from targets.model import LinkState
from targets.scoring.wording import STATE_NAMES
from targets.stores.query import CompanyFilter, Facets


def desk_filters(catalog: Catalog, asked: CompanyFilter, facets: Facets) -> None:
    """Draw the row of filters; a choice goes into the URL and the list begins anew."""
    _several("省份", "province", asked.provinces, facets.provinces, 130)
    _several("城市", "city", asked.cities, facets.cities, 140)
    _chain(catalog, asked, facets.chains)
    _link(catalog, asked, facets)
    _several("名录", "list", asked.lists, facets.lists, 165)
    _emerging(catalog, asked)
    _states(asked)
    _keyword(asked)


def desk_switches(asked: CompanyFilter) -> None:
    """Draw what is asked with yes or no."""
    _switch("能补缺口或补链方向", "gap", on=asked.fills_gap)
    _switch("有关系", "tie", on=asked.has_relation)
    _switch("有动向", "moved", on=asked.has_signal)
    _switch("含凭印象的", "memory", on=asked.with_memory, help_text="没有来源，只凭印象；处处标明")
    _switch(
        "含已注销", "closed", on=asked.with_closed, help_text="注销、吊销、除名等，不是目标企业"
    )
    _switch("含不是目标的", "apart", on=asked.with_apart, help_text="没有归到环节、已在三明等")
    if is_narrowed():
        st.button("清除筛选", on_click=clear)


def _several(
    label: str, name: str, chosen: tuple[str, ...], counts: Mapping[str, int], width: int
) -> None:
    key = _set(name, list(chosen))
    options = [*counts, *(value for value in chosen if value not in counts)]
    st.multiselect(
        label,
        options,
        format_func=lambda value: option_label(value, counts.get(value, 0)),
        key=key,
        placeholder="全部",
        on_change=lambda: write_list(
            name, tuple(meant(given, options) for given in st.session_state[key])
        ),
        width=width,
    )


def _chain(catalog: Catalog, asked: CompanyFilter, counts: Mapping[str, int]) -> None:
    names = {i: chain.name for i, chain in catalog.chains.items()}
    key = _set("chain", asked.chain if asked.chain in names else None)

    def take() -> None:
        chosen = meant_id(st.session_state[key], names)
        if chosen != asked.chain:
            write("chain", chosen)
            address.write("link", "")

    st.selectbox(
        "产业链",
        list(names),
        format_func=lambda i: option_label(names[i], counts.get(i, 0)),
        key=key,
        placeholder="全部",
        on_change=take,
        width=165,
    )


def _link(catalog: Catalog, asked: CompanyFilter, facets: Facets) -> None:
    if asked.chain not in catalog.chains:
        return
    names = {link.id: link.name for link in catalog.chain(asked.chain).links}
    key = _set("link", asked.link if asked.link in names else None)
    st.selectbox(
        "环节",
        list(names),
        format_func=lambda i: option_label(names[i], facets.links.get((asked.chain, i), 0)),
        key=key,
        placeholder="全部",
        on_change=lambda: write("link", meant_id(st.session_state[key], names)),
        width=180,
    )


def _emerging(catalog: Catalog, asked: CompanyFilter) -> None:
    links = (link for chain in catalog.chains.values() for link in chain.links)
    known = sorted({name for link in links for name in link.emerging})
    if not known:
        return
    key = _set("emerging", list(asked.emerging))
    st.multiselect(
        "新兴产业",
        help="按《战略性新兴产业分类（2018）》；2021 年方案用八类，2023 年工业目录九类",
        options=[*known, *(name for name in asked.emerging if name not in known)],
        key=key,
        placeholder="全部",
        on_change=lambda: write_list("emerging", tuple(st.session_state[key])),
        width=130,
    )


def _states(asked: CompanyFilter) -> None:
    chosen = [] if asked.states == SHOWN_STATES else [state.value for state in asked.states]
    key = _set("state", chosen)
    st.multiselect(
        "归链状态",
        [state.value for state in SHOWN_STATES],
        format_func=lambda value: STATE_NAMES[LinkState(value)],
        key=key,
        placeholder="全部",
        on_change=lambda: write_list("state", tuple(st.session_state[key])),
        width=130,
    )


def _keyword(asked: CompanyFilter) -> None:
    key = _set("q", asked.keyword)
    st.text_input(
        "关键词",
        key=key,
        max_chars=LONGEST,
        placeholder="两个字即可，如：氟材",
        on_change=lambda: write("q", st.session_state[key].strip()),
        width=170,
    )


def _switch(label: str, name: str, *, on: bool, help_text: str | None = None) -> None:
    key = _set(name, on)
    st.toggle(label, key=key, on_change=_writer(name, key), help=help_text)


def _writer(name: str, key: str) -> Callable[[], None]:
    return lambda: write(name, "1" if st.session_state[key] else "")


def _set(name: str, value: object) -> str:
    """Give the widget the value of the URL, which a jump or the back button may have changed."""
    key = f"desk_{name}"
    st.session_state[key] = value
    return key


def turn_page(page: int) -> None:
    """Go to a page of the list; the first one leaves the URL clean."""
    address.write(PAGE, str(page) if page > 1 else "")
