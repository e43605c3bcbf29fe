"""Snapshots, decisions and rewordings: kept, audited, and never lost or changed unseen."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from files.errors import NotFound
from ledger.book.audit import data_head, head, verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible, StaleRecord
from ledger.book.policy import Actor
from ledger.links.checks import record_check
from ledger.meeting.decisions import (
    add_decision,
    edit_decision,
    list_decisions,
    read_decision,
    remove_decision,
)
from ledger.meeting.rewordings import (
    ComputedSentence,
    reword,
    rewording_history,
    standing_rewordings,
    take_back,
)
from ledger.meeting.snapshots import (
    Snapshot,
    find_snapshot,
    list_snapshots,
    read_results,
    take_snapshot,
)
from ledger.plots.edits import NEW, edit_plot, read_contact
from ledger.plots.register import plots_version
from tests.ledger.builders import ADMIN, COUNTY, DESK, VIEWER, make_check, make_plot

RESULTS = {"links": [{"name": "{{7*191}}", "rank": 1}], "figures": {"缺口": 8}}
SENTENCE = ComputedSentence("fluorine", "strengths/fluorite", "萤石：优势。", "v1")


def take(ledger: Ledger, name: str = "三季度会", actor: Actor = ADMIN) -> Snapshot:
    with ledger.writing(actor) as session:
        return take_snapshot(session, actor, name, ("v1", RESULTS), head(session))


def test_a_snapshot_gives_back_what_it_was_given(ledger: Ledger) -> None:
    taken = take(ledger)

    with ledger.reading() as session:
        assert read_results(session, taken.id) == RESULTS
        assert find_snapshot(session, "三季度会") == taken
        assert verify(session) is None


def test_the_latest_snapshot_comes_first_and_knows_its_place_in_the_log(ledger: Ledger) -> None:
    first, second = take(ledger, "一季度会"), take(ledger, "二季度会")

    with ledger.reading() as session:
        assert list_snapshots(session) == [second, first]
    assert (first.position.number, second.position.number) == (0, 1)


@pytest.mark.parametrize("name", ["", " ", "会" * 61, "一季度会"])
def test_a_snapshot_needs_a_name_of_its_own(ledger: Ledger, name: str) -> None:
    take(ledger, "一季度会")

    with pytest.raises(NotPossible, match="没有保存"):
        take(ledger, name)


def test_results_of_an_older_state_are_not_kept_as_those_of_now(ledger: Ledger) -> None:
    with ledger.reading() as session:
        before = head(session)
    with ledger.writing(DESK) as session:
        record_check(session, DESK, make_check())

    with ledger.writing(ADMIN) as session, pytest.raises(StaleRecord, match="再存一次"):
        take_snapshot(session, ADMIN, "会", ("v1", RESULTS), before)


def test_a_look_at_a_contact_meanwhile_leaves_the_results_those_of_now(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(contact="林科"), NEW)
    with ledger.reading() as session:
        before, version = data_head(session), plots_version(session)
    with ledger.writing(ADMIN) as session:
        read_contact(session, ADMIN, "YX-1")
        assert head(session) != before

    with ledger.writing(ADMIN) as session:
        assert take_snapshot(session, ADMIN, "会", ("v1", RESULTS), before).position == before
        assert plots_version(session) == version


@pytest.mark.parametrize("change", ["UPDATE snapshot SET results = '{}'", "DELETE FROM snapshot"])
def test_the_database_refuses_to_change_a_snapshot(ledger: Ledger, change: str) -> None:
    taken = take(ledger)

    with pytest.raises(DBAPIError), ledger.engine.begin() as connection:
        connection.execute(text(change))

    with ledger.reading() as session:
        assert read_results(session, taken.id) == RESULTS


def test_an_unknown_snapshot_is_refused_with_those_there_are(ledger: Ledger) -> None:
    take(ledger, "一季度会")

    with ledger.reading() as session, pytest.raises(NotFound, match="一季度会"):
        find_snapshot(session, "四季度会")


@pytest.mark.parametrize("actor", [DESK, COUNTY, VIEWER])
def test_only_the_office_prepares_the_meeting(ledger: Ledger, actor: Actor) -> None:
    decision = read_decision({"text": "定"})
    with ledger.writing(actor) as session:
        with pytest.raises(NotAllowed):
            take_snapshot(session, actor, "会", ("v1", RESULTS), head(session))
        with pytest.raises(NotAllowed):
            add_decision(session, actor, decision)
        with pytest.raises(NotAllowed):
            reword(session, actor, SENTENCE, "另写", 0)


def test_decisions_stand_in_the_order_they_were_added(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        first = add_decision(session, ADMIN, read_decision({"text": "甲", "unit": "市商务局"}))
        add_decision(session, ADMIN, read_decision({"text": "乙", "chain_id": "fluorine"}))
    with ledger.writing(ADMIN) as session:
        changed = read_decision({"text": "甲改", "unit": "市商务局", "due_on": "2026-12-31"})
        edit_decision(session, ADMIN, first.id, changed, first.version)

    with ledger.reading() as session:
        assert [d.decision.text for d in list_decisions(session)] == ["甲改", "乙"]
        assert verify(session) is None


def test_two_who_edit_one_decision_do_not_overwrite_each_other(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        stored = add_decision(session, ADMIN, read_decision({"text": "甲"}))
    with ledger.writing(ADMIN) as session:
        edit_decision(session, ADMIN, stored.id, read_decision({"text": "乙"}), stored.version)

    with ledger.writing(ADMIN) as session, pytest.raises(StaleRecord, match="乙"):
        edit_decision(session, ADMIN, stored.id, read_decision({"text": "丙"}), stored.version)


def test_a_decision_taken_off_is_gone_from_the_list_but_not_from_the_log(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        stored = add_decision(session, ADMIN, read_decision({"text": "甲"}))
    with ledger.writing(ADMIN) as session:
        remove_decision(session, ADMIN, stored.id, stored.version)

    with ledger.reading() as session:
        assert list_decisions(session) == []
        assert head(session).number == 2
    with ledger.writing(ADMIN) as session, pytest.raises(NotFound):
        remove_decision(session, ADMIN, stored.id, stored.version)


@pytest.mark.parametrize("values", [{}, {"text": ""}, {"text": "甲" * 121}, {"text": "a\u202eb"}])
def test_a_decision_says_something_short(values: dict[str, object]) -> None:
    with pytest.raises(NotPossible, match="没有保存"):
        read_decision(values)


def test_a_rewording_stands_beside_what_was_computed_and_can_be_taken_back(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        first = reword(session, ADMIN, SENTENCE, "萤石资源全国有名。", 0)
        second = reword(session, ADMIN, SENTENCE, "萤石储量大。", first.id)
    with ledger.reading() as session:
        assert standing_rewordings(session, "fluorine") == {SENTENCE.place: second}
    assert second.sentence.computed == "萤石：优势。"

    with ledger.writing(ADMIN) as session:
        take_back(session, ADMIN, second.id)
    with ledger.reading() as session:
        assert standing_rewordings(session, "fluorine") == {SENTENCE.place: first}
    with ledger.writing(ADMIN) as session:
        take_back(session, ADMIN, first.id)

    with ledger.reading() as session:
        assert standing_rewordings(session, "fluorine") == {}
        history = rewording_history(session, "fluorine")
        assert verify(session) is None
    assert [(r.id, bool(r.withdrawn_at)) for r in history] == [(second.id, True), (first.id, True)]


def test_two_who_reword_one_sentence_do_not_overwrite_each_other(ledger: Ledger) -> None:
    with ledger.writing(ADMIN) as session:
        reword(session, ADMIN, SENTENCE, "甲说", 0)

    with ledger.writing(ADMIN) as session, pytest.raises(StaleRecord, match="甲说"):
        reword(session, ADMIN, SENTENCE, "乙说", 0)


@pytest.mark.parametrize("words", ["", "字" * 301, "萤石：优势。"])
def test_a_rewording_says_something_else(ledger: Ledger, words: str) -> None:
    with ledger.writing(ADMIN) as session, pytest.raises(NotPossible, match="没有保存"):
        reword(session, ADMIN, SENTENCE, words, 0)
