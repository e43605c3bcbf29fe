"""以商招商: residents with the companies they are tied to, each with its source."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from chains.catalog import Catalog
from components.frame import address
from components.frame.address import base_path
from components.targets.asking import Targets, all_ties
from components.targets.sheet import company_sheet
from targets.scoring.wording import RELATION_NAMES
from targets.ties import Tie

Row = dict[str, object]
SectionContent = dict[str, object]
SHOWN = 60  # ties on one screen
COLUMNS = 3
LONGEST = 40


def ties_view(targets: Targets) -> None:
    """Draw the ties by resident; chain and word in the URL narrow them."""
    catalog = targets.state.catalog
    with st.container(horizontal=True, vertical_alignment="bottom", key="ties_filters"):
        chain, word = _choose(catalog)
    found = fitting_ties(all_ties(targets), chain, word)
    st.markdown(ties_answer(found))
    if not found:
        st.info("没有符合条件的关系。换一条链或换个词；新查到的关系在企业页用「记关系」补上。")
        return
    company_sheet(ties_columns(found[:SHOWN], catalog, base_path()), key="ties_sheet")
    if len(found) > SHOWN:
        st.caption(f"先列 {SHOWN} 条，共 {len(found)} 条；选一条链或输入名称缩小范围。")


def fitting_ties(ties: Iterable[Tie], chain: str, word: str) -> list[Tie]:
    """Return the ties of residents of `chain` ("": of all) in whose names `word` is found."""
    return [
        tie
        for tie in ties
        if (not chain or chain in tie.chains) and word in f"{tie.resident}\n{tie.company_name}"
    ]


def ties_answer(ties: Sequence[Tie]) -> str:
    """Say how many ties there are, and for how many there is a page to go to."""
    residents = len({tie.resident for tie in ties})
    listed = sum(bool(tie.company) for tie in ties)
    return (
        f"**{residents} 家在地企业有 {len(ties)} 条有来源的关系**，"
        f"其中 {listed} 条的对方在企业名录里，点名称看它能补什么、放哪里。"
        "没有列出的在地企业是未查，不是没有。"
    )


def ties_columns(ties: Sequence[Tie], catalog: Catalog, base: str) -> list[list[SectionContent]]:
    """Return the ties as sections (docs/board.md), one a resident, in three columns in order.

    A company on our lists is a way to its page.
    """
    names = {i: chain.name for i, chain in catalog.chains.items()}
    sections = [
        _resident(resident, list(mine), names, base)
        for resident, mine in groupby(ties, key=lambda tie: tie.resident)
    ]
    each = -(-len(sections) // COLUMNS)
    return [sections[at * each : (at + 1) * each] for at in range(COLUMNS)]


def _resident(
    resident: str, ties: Sequence[Tie], names: Mapping[str, str], base: str
) -> SectionContent:
    of = "、".join(names[i] for i in ties[0].chains if i in names)
    note = " · ".join(filter(None, (ties[0].county, of)))
    return {"title": resident, "note": note, "rows": [r for t in ties for r in _tie_rows(t, base)]}


def _tie_rows(tie: Tie, base: str) -> list[Row]:
    relation, word = tie.relation, RELATION_NAMES[tie.relation.kind]
    href = f"{base}/company?{urlencode({'id': tie.company})}" if tie.company else ""
    way: Row = {"t": "href", "href": href, "label": tie.company_name, "note": word}
    name: Row = {"t": "text", "text": f"{tie.company_name}（不在企业名录里）· {word}"}
    said: Row = {
        "t": "text",
        "text": f"{relation.says}（来源：{relation.source}）",
        "muted": True,
    }
    return [way if tie.company else name, said]


def _choose(catalog: Catalog) -> tuple[str, str]:
    names = {i: chain.name for i, chain in catalog.chains.items()}
    wanted = address.read("chain")
    st.session_state["ties_chain"] = wanted if wanted in names else None
    st.session_state["ties_word"] = address.read("q")[:LONGEST]
    chain = st.selectbox(
        "产业链",
        list(names),
        format_func=names.__getitem__,
        key="ties_chain",
        placeholder="全部",
        on_change=lambda: address.write("chain", st.session_state["ties_chain"] or ""),
        width=220,
    )
    word = st.text_input(
        "在地企业或对方名称",
        key="ties_word",
        max_chars=LONGEST,
        placeholder="如：巨化",
        on_change=lambda: address.write("q", st.session_state["ties_word"].strip()),
        width=220,
    )
    return chain or "", word.strip()
