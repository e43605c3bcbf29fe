"""Ask the ledger: the one way of the screens. While it is away, they get the last answer to it.

Every process remembers the latest answers, by question; who asks is a part of the question
wherever rights decide the answer, so nobody gets what was answered to another. What comes after a
recorded reading (a contact) is no question but a writing, and is never remembered.

As long as nobody saved anything, the last answer to what is asked of the ledger alone is the
answer: it is given without opening a session, which were a third of the CPU of a screen.
"""

import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock, local
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy.orm import Session

from components.frame.kept import kept
from components.frame.last_state.look import this_look
from components.frame.ledger_access import open_ledger
from ledger.book.database import utc_now
from ledger.book.errors import LedgerUnavailable
from ledger.book.opening.state_mark import LedgerMark

KEPT = 512  # answers in memory, of one ledger
NEVER_READ = "这一部分此前没有读过，暂时看不到；恢复后自动显示。"
P = ParamSpec("P")
T = TypeVar("T")
_thread = local()


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """上次的回答: what was answered, when the oldest of it was read, in which state of the ledger.

    `mark` is None where more than the ledger decides the answer, or its state could not be told.
    """

    answer: object
    read_at: datetime
    mark: LedgerMark | None = None


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

    `read` is a function of a module, whose answer rests on the ledger and what is given, and on
    nothing else (no clock, no file). The answer may be shared with others: treat it as read-only.

    Raises:
        LedgerUnavailable: the ledger is away, and nobody asked this before.
    """

    def now() -> T:
        with open_ledger().reading() as session:
            return read(session, *given, **named)

    function = (read.__module__, read.__qualname__)
    question = (*function, given, tuple(sorted(named.items())))
    mark, last = _mark(), _answers_here().find(question)
    if mark is not None and last is not None and last.mark == mark:
        _answers_here().keep(question, replace(last, read_at=utc_now()))
        return cast("T", last.answer)
    return _remembered(question, now, mark)


def remember(question: Hashable, read: Callable[[], T]) -> T:
    """Return the answer to a question as `read` finds it now, or as it was when last asked.

    What is asked on the way to an answer is a part of it: it is read now, or the whole answer is
    the last one. So no answer is put together from two states, nor kept by a cache as if it were
    of one. Of such parts only those that are one for all (their question is a word) are kept.

    Raises:
        LedgerUnavailable: the ledger is away, and nobody asked this before.
    """
    return _remembered(question, read, None)


def _remembered(question: Hashable, read: Callable[[], T], mark: LedgerMark | None) -> T:
    is_part, began = _depth() > 0, utc_now()
    try:
        with read_now():
            answer = read()
    except LedgerUnavailable as error:
        if is_part:
            raise
        return cast("T", _last(question, error).answer)
    if not is_part or isinstance(question, str) or mark is not None:
        oldest = this_look().oldest or began
        _answers_here().keep(question, LastAnswer(answer, min(began, oldest), mark))
    return answer


@contextmanager
def read_now() -> Iterator[None]:
    """Let whatever is asked meanwhile be of now: for files, which bear no mark.

    Raises:
        LedgerUnavailable: the ledger is away.
    """
    _thread.depth = _depth() + 1
    try:
        yield
    finally:
        _thread.depth -= 1


def _depth() -> int:
    return getattr(_thread, "depth", 0)


def _last(question: Hashable, error: LedgerUnavailable) -> LastAnswer:
    look, why, last = this_look(), str(error), _answers_here().find(question)
    if last is None:
        look.misses(why)
        text = f"{why}{NEVER_READ}"
        raise LedgerUnavailable(text) from error
    look.goes_back_to(last.read_at, why)
    return last


def ledger_state() -> Hashable:
    """Return what equals what it was as long as nobody saved anything; for keys of what is kept."""
    mark = _mark()
    return object() if mark is None else mark


def _mark() -> LedgerMark | None:
    try:
        return open_ledger().mark()
    except LedgerUnavailable:
        return None


def _answers_here() -> LastAnswers:
    return _last_answers(os.environ.get("SANMING_DATA", ""), os.environ.get("DATABASE_URL", ""))


@kept(most=4)
def _last_answers(office: str, database_url: str) -> LastAnswers:  # noqa: ARG001  (the key)
    return LastAnswers()
