"""Who changed a record last: out of the audit log, on both databases."""

from ledger.book.audit import append
from ledger.book.database import Ledger
from ledger.book.last_change import LastChange, last_change
from ledger.book.policy import Actor
from tests.ledger.builders import ADMIN, CENTRE


def write(ledger: Ledger, actor: Actor, topic: str, action: str, subject: str) -> None:
    with ledger.writing(actor) as session:
        append(session, actor, (topic, action, subject))


def last(ledger: Ledger, *topics: str, subject: str = "") -> LastChange | None:
    with ledger.reading() as session:
        return last_change(session, topics, subject)


def test_what_nobody_changed_has_no_last_change(ledger: Ledger) -> None:
    assert last(ledger, "plot", subject="YX-1") is None


def test_the_latest_of_several_topics_counts(ledger: Ledger) -> None:
    write(ledger, ADMIN, "visit", "record", "c1")
    write(ledger, CENTRE, "finding", "record", "c1")
    write(ledger, ADMIN, "plot", "edit", "c1")

    found = last(ledger, "visit", "finding", subject="c1")
    assert found is not None
    assert (found.actor_id, found.name) == (CENTRE.id, CENTRE.name)


def test_a_look_and_a_file_taken_out_are_no_changes(ledger: Ledger) -> None:
    write(ledger, ADMIN, "company", "read_contact", "c1")
    write(ledger, ADMIN, "contact", "read", "c1")
    write(ledger, ADMIN, "export", "file", "c1")

    assert last(ledger, "company", "contact", "export", subject="c1") is None


def test_a_subject_that_ends_in_a_slash_means_all_below_it_and_no_more(ledger: Ledger) -> None:
    write(ledger, ADMIN, "check", "record", "seed/rice")
    write(ledger, CENTRE, "check", "record", "seed_x/rice")

    found = last(ledger, "check", subject="seed/")
    assert found is not None
    assert found.actor_id == ADMIN.id
