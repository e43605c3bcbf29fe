"""The audit log: a chain that shows where somebody touched it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from ledger.book.audit import (
    AuditHead,
    append,
    data_head,
    head,
    holds,
    record_export,
    verify,
)
from ledger.book.database import Ledger
from ledger.schema.base import AuditRow
from tests.ledger.builders import ADMIN, DESK
from tests.ledger.past_the_guard import tamper

HOSTILE = "'); DROP TABLE audit_entry; --"


def write(ledger: Ledger, count: int = 3) -> None:
    for number in range(1, count + 1):
        with ledger.writing(ADMIN) as session:
            append(session, ADMIN, ("test", "write", f"件{number}"), {"n": number, "x": 0.1})


def test_an_untouched_chain_holds(ledger: Ledger) -> None:
    write(ledger)

    with ledger.reading() as session:
        assert verify(session) is None
        assert head(session).number == 3


def test_an_export_is_written_down_and_leaves_the_version_of_the_data(ledger: Ledger) -> None:
    write(ledger)
    with ledger.writing(DESK) as session:
        record_export(session, DESK, "要素台账.xlsx", 12)

    with ledger.reading() as session:
        row = session.get_one(AuditRow, 4)
        assert (row.actor_name, row.topic, row.subject) == ("周驻点", "export", "要素台账.xlsx")
        assert row.detail == '{"rows":12}'
        assert (data_head(session).number, head(session).number) == (3, 4)
        assert holds(session, data_head(session))
        assert verify(session) is None


def test_the_data_of_an_empty_ledger_have_no_entry(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert data_head(session) == AuditHead(0, "0" * 64)


def test_an_empty_chain_holds(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert (verify(session), head(session)) == (None, AuditHead(0, "0" * 64))


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET at = ''", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_an_entry(ledger: Ledger, statement: str) -> None:
    write(ledger)

    with pytest.raises(DatabaseError, match="never changed"), ledger.writing(ADMIN) as session:
        session.execute(text(statement))

    with ledger.reading() as session:
        assert verify(session) is None


@pytest.mark.parametrize(
    ("statement", "number", "why"),
    [
        ("UPDATE audit_entry SET detail = '{}' WHERE number = 2", 2, "被改动过"),
        ("UPDATE audit_entry SET actor_name = '别人' WHERE number = 1", 1, "被改动过"),
        ("UPDATE audit_entry SET previous = hash WHERE number = 3", 3, "接不上"),
        ("DELETE FROM audit_entry WHERE number = 2", 2, "不见了"),
        ("DELETE FROM audit_entry WHERE number = 1", 1, "不见了"),
    ],
)
def test_the_first_touched_entry_is_named(
    ledger: Ledger, statement: str, number: int, why: str
) -> None:
    write(ledger)
    tamper(ledger, "audit_entry", statement)

    with ledger.reading() as session:
        broken = verify(session)

    assert broken is not None
    assert broken.number == number
    assert why in broken.why


@pytest.mark.parametrize("column", AuditRow.__table__.columns.keys())
def test_no_part_of_an_entry_can_be_changed_unseen(ledger: Ledger, column: str) -> None:
    write(ledger)
    value = {"number": "9", "at": "'2020-01-01 00:00:00'"}.get(column, "'x'")
    tamper(ledger, "audit_entry", f"UPDATE audit_entry SET {column} = {value} WHERE number = 2")  # noqa: S608

    with ledger.reading() as session:
        broken = verify(session)

    assert broken is not None
    assert broken.number == 2


def test_a_head_printed_earlier_shows_that_the_end_was_cut_off(ledger: Ledger) -> None:
    write(ledger)
    with ledger.reading() as session:
        printed = head(session)
    tamper(ledger, "audit_entry", "DELETE FROM audit_entry WHERE number = 3")

    with ledger.reading() as session:
        assert verify(session) is None
        assert not holds(session, printed)


def test_a_head_printed_earlier_is_still_part_of_a_longer_chain(ledger: Ledger) -> None:
    write(ledger, 1)
    with ledger.reading() as session:
        printed = head(session)
    write(ledger, 2)

    with ledger.reading() as session:
        assert holds(session, printed)
        assert not holds(session, AuditHead(1, "f" * 64))


def test_an_entry_stands_or_falls_with_the_change_it_tells_of(ledger: Ledger) -> None:
    def fail_halfway(session: Session) -> None:
        append(session, ADMIN, ("test", "write", "件"), {})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), ledger.writing(ADMIN) as session:
        fail_halfway(session)

    with ledger.reading() as session:
        assert head(session).number == 0


def test_nobody_writes_in_a_session_that_somebody_else_opened(ledger: Ledger) -> None:
    with ledger.writing(DESK) as session, pytest.raises(RuntimeError):
        append(session, ADMIN, ("test", "write", "件"), {})


def test_sql_in_a_value_is_only_text(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        append(session, ADMIN, ("test", "write", HOSTILE), {"x": HOSTILE})

    with ledger.reading() as session:
        assert (verify(session), head(session).number) == (None, 1)
