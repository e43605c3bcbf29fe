"""Ask the ledger: the one way of the screens. While it is away, they get the last answer to it.

Every process remembers the latest answers, by question; who asks is a part of the question
wherever rights decide the answer, so nobody gets what was answered to another. What comes after a
recorded reading (a contact) is no question but a writing, and is never remembered.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

from components.frame.last_state.look import this_look
from components.frame.ledger_access import open_ledger
from ledger.book.database import utc_now
from ledger.book.errors import LedgerUnavailable

KEPT = 512  # answers in memory, of one ledger
NEVER_READ = "这一部分此前没有读过,暂时看不到;恢复后自动显示。"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """上次的回答: what was answered, and when the oldest of it was read."""

    answer: object
    read_at: datetime


class LastAnswers:
    """各问的上次回答: the latest of them, by question; several threads may ask."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, LastAnswer] = OrderedDict()
        self._lock = Lock()

    def keep(self, question: Hashable, answer: LastAnswer) -> None:
        """Keep an answer, and let the one go that nobody asked for the longest."""
        with self._lock:
            self._kept[question] = answer
            self._kept.move_to_end(question)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def find(self, question: Hashable) -> LastAnswer | None:
        """Return the last answer to a question, None if it is not known."""
        with self._lock:
            found = self._kept.get(question)
            if found is not None:
                self._kept.move_to_end(question)
            return found


def ask(read: Callable[Concatenate[Session, P], T], *given: P.args, **named: P.kwargs) -> T:
    """Return what `read` returns of the ledger for what is given, or returned when last asked so.

    Raises:
        LedgerUnavailable: the ledger is away, and nobody asked this before.
    """

    def now() -> T:
        with open_ledger().reading() as session:
            return read(session, *given, **named)

    function = (read.__module__, read.__qualname__)
    return remember((*function, given, tuple(sorted(named.items()))), now)


def remember(question: Hashable, read: Callable[[], T]) -> T:
    """Return the answer to a question as `read` finds it now, or as it was when last asked.

    Raises:
        LedgerUnavailable: the ledger is away, and nobody asked this before.
    """
    look, answers, began = this_look(), _answers_here(), utc_now()
    try:
        answer = read()
    except LedgerUnavailable as error:
        why, last = str(error).removesuffix(NEVER_READ), answers.find(question)
        if last is None:
            look.misses(why)
            text = f"{why}{NEVER_READ}"
            raise LedgerUnavailable(text) from error
        look.goes_back_to(last.read_at, why)
        return cast("T", last.answer)
    answers.keep(question, LastAnswer(answer, min(began, look.oldest or began)))
    return answer


def _answers_here() -> LastAnswers:
    return _last_answers(os.environ.get("SANMING_DATA", ""), os.environ.get("DATABASE_URL", ""))


# Not Streamlit's cache: a screen asks some thirty times, and each of its look-ups takes 0.1 ms.
@lru_cache(maxsize=4)
def _last_answers(office: str, database_url: str) -> LastAnswers:  # noqa: ARG001  (the key)
    return LastAnswers()
