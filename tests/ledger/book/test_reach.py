"""What all sessions know of a database that is away: told at once, asked by one, back at a look."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

import pytest

from ledger.book.errors import LedgerUnavailable, LedgerUnwritable
from ledger.book.opening.reach import Reach

AWAY = "连不上台账数据库。"


@dataclass
class Attempt:
    """Stands for the asking of a database: away until `is_back`, and slow until `may_end`."""

    is_back: bool = False
    begun: Event = field(default_factory=Event)
    may_end: Event = field(default_factory=Event)
    asked: int = 0

    def __call__(self) -> None:
        self.asked += 1
        self.begun.set()
        assert self.may_end.wait(60)
        if not self.is_back:
            raise LedgerUnavailable(AWAY)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let who looks wait as long as it takes, so that no clock decides."""
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 60.0)


def lose(reach: Reach, error: type[LedgerUnavailable] = LedgerUnavailable) -> None:
    with pytest.raises(error), reach.watched():
        raise error(AWAY)


def is_refused(reach: Reach) -> bool:
    try:
        reach.require()
    except LedgerUnavailable as error:
        return str(error) == AWAY
    return False


def test_who_reads_while_it_answers_asks_nobody() -> None:
    attempt = Attempt()

    Reach(attempt).require()

    assert attempt.asked == 0


@pytest.mark.usefixtures("patient")
def test_the_first_look_after_it_came_back_reads_again() -> None:
    attempt = Attempt()
    attempt.may_end.set()
    reach = Reach(attempt)
    lose(reach)

    away = is_refused(reach)
    attempt.is_back = True

    assert (away, is_refused(reach), reach.problem) == (True, False, "")


def test_a_hundred_who_read_meanwhile_ask_it_once_and_wait_for_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 0.0)
    attempt = Attempt()
    reach = Reach(attempt)
    lose(reach)

    with ThreadPoolExecutor(8) as pool:
        refused = list(pool.map(lambda _: is_refused(reach), range(100)))
    asked = attempt.asked
    attempt.may_end.set()
    reach.close()

    assert (refused, asked) == ([True] * 100, 1)


def test_a_look_that_took_too_long_brings_it_back_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ledger.book.opening.reach.PATIENCE_S", 0.0)
    attempt = Attempt(is_back=True)
    reach = Reach(attempt)
    lose(reach)

    away = is_refused(reach)
    attempt.may_end.set()
    reach.close()  # waits for the look

    assert (away, is_refused(reach), attempt.asked) == (True, False, 1)


def test_what_only_takes_nothing_in_is_not_away() -> None:
    reach = Reach(Attempt())

    lose(reach, LedgerUnwritable)

    assert reach.problem == ""


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("said", [LedgerUnwritable, LedgerUnavailable])
def test_a_database_found_full_can_be_read(said: type[LedgerUnavailable]) -> None:
    reach = Reach(raising(said))
    lose(reach)

    assert is_refused(reach) is (said is LedgerUnavailable)


def raising(error: type[LedgerUnavailable]) -> Callable[[], None]:
    def attempt() -> None:
        raise error(AWAY)

    return attempt
