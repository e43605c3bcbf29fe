"""成批复核: all suggestions that rest on one word alone, rejected and taken back as one.

A word of the trade that fits badly («检测») brings the same wrong link to hundreds of companies.
One decision of a person stands on each of them, with that person's name; one entry of the log
names them all, and is what is taken back.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from files.errors import NotFound
from files.personal.phones import without_phones
from ledger.book.audit import append
from ledger.book.errors import NotPossible
from ledger.book.policy import Actor
from ledger.companies.link_decisions import (
    TOPIC,
    LinkDecision,
    LinkVerdict,
    put_decision,
    remove_decision,
)
from ledger.companies.link_review import ReviewFilter, ToReview, list_waiting, waiting_links
from ledger.companies.store import rederive
from ledger.schema.base import AuditRow
from ledger.schema.company_imports import LinkDecisionRow
from targets.assigning.reasons import only_word
from targets.assigning.rules import KEYWORD
from targets.model import LinkState
from targets.scoring.links import LinkKey
from targets.stores.tables import COMPANY, LINKS
from targets.stores.values import Measure

REJECTED, TAKEN_BACK = "reject_word", "take_back_word"  # the actions of entries of the log
AT_ONCE = 500  # links of one decision; of more, the next click takes the next ones
FEWEST = 2  # links that rest on a word before it is worth a decision of its own
SHOWN_WORDS = 12


@dataclass(frozen=True, slots=True)
class WaitingWord:
    """待核的词: how many links of how many companies wait that rest on this word alone."""

    word: str
    links: int
    companies: int


@dataclass(frozen=True, slots=True)
class RejectedWord:
    """成批否定: one such decision that still stands, by the number of its entry of the log."""

    number: int
    word: str
    links: int
    by: str


def waiting_words(session: Session, asked: ReviewFilter) -> list[WaitingWord]:
    """List the words that alone brought most of what waits, most links first."""
    links: Counter[str] = Counter()
    reasons: dict[str, list[str]] = {}
    for reason, number in _reasons(session, asked):
        if word := only_word(reason):
            links[word] += number
            reasons.setdefault(word, []).append(reason)
    several = [word for word in links if links[word] >= FEWEST]
    chosen = sorted(several, key=lambda word: (-links[word], word))[:SHOWN_WORDS]
    return [
        WaitingWord(word, links[word], _companies(session, asked, reasons[word])) for word in chosen
    ]


def waiting_on_word(
    session: Session, asked: ReviewFilter, word: str, limit: int = AT_ONCE
) -> list[ToReview]:
    """List what waits and rests on `word` alone, as the review does."""
    reasons = [reason for reason, _ in _reasons(session, asked) if only_word(reason) == word]
    return list_waiting(session, [*_found_here(asked), LINKS.c.reason.in_(reasons)], limit)


def reject_word(
    session: Session, actor: Actor, asked: ReviewFilter, word: str, measure: Measure
) -> int:
    """Say of all that `waiting_on_word` lists that they do not belong; return how many.

    All of them or none: `actor` must be allowed to review each company.

    Raises:
        NotFound: nothing waits that rests on this word.
        NotAllowed: a company belongs to another desk.
        NotPossible: somebody is deciding on one of them.
    """
    waiting = waiting_on_word(session, asked, word)
    if not waiting:
        text = f"只因“{word}”归入、还待核的已经没有了，没有改动。"
        raise NotFound(text)
    said = f"全部因“{word}”归入的"
    numbers = {
        put_decision(
            session, actor, LinkDecision(one.company_id, one.link, LinkVerdict.REJECT, note=said)
        )
        for one in waiting
    }
    rederive(session, sorted(numbers), measure)
    links = [[one.company_id, *one.link] for one in waiting]
    append(session, actor, (TOPIC, REJECTED, word), {"links": links})
    return len(waiting)


def take_back_word(session: Session, actor: Actor, number: int, measure: Measure) -> int:
    """Take back the entry `number`: what still stands of it waits again; return how many.

    Raises:
        NotFound: there is no such entry.
        NotPossible: it was taken back already.
        NotAllowed: a company belongs to another desk.
    """
    entry = session.get(AuditRow, number)
    if entry is None or (entry.topic, entry.action) != (TOPIC, REJECTED):
        text = "没有这次成批复核，没有改动。"
        raise NotFound(text)
    if number in set(_taken_back(session)):
        text = "这次成批复核已撤回过，没有再改动。"
        raise NotPossible(text)
    standing = [one for one in _links_of(entry) if _stands(session, entry, *one)]
    numbers = {remove_decision(session, actor, company, link) for company, link in standing}
    rederive(session, sorted(numbers), measure)
    append(session, actor, (TOPIC, TAKEN_BACK, entry.subject), {"entry": number})
    return len(standing)


def rejected_words(session: Session, limit: int) -> list[RejectedWord]:
    """List the decisions that were not taken back, the last first."""
    gone = set(_taken_back(session))
    rows = (row for row in _entries(session, REJECTED) if row.number not in gone)
    return [
        RejectedWord(row.number, row.subject, len(_links_of(row)), without_phones(row.actor_name))
        for row in islice(rows, limit)
    ]


def _reasons(session: Session, asked: ReviewFilter) -> list[tuple[str, int]]:
    """Return the reasons of what waits, each once, and how many links have it."""
    query = (
        select(LINKS.c.reason, func.count())
        .join(COMPANY, LINKS.c.company == COMPANY.c.number)
        .where(*_found_here(asked))
        .group_by(LINKS.c.reason)
    )
    return [(reason, number) for reason, number in session.execute(query)]


def _found_here(asked: ReviewFilter) -> list[ColumnElement[bool]]:
    """Return what is true of what waits and was suggested by words; a source says it otherwise."""
    return [*waiting_links(asked), LINKS.c.basis == KEYWORD]


def _companies(session: Session, asked: ReviewFilter, reasons: list[str]) -> int:
    query = (
        select(func.count(LINKS.c.company.distinct()))
        .join(COMPANY, LINKS.c.company == COMPANY.c.number)
        .where(*_found_here(asked), LINKS.c.reason.in_(reasons))
    )
    return session.scalar(query) or 0


def _entries(session: Session, action: str) -> Iterator[AuditRow]:
    query = select(AuditRow).where(AuditRow.topic == TOPIC, AuditRow.action == action)
    with closing(session.scalars(query.order_by(AuditRow.number.desc()))) as rows:
        yield from rows


def _taken_back(session: Session) -> Iterator[int]:
    for row in _entries(session, TAKEN_BACK):
        yield int(json.loads(row.detail)["entry"])


def _links_of(entry: AuditRow) -> list[tuple[str, LinkKey]]:
    return [(company, (chain, link)) for company, chain, link in json.loads(entry.detail)["links"]]


def _stands(session: Session, entry: AuditRow, company_id: str, link: LinkKey) -> bool:
    """Tell whether the decision of the entry is the one that counts: not taken back or redone."""
    row = session.get(LinkDecisionRow, (company_id, *link))
    there = session.scalar(select(COMPANY.c.id).where(COMPANY.c.id == company_id))
    return (
        row is not None
        and there is not None
        and row.state == LinkState.REJECTED.value
        and (row.changed_by, row.changed_at) == (entry.actor_id, entry.at)
    )
