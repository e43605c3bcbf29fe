"""The head of the desk screen: what the list is of, in words, and which desk."""

from pathlib import Path

import streamlit as st

from chains.catalog import Catalog
from components.frame import address
from components.frame.plain_text import plain
from components.frame.style import apply_style
from components.targets.asking import Targets
from components.targets.filter_address import AREA, EVERYWHERE, PAGE, TargetQuery
from files.errors import NotFound
from targets.stores.query import CompanyFilter

CHOICE = "desk_choice"
STYLE = Path(__file__).with_name("desk.css")


def choose_desk(targets: Targets) -> str:
    """Draw the choice of desk and return its name, or `EVERYWHERE`; it stands in the URL.

    Raises:
        NotFound: the URL names a desk that is not there.
    """
    desks = targets.desks.desks
    names = [*(desk.name for desk in desks), EVERYWHERE]
    wanted = address.read(AREA) or names[0]
    desk = targets.desks.named(wanted)
    found = desk.name if desk else wanted
    if found not in names:
        text = f"没有名为“{wanted[:20]}”的片区。现有：{'、'.join(names)}。"
        raise NotFound(text)
    st.session_state[CHOICE] = found
    st.segmented_control(
        "片区",
        names,
        format_func=plain,
        key=CHOICE,
        on_change=_take,
        label_visibility="collapsed",
    )
    st.toggle("筛选", key="desk_unfold")  # for narrow windows: a style hides line or switch
    return found


def _take() -> None:
    if chosen := st.session_state[CHOICE]:
        address.write(AREA, chosen)
        # Provinces and cities are the desk's own; what else is asked holds for every desk.
        for name in ("province", "city", PAGE):
            address.write(name, "")


def where_words(asked: CompanyFilter) -> str:
    """Name the places that a list is of: those chosen, else the desk."""
    places = "、".join(asked.provinces) + "、".join(asked.cities)
    return places or asked.desk or "全部片区"


def desk_heading(catalog: Catalog, asked: CompanyFilter, total: int | None) -> str:
    """Say what the list is of, as its filters have it: 浙江能补缺口的目标企业 80 家.

    `total` is None where nobody can count them now.
    """
    chain = catalog.chains.get(asked.chain)
    link = chain.link(asked.link) if chain else None
    of = f"“{link.name}”" if link else f"“{chain.name}”" if chain else ""
    said = (
        f"含“{asked.keyword}”" if asked.keyword else "",
        f"能补{of}缺口或补链方向" if asked.fills_gap else f"与{of}有关" if of else "",
        "有关系" if asked.has_relation else "",
        "有动向" if asked.has_signal else "",
    )
    where = where_words(asked)
    lists = "、".join((*asked.lists, *asked.emerging))
    among = f"{where}{lists}里" if lists else where
    number = "" if total is None else f" {total:,} 家"
    return f"{among}{'、'.join(filter(None, said))}的目标企业{number}"


def desk_head(catalog: Catalog, query: TargetQuery, total: int | None, lack: str) -> None:
    """Draw the heading; `lack` says below which files the counts leave out."""
    apply_style(STYLE)
    st.title(plain(desk_heading(catalog, query.filter, total)), anchor=False, width="content")
    if lack:
        st.markdown(f":small[:red[{plain(lack)}]]", width="content")
