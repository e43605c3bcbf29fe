"""归链复核: the links that words or codes spoke for, for a person to decide."""

from collections.abc import Mapping

import streamlit as st

from chains.catalog import Catalog
from components.companies.review_acts import confirm, move, reject, take_back_decision
from components.companies.word_review import word_review
from components.frame import address
from components.frame.access import offered
from components.frame.address import base_path
from components.frame.last_state.asking import ask
from components.frame.plain_text import plain
from components.frame.widgets.option_labels import meant_id, option_label
from components.targets.asking import Targets
from ledger.book.policy import Action, Actor, may, may_somewhere
from ledger.companies.link_review import (
    Reviewed,
    ReviewFilter,
    ToReview,
    count_to_review,
    last_reviewed,
    next_to_review,
)
from targets.model import LinkState
from targets.scoring.links import LinkKey

AT_ONCE, LAST = 10, 10
LONGEST = 160  # characters of what a company says of itself
EMPTY = "没有待核的归链。导入企业清单后，按行业代码（GB/T 4754—2017）和关键词归的链在这里逐条确认。"


def link_review(catalog: Catalog, targets: Targets, actor: Actor) -> None:
    """Draw what waits, those for gaps and wanted links first, and below it what was decided."""
    names = {i: chain.name for i, chain in catalog.chains.items()}
    counts = ask(count_to_review, ReviewFilter())
    asked = _filters(names, counts, [desk.name for desk in targets.desks.desks])
    waiting = ask(next_to_review, asked, AT_ONCE)
    some = sum(ask(count_to_review, asked).values())
    decided = ask(last_reviewed, LAST)
    st.markdown(f"**{some} 条归链待核**，缺口和补链方向的在前。确认以后才算“有来源”的归链。")
    links = link_names(catalog)
    if may(actor, Action.REVIEW_LINK):
        word_review(links, asked, targets, actor)
    if not waiting:
        st.info(EMPTY if not counts else "这个范围里没有待核的归链，可以放宽筛选。")
    for one in waiting:
        _waiting(links, targets, one, actor)
    _decided(catalog, decided, targets, actor)


def _filters(names: Mapping[str, str], counts: Mapping[str, int], desks: list[str]) -> ReviewFilter:
    chain, desk = address.read("chain"), address.read("area")
    chain, desk = chain if chain in names else "", desk if desk in desks else ""
    sought = address.read("gap") == "1"
    st.session_state["review_chain"] = chain or None
    st.session_state["review_desk"] = desk or None
    st.session_state["review_sought"] = sought
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "产业链",
            list(names),
            format_func=lambda i: option_label(names[i], counts.get(i, 0)),
            key="review_chain",
            placeholder="全部",
            on_change=lambda: address.write(
                "chain", meant_id(st.session_state["review_chain"], names)
            ),
            width=240,
        )
        st.selectbox(
            "片区",
            desks,
            key="review_desk",
            placeholder="全部",
            on_change=lambda: address.write("area", st.session_state["review_desk"] or ""),
            width=200,
        )
        st.toggle(
            "只看缺口和补链方向",
            key="review_sought",
            on_change=lambda: address.write(
                "gap", "1" if st.session_state["review_sought"] else ""
            ),
        )
    return ReviewFilter(chain=chain, desk=desk, sought=sought)


def _waiting(links: Mapping[LinkKey, str], targets: Targets, one: ToReview, actor: Actor) -> None:
    where = " · ".join(dict.fromkeys(filter(None, (one.province, one.city, one.desk))))
    key = f"{one.company_id}_{'_'.join(one.link)}"
    with st.container(border=True, key=f"review_{key}"):
        mark = "缺口或补链方向 · " if one.sought else ""
        page = f"{base_path()}/company?id={one.company_id}"
        st.markdown(
            f"[**{plain(one.name)}**]({page})  {plain(where)}  \n"
            f"→ {mark}**{plain(links.get(one.link, ' · '.join(one.link)))}**？"
        )
        given = (
            ("为什么想到它", one.reason),
            ("行业", one.industry),
            ("产品", one.products),
            ("经营范围", one.scope),
        )
        st.caption("  \n".join(plain(f"{label}：{_short(text)}") for label, text in given if text))
        if not offered(actor, Action.REVIEW_LINK, desk=one.desk):
            return
        with st.container(horizontal=True):
            for name, act in (("确认", confirm), ("不属于", reject)):
                st.button(
                    name, key=f"{act.__name__}_{key}", on_click=act, args=(one, targets, actor)
                )
            # Ten forms that nobody opened were a half of this screen.
            moving = st.popover("改归…", key=f"move_{key}", on_change="rerun")
            if moving.open:
                with moving:
                    _move_form(links, targets, one, (key, actor))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _move_form(
    links: Mapping[LinkKey, str], targets: Targets, one: ToReview, who: tuple[str, Actor]
) -> None:
    key, actor = who
    names = {
        f"{chain}/{link}": links[chain, link]
        for chain, link in sorted(links, key=lambda link: link[0] != one.link[0])
        if (chain, link) != one.link
    }
    with st.form(f"move_form_{key}", border=False):
        to = st.selectbox(
            "改归到",
            list(names),  # those of its own chain first
            index=None,
            format_func=names.__getitem__,
            placeholder="选另一个环节",
        )
        note = st.text_input("说明", placeholder="凭什么，如官网产品页", max_chars=200)
        if st.form_submit_button("保存", type="primary"):
            move(one, (to or "", note), targets, actor)


def _decided(catalog: Catalog, decided: list[Reviewed], targets: Targets, actor: Actor) -> None:
    if not decided:
        return
    st.subheader("最近复核的", anchor=False)
    for one in decided:
        said = "属于" if one.state is LinkState.CONFIRMED else "不属于"
        chain, _, link = one.moved_to.partition("/")
        moved = f"，改归 {link_name(catalog, (chain, link))}" if one.moved_to else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"[{plain(one.name)}]({base_path()}/company?id={one.company_id}) "
                f"{said} {plain(link_name(catalog, one.link))}{plain(moved)}"
                f"({plain(one.decided_by)})",
                width="content",
            )
            if may_somewhere(actor, Action.REVIEW_LINK):
                st.button(
                    "撤回",
                    key=f"back_{one.company_id}_{'_'.join(one.link)}",
                    on_click=take_back_decision,
                    args=(one, targets, actor),
                    type="tertiary",
                )


def link_names(catalog: Catalog) -> dict[LinkKey, str]:
    """Return every link in words, by chain and link, in the order of the chains."""
    return {
        (chain.id, link.id): f"{chain.name} · {link.name}"
        for chain in catalog.chains.values()
        for link in chain.links
    }


def link_name(catalog: Catalog, key: LinkKey) -> str:
    """Return chain and link in words; ids where the chains do not have them (any more)."""
    chain = catalog.chains.get(key[0])
    link = chain.link(key[1]) if chain else None
    return f"{chain.name if chain else key[0]} · {link.name if link else key[1]}"
