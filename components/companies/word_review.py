"""成批复核: a word that brought many companies to the same wrong links, rejected in one go."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.companies.review_acts import reject_all, take_back_all
from components.frame.last_state.asking import ask
from components.frame.plain_text import plain
from components.frame.widgets.option_labels import meant, option_label
from components.targets.asking import Targets
from ledger.book.policy import Actor
from ledger.companies.link_review import ReviewFilter, ToReview
from ledger.companies.word_review import (
    AT_ONCE,
    RejectedWord,
    WaitingWord,
    rejected_words,
    waiting_on_word,
    waiting_words,
)
from targets.scoring.links import LinkKey

LAST = 5
CAPTION = "只因一个词归入、没有别的凭据的，可以一次否定。先看名单；记在你名下，可以一次撤回。"
NONE = "这个范围里没有一个词单独归了两条以上。"


def word_review(
    links: Mapping[LinkKey, str], asked: ReviewFilter, targets: Targets, actor: Actor
) -> None:
    """Draw the words that alone brought several links, and those already rejected."""
    if not st.toggle("按词成批复核", key="review_by_word", help="一个词归错了好几家时，一次否定"):
        return  # counting by words goes through all that waits
    words, rejected = ask(waiting_words, asked), ask(rejected_words, LAST)
    with st.container(border=True, key="word_review"):
        st.caption(CAPTION if words else NONE)
        chosen = _choose(words) if words else None
        if chosen:
            _offer(links, asked, chosen, (targets, actor))
        _rejected(rejected, targets, actor)


def _choose(words: list[WaitingWord]) -> WaitingWord | None:
    by_word = {one.word: one for one in words}
    named = st.selectbox(
        "词",
        list(by_word),
        format_func=lambda word: option_label(word, by_word[word].links),
        index=None,
        key="review_word",
        placeholder="选一个词，看它归了谁",
        width=320,
    )
    return by_word.get(meant(named or "", by_word))


def _offer(
    links: Mapping[LinkKey, str],
    asked: ReviewFilter,
    one: WaitingWord,
    who: tuple[Targets, Actor],
) -> None:
    waiting = ask(waiting_on_word, asked, one.word)
    if one.links > AT_ONCE:
        st.caption(f"共 {one.links} 条，一次做前 {AT_ONCE} 条，再点一次做下一批。")
    st.dataframe(waiting_frame(waiting, links), hide_index=True, key="review_word_list")
    st.button(
        plain(f"全部因「{one.word}」归入的 {len(waiting)} 条（{one.companies} 家）：不属于"),
        key="reject_word",
        on_click=reject_all,
        args=(one.word, asked, *who),
        type="primary",
    )


def waiting_frame(waiting: list[ToReview], links: Mapping[LinkKey, str]) -> pd.DataFrame:
    """Return what would be rejected, one link a row: company, link, reason."""
    rows = [(w.name, links.get(w.link, " · ".join(w.link)), w.reason) for w in waiting]
    return pd.DataFrame(rows, columns=["企业", "环节", "为什么想到它"])


def _rejected(rejected: list[RejectedWord], targets: Targets, actor: Actor) -> None:
    for one in rejected:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                plain(f"因「{one.word}」归入的 {one.links} 条：不属于（{one.by}）"), width="content"
            )
            st.button(
                "全部撤回",
                key=f"back_word_{one.number}",
                on_click=take_back_all,
                args=(one, targets, actor),
                type="tertiary",
            )
