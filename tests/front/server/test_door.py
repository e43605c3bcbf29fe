"""The door: whose session a token is now, however long ago it was looked at."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from front.server.door import TOUCH_EVERY, Door
from ledger.accounts import passwords
from ledger.accounts.sessions import IDLE, LONGEST, find_session, hash_token
from ledger.accounts.users import switch_account
from ledger.book.database import Ledger
from ledger.book.errors import LedgerUnavailable
from ledger.book.policy import LOCAL
from tests.ledger.accounts.people import CHEN, add, come_in
from tests.ledger.builders import Clock


@pytest.fixture(autouse=True)
def _cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))


@pytest.fixture
def door(ledger: Ledger) -> Iterator[Door]:
    """A door to the ledger; what it has to write is written before the ledger closes."""
    opened = Door(lambda: ledger)
    yield opened
    opened.close()


def wait(ledger: Ledger, time: timedelta) -> None:
    assert isinstance(ledger.clock, Clock)
    ledger.clock.now += time


def counts(door: Door, token: str) -> bool | None:
    """Return whether a token counts, None if it never was one."""
    found = door.look(token)
    return None if found is None else not found.is_over


def test_a_token_counts_until_nobody_used_it_for_half_an_hour(ledger: Ledger, door: Door) -> None:
    add(ledger)
    token = come_in(ledger).token
    assert counts(door, token)

    wait(ledger, IDLE - timedelta(minutes=1))
    door.touch(token)
    wait(ledger, IDLE - timedelta(minutes=1))
    assert counts(door, token)
    wait(ledger, timedelta(minutes=1))
    assert counts(door, token) is False


def test_no_use_makes_a_session_last_longer_than_twelve_hours(ledger: Ledger, door: Door) -> None:
    add(ledger)
    token = come_in(ledger).token
    for _ in range(int(LONGEST / timedelta(minutes=20)) - 1):
        wait(ledger, timedelta(minutes=20))
        assert counts(door, token)
        door.touch(token)

    wait(ledger, timedelta(minutes=20))
    assert counts(door, token) is False


def test_use_is_written_down_for_the_time_after_a_restart(ledger: Ledger, door: Door) -> None:
    add(ledger)
    signed = come_in(ledger)
    door.look(signed.token)
    wait(ledger, TOUCH_EVERY)

    door.touch(signed.token)
    door.close()

    with ledger.reading() as session:
        found = find_session(session, hash_token(signed.token))
    assert found is not None
    assert found.seen_at - signed.session.seen_at >= TOUCH_EVERY


def test_whatever_ends_a_session_is_seen_at_the_next_look(ledger: Ledger, door: Door) -> None:
    add(ledger)
    token = come_in(ledger).token
    assert counts(door, token)

    with ledger.writing(LOCAL) as session:
        switch_account(session, LOCAL, CHEN, on=False)

    assert counts(door, token) is False


@pytest.mark.parametrize("token", ["", "x" * 43])
def test_what_never_was_a_token_is_nobody(door: Door, token: str) -> None:
    assert counts(door, token) is None


def test_while_the_ledger_is_away_only_who_was_known_stays(ledger: Ledger) -> None:
    add(ledger)
    known, new = come_in(ledger).token, come_in(ledger).token
    is_away = False

    def open_ledger() -> Ledger:
        if is_away:
            text = "台账连不上。"
            raise LedgerUnavailable(text)
        return ledger

    door = Door(open_ledger)
    assert counts(door, known)
    is_away = True

    assert counts(door, known)
    with pytest.raises(LedgerUnavailable):
        door.look(new)


def test_clicks_let_nobody_read_anew_more_often_than_once_in_five_minutes(
    ledger: Ledger, door: Door
) -> None:
    add(ledger)
    tokens = [come_in(ledger).token for _ in range(6)]
    marks = set()
    for _ in range(20):  # minutes, in which everybody clicks once
        wait(ledger, timedelta(minutes=1))
        for token in tokens:
            door.look(token)
            door.touch(token)
            door._writer.submit(int).result()  # noqa: SLF001  (what was to be written is)
            marks.add(ledger.mark())

    assert len(marks) <= 1 + 20 // 5
