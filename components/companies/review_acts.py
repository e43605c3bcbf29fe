"""What the buttons of the review do; a refusal is shown and nothing is half-saved."""

import streamlit as st

from components.frame.ledger_access import open_ledger
from components.frame.notices import refusals_shown
from components.frame.plain_text import plain
from components.targets.asking import Targets
from ledger.book.policy import Actor
from ledger.companies.link_decisions import LinkDecision, LinkVerdict, decide, take_back
from ledger.companies.link_review import Reviewed, ReviewFilter, ToReview
from ledger.companies.word_review import RejectedWord, reject_word, take_back_word


def confirm(one: ToReview, targets: Targets, actor: Actor) -> None:
    """Say that the company belongs to the link."""
    _decide(LinkDecision(one.company_id, one.link, LinkVerdict.CONFIRM), targets, actor)


def reject(one: ToReview, targets: Targets, actor: Actor) -> None:
    """Say that it does not."""
    _decide(LinkDecision(one.company_id, one.link, LinkVerdict.REJECT), targets, actor)


def move(one: ToReview, where: tuple[str, str], targets: Targets, actor: Actor) -> None:
    """Say to which other link it belongs (`chain/link`) and why; once saved the page runs anew."""
    chain, _, link = where[0].partition("/")
    to = (chain, link) if link else None
    if _decide(
        LinkDecision(one.company_id, one.link, LinkVerdict.MOVE, to, where[1]), targets, actor
    ):
        st.rerun()


def take_back_decision(one: Reviewed, targets: Targets, actor: Actor) -> None:
    """Let the link wait again."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            take_back(session, actor, one.company_id, one.link, targets.measure)
        st.toast(f"已撤回，{one.name} 的这条归链又在待核之列。", icon=":material/undo:")


def reject_all(word: str, asked: ReviewFilter, targets: Targets, actor: Actor) -> None:
    """Say of all that rests on a word alone that it does not belong."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            count = reject_word(session, actor, asked, word, targets.measure)
        st.toast(
            f"因“{word}”归入的 {count} 条已记为不属于；下面可以一次撤回。", icon=":material/check:"
        )


def take_back_all(one: RejectedWord, targets: Targets, actor: Actor) -> None:
    """Let all that was rejected by a word wait again."""
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            count = take_back_word(session, actor, one.number, targets.measure)
        text = plain(f"已撤回，因“{one.word}”归入的 {count} 条又在待核之列。")
        st.toast(text, icon=":material/undo:")


def _decide(decision: LinkDecision, targets: Targets, actor: Actor) -> bool:
    with refusals_shown():
        with open_ledger().writing(actor) as session:
            decide(session, actor, decision, targets.measure)
        st.toast("已保存；下面“最近复核的”里可以撤回。", icon=":material/check:")
        return True
    return False
