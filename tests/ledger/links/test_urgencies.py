"""What companies need, as the office heard it: recorded, withdrawn, and what then stands."""

from datetime import date, timedelta

import pytest

from files.errors import NotFound
from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor
from ledger.links.urgencies import (
    RecordedUrgency,
    Urgency,
    UrgentNeed,
    read_urgency,
    record_urgency,
    standing_urgencies,
    urgency_history,
    urgency_values,
    withdraw_urgency,
)
from tests.ledger.builders import ADMIN, COUNTY, DESK, TODAY, VIEWER

LINK = ("fluorine", "acid")


def heard(need: str, day: date = TODAY, company: str = "甲公司", **fields: object) -> Urgency:
    given = {
        "chain_id": LINK[0],
        "link_id": LINK[1],
        "need": UrgentNeed(need),
        "company": "" if need == "nobody" else company,
        "asked_on": day,
        "source": "走访记录",
    }
    return Urgency.model_validate(given | fields)


def record(ledger: Ledger, urgency: Urgency, actor: Actor = DESK) -> RecordedUrgency:
    with ledger.writing(actor) as session:
        return record_urgency(session, actor, urgency)


def value(ledger: Ledger) -> float | None:
    with ledger.reading() as session:
        return urgency_values(standing_urgencies(session), LINK[0]).get(LINK[1])


def test_a_link_nobody_asked_about_has_no_value(ledger: Ledger) -> None:
    assert value(ledger) is None


@pytest.mark.parametrize(("need", "worth"), [("asked", 1.0), ("signed", 0.5), ("nobody", 0.0)])
def test_what_was_heard_is_worth_what_the_methods_say(
    ledger: Ledger, need: str, worth: float
) -> None:
    record(ledger, heard(need))

    assert value(ledger) == worth


def test_the_strongest_counts_since_nobody_needed_it(ledger: Ledger) -> None:
    record(ledger, heard("asked", TODAY - timedelta(days=30)))
    record(ledger, heard("nobody", TODAY - timedelta(days=20)))
    assert value(ledger) == 0.0

    record(ledger, heard("signed", TODAY - timedelta(days=10)))
    assert value(ledger) == 0.5

    record(ledger, heard("asked", TODAY - timedelta(days=15)))
    assert value(ledger) == 1.0


def test_a_withdrawn_record_no_longer_counts_and_stays_in_the_history(ledger: Ledger) -> None:
    kept = record(ledger, heard("asked"))

    with ledger.writing(DESK) as session:
        withdraw_urgency(session, DESK, kept.id, "听错了")

    assert value(ledger) is None
    with ledger.reading() as session:
        [past] = urgency_history(session, *LINK)
        assert (past.withdrawn_by, past.withdrawn_reason) == ("周驻点", "听错了")
        assert verify(session) is None


def test_a_record_is_withdrawn_once_with_a_reason_by_its_author_or_the_office(
    ledger: Ledger,
) -> None:
    kept = record(ledger, heard("asked"))

    with pytest.raises(NotAllowed), ledger.writing(COUNTY) as session:
        withdraw_urgency(session, COUNTY, kept.id, "不对")
    with pytest.raises(NotPossible), ledger.writing(DESK) as session:
        withdraw_urgency(session, DESK, kept.id, " ")
    with pytest.raises(NotFound), ledger.writing(ADMIN) as session:
        withdraw_urgency(session, ADMIN, 99, "不对")
    with ledger.writing(ADMIN) as session:
        withdraw_urgency(session, ADMIN, kept.id, "不对")
    with pytest.raises(NotPossible), ledger.writing(ADMIN) as session:
        withdraw_urgency(session, ADMIN, kept.id, "再撤")


def test_a_viewer_records_nothing_and_no_day_to_come_is_taken(ledger: Ledger) -> None:
    with pytest.raises(NotAllowed):
        record(ledger, heard("asked"), VIEWER)
    with pytest.raises(NotPossible):
        record(ledger, heard("asked", date(2999, 1, 1)))
    assert value(ledger) is None


@pytest.mark.parametrize(
    "wrong", [{"company": ""}, {"source": ""}, {"need": "nobody", "company": "甲公司"}]
)
def test_who_needs_it_and_how_that_is_known_must_be_said(wrong: dict[str, object]) -> None:
    values = {**heard("asked").model_dump(), **wrong}

    with pytest.raises(NotPossible):
        read_urgency(values)
