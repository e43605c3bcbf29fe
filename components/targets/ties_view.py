"""以商招商: residents with the companies they are tied to, each with its source."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st

from chains.catalog import Catalog
from components import address
from components.plain_text import plain
from components.plot_map import base_path
from components.targets.asking import Targets, all_ties
from targets.score_wording import RELATION_NAMES
from targets.ties import Tie

SHOWN = 60  # ties on one screen
LONGEST = 40


def ties_view(targets: Targets) -> None:
    """Draw the ties by resident; chain and word in the URL narrow them."""
    catalog = targets.state.catalog
    with st.container(horizontal=True, vertical_alignment="bottom", key="ties_filters"):
        chain, word = _choose(catalog)
    found = fitting_ties(all_ties(targets), chain, word)
    st.markdown(ties_answer(found))
    if not found:
        st.info("没有符合条件的关系。换一条链或换个词;新查到的关系在企业页用「记关系」补上。")
        return
    st.markdown(ties_text(found[:SHOWN], catalog, base_path()))
    if len(found) > SHOWN:
        st.caption(f"先列 {SHOWN} 条,共 {len(found)} 条;选一条链或输入名称缩小范围。")


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
        f"**{residents} 家在地企业有 {len(ties)} 条有来源的关系**,"
        f"其中 {listed} 条的对方在企业名录里,点名称看它能补什么、放哪里。"
        "没有列出的在地企业是未查,不是没有。"
    )


def ties_text(ties: Sequence[Tie], catalog: Catalog, base: str) -> str:
    """Write the ties by resident, every text escaped; a company on our lists is a link."""
    names = {i: chain.name for i, chain in catalog.chains.items()}
    lines = []
    for resident, mine in groupby(ties, key=lambda tie: tie.resident):
        given = list(mine)
        of = "、".join(names[i] for i in given[0].chains if i in names)
        about = " · ".join(filter(None, (given[0].county, of)))
        lines.append(
            f"- **{plain(resident)}**({plain(about)})" if about else f"- **{plain(resident)}**"
        )
        lines += [_tie_line(tie, base) for tie in given]
    return "\n".join(lines)


def _tie_line(tie: Tie, base: str) -> str:
    name = plain(tie.company_name)
    if tie.company:
        name = f"[{name}]({base}/company?{urlencode({'id': tie.company})})"
    else:
        name = f"{name}(不在企业名录里)"
    relation = tie.relation
    word = RELATION_NAMES[relation.kind]
    return f"    - {word}:{name}。{plain(relation.says)}(来源:{plain(relation.source)})"


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
        placeholder="如:巨化",
        on_change=lambda: address.write("q", st.session_state["ties_word"].strip()),
        width=220,
    )
    return chain or "", word.strip()
