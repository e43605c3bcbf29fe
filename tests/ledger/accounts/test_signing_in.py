"""Signing in: five attempts, then a lock, for every name alike; a new token each time."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from ledger.accounts import signing_in
from ledger.accounts.sessions import (
    IDLE,
    LONGEST,
    SignInSession,
    end_session,
    find_session,
    hash_token,
    open_sessions,
    touch_session,
)
from ledger.accounts.sign_in_log import (
    SignInOutcome,
    last_signed_in,
    latest_sign_ins,
    verify_sign_ins,
)
from ledger.accounts.signing_in import (
    ATTEMPTS,
    DOORKEEPER,
    LOCKED_FOR,
    SignedIn,
    SignInRefused,
    locked_accounts,
    sign_in,
    sign_out,
    unlock,
)
from ledger.book.database import Ledger
from ledger.book.engines import WRITING
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import LOCAL
from ledger.schema.accounts import AccountSessionRow
from tests.ledger.accounts.people import CHEN, HERE, PASSWORD, WU, add, come, come_in
from tests.ledger.builders import NOON, VIEWER, Clock

WRONG = "wrong-wrong-wrong"


def outcomes(ledger: Ledger) -> list[tuple[str, SignInOutcome]]:
    with ledger.reading() as session:
        assert verify_sign_ins(session) is None
        return [(e.account_id, e.outcome) for e in reversed(latest_sign_ins(session, LOCAL))]


def wait(ledger: Ledger, time: timedelta) -> None:
    assert isinstance(ledger.clock, Clock)
    ledger.clock.now += time


def test_the_right_password_begins_a_session_under_a_token_that_is_not_kept(
    ledger: Ledger,
) -> None:
    add(ledger)

    signed = come_in(ledger)

    with ledger.reading() as session:
        [row] = session.query(AccountSessionRow).all()
        assert find_session(session, hash_token(signed.token)) == signed.session
        assert find_session(session, signed.token) is None
        assert list(last_signed_in(session)) == [CHEN]
    assert len(signed.token) == 43
    assert signed.token not in (row.id, row.token_hash)
    assert outcomes(ledger) == [(CHEN, SignInOutcome.IN)]


def test_no_two_sign_ins_share_a_token_and_the_one_replaced_ends(ledger: Ledger) -> None:
    add(ledger)
    first = come_in(ledger)

    second = come_in(ledger, replaced=first.token)

    assert first.token != second.token
    with ledger.reading() as session:
        before = find_session(session, hash_token(first.token))
        assert open_sessions(session, second.session.started_at) == {CHEN: 1}
    assert before is not None
    assert before.ended_at is not None


def test_a_name_without_account_is_answered_and_locked_as_any_other(ledger: Ledger) -> None:
    add(ledger)

    known = [come(ledger, CHEN, WRONG) for _ in range(ATTEMPTS + 1)]
    unknown = [come(ledger, "nobody.here", WRONG) for _ in range(ATTEMPTS + 1)]

    for answers in (known, unknown):
        assert [isinstance(a, SignInRefused) and a.locked_until is None for a in answers] == [
            *[True] * (ATTEMPTS - 1),
            False,
            False,
        ]


def test_the_hash_is_reckoned_for_a_name_without_account_too(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def note(kept: str | None, _: str) -> bool:
        asked.append(kept)
        return False

    monkeypatch.setattr(signing_in, "is_password", note)

    come(ledger, "nobody.here")

    assert asked == [None]


def test_five_wrong_passwords_lock_for_fifteen_minutes_even_the_right_one(ledger: Ledger) -> None:
    add(ledger)
    for _ in range(ATTEMPTS):
        come(ledger, password=WRONG)

    assert isinstance(come(ledger), SignInRefused)
    wait(ledger, LOCKED_FOR - timedelta(seconds=30))
    assert isinstance(come(ledger), SignInRefused)
    wait(ledger, timedelta(seconds=30))
    assert isinstance(come(ledger), SignedIn)
    assert outcomes(ledger) == [
        *[(CHEN, SignInOutcome.WRONG)] * ATTEMPTS,
        (CHEN, SignInOutcome.LOCKED),
        (CHEN, SignInOutcome.IN),
    ]


def test_a_success_forgets_the_vain_attempts_before(ledger: Ledger) -> None:
    add(ledger)
    for _ in range(3):
        for _ in range(ATTEMPTS - 1):
            come(ledger, password=WRONG)
        assert isinstance(come(ledger), SignedIn)


def test_many_attempts_at_once_are_no_way_around_the_lock(ledger: Ledger) -> None:
    add(ledger)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: come(ledger, password=WRONG), range(20)))

    assert all(isinstance(answer, SignInRefused) for answer in answers)
    tried = [outcome for _, outcome in outcomes(ledger) if outcome is SignInOutcome.WRONG]
    assert len(tried) == ATTEMPTS


def test_an_administrator_sees_who_is_locked_and_unlocks(ledger: Ledger) -> None:
    add(ledger)
    for _ in range(ATTEMPTS):
        come(ledger, password=WRONG)
        come(ledger, "nobody.here", WRONG)

    with ledger.reading() as session:
        assert list(locked_accounts(session, NOON)) == [CHEN]
    with pytest.raises(NotAllowed), ledger.writing(VIEWER) as session:
        unlock(session, VIEWER, CHEN)
    with ledger.writing(LOCAL) as session:
        unlock(session, LOCAL, CHEN)
    assert isinstance(come(ledger), SignedIn)
    with pytest.raises(NotPossible, match="没有锁住"), ledger.writing(LOCAL) as session:
        unlock(session, LOCAL, CHEN)


def test_a_name_may_be_typed_in_capitals_and_with_spaces(ledger: Ledger) -> None:
    add(ledger)

    assert isinstance(sign_in(ledger, " Chen.Shili ", PASSWORD, HERE), SignedIn)


def test_what_was_typed_for_a_name_is_not_kept(ledger: Ledger) -> None:
    come(ledger, PASSWORD, WRONG)

    with ledger.reading() as session:
        tables = ("SELECT * FROM sign_in", "SELECT * FROM sign_in_attempts")
        rows = [row for table in tables for row in session.execute(text(table))]
    assert len(rows) == 2
    assert PASSWORD not in str(rows)


def test_a_session_ends_idle_or_too_long_or_ended() -> None:
    session = SignInSession("s", CHEN, NOON, NOON)

    assert not session.is_over(NOON + IDLE - timedelta(seconds=1), NOON)
    assert session.is_over(NOON + IDLE, NOON)
    assert not session.is_over(NOON + IDLE, NOON + timedelta(seconds=1))
    assert session.is_over(NOON + LONGEST, NOON + LONGEST)
    assert SignInSession("s", CHEN, NOON, NOON, NOON).is_over(NOON, NOON)


def test_a_sign_out_ends_this_session_only(ledger: Ledger) -> None:
    add(ledger)
    first, second = come_in(ledger), come_in(ledger)

    sign_out(ledger, first.session, HERE)

    with ledger.reading() as session:
        found = [find_session(session, hash_token(one.token)) for one in (first, second)]
    assert [one is not None and one.ended_at is None for one in found] == [False, True]
    assert outcomes(ledger)[-1] == (CHEN, SignInOutcome.OUT)


def test_being_seen_moves_forward_only(ledger: Ledger) -> None:
    add(ledger)
    signed = come_in(ledger)
    later = signed.session.seen_at + timedelta(minutes=7)

    with ledger.writing(DOORKEEPER) as session:
        touch_session(session, signed.session.id, later)
        touch_session(session, signed.session.id, NOON)
        end_session(session, signed.session.id)
    with ledger.reading() as session:
        found = find_session(session, hash_token(signed.token))
    assert found is not None
    assert found.seen_at == later


def test_the_log_is_for_administrators_and_can_be_asked_for_one_account(ledger: Ledger) -> None:
    add(ledger)
    add(ledger, WU)
    come_in(ledger)
    come_in(ledger, WU)

    with ledger.reading() as session:
        with pytest.raises(NotAllowed):
            latest_sign_ins(session, VIEWER)
        assert [e.account_id for e in latest_sign_ins(session, LOCAL, WU)] == [WU]


@pytest.mark.parametrize("change", ["UPDATE sign_in SET address = ''", "DELETE FROM sign_in"])
def test_the_database_refuses_to_change_the_log(ledger: Ledger, change: str) -> None:
    add(ledger)
    come_in(ledger)

    with pytest.raises((DatabaseError, RuntimeError), match="never changed"), _past(ledger) as one:
        one.execute(text(change))


def _past(ledger: Ledger) -> AbstractContextManager[Connection]:
    return ledger.engine.execution_options(**{WRITING: True}).begin()
