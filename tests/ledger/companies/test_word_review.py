"""成批复核: all that rests on one word, rejected by one decision and taken back by one."""

import pytest
from sqlalchemy import func, select

from files.errors import NotFound
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor
from ledger.companies.link_decisions import LinkDecision, LinkVerdict, decide, take_back
from ledger.companies.link_review import ReviewFilter, count_to_review, next_to_review
from ledger.companies.word_review import (
    WaitingWord,
    reject_word,
    rejected_words,
    take_back_word,
    waiting_on_word,
    waiting_words,
)
from ledger.schema.base import AuditRow
from targets.model import LinkState
from tests.ledger.builders import ADMIN, VIEWER
from tests.ledger.company_lists import make_measure, make_told, save, stored
from tests.targets.vendor.vendor_lists import make_code

WORD, ACID, ALL = "氢氟酸", ("fluorine", "acid"), ReviewFilter()


def reject(ledger: Ledger, actor: Actor = ADMIN, asked: ReviewFilter = ALL) -> int:
    with ledger.writing(actor) as session:
        return reject_word(session, actor, asked, WORD, make_measure())


def back(ledger: Ledger, number: int | None = None, actor: Actor = ADMIN) -> int:
    with ledger.writing(actor) as session:
        entry = rejected_words(session, 1)[0].number if number is None else number
        return take_back_word(session, actor, entry, make_measure())


def judge(ledger: Ledger, number: int, verdict: str) -> None:
    with ledger.writing(ADMIN) as session:
        one = LinkDecision(f"u{make_code(number)}", ACID, LinkVerdict(verdict))
        decide(session, ADMIN, one, make_measure())


def states(ledger: Ledger) -> dict[str, LinkState]:
    return {name: one.assignments[0].state for name, one in stored(ledger).items()}


def words(ledger: Ledger, asked: ReviewFilter = ALL) -> list[WaitingWord]:
    with ledger.reading() as session:
        return waiting_words(session, asked)


def entries(ledger: Ledger) -> int:
    with ledger.reading() as session:
        return session.scalar(select(func.count()).select_from(AuditRow)) or 0


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    """Three companies that one word alone brought to a link, and one with a class as well."""
    save(ledger, *(make_told(i) for i in (1, 2, 3)), make_told(4, industry_code="2611"))
    return ledger


def test_words_are_listed_with_what_rests_on_them_alone(three: Ledger) -> None:
    assert words(three) == [WaitingWord(WORD, 3, 3)]


def test_a_word_of_one_link_is_not_worth_a_decision_of_its_own(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    assert words(ledger) == []


def test_what_would_be_rejected_can_be_seen_before(three: Ledger) -> None:
    with three.reading() as session:
        shown = waiting_on_word(session, ALL, WORD)

    assert sorted(one.name for one in shown) == ["甲1有限公司", "甲2有限公司", "甲3有限公司"]
    assert {one.reason for one in shown} == {"制造条目“氢氟酸”"}


def test_all_that_rest_on_the_word_are_rejected_and_no_other(three: Ledger) -> None:
    assert reject(three) == 3

    rejected, to_check = LinkState.REJECTED, LinkState.TO_CHECK
    assert [states(three)[f"甲{i}有限公司"] for i in (1, 2, 3, 4)] == [rejected] * 3 + [to_check]
    assert words(three) == []


def test_one_entry_of_the_log_stands_for_all_with_who_and_what(three: Ledger) -> None:
    before = entries(three)

    reject(three)

    assert entries(three) == before + 1
    with three.reading() as session:
        [one] = rejected_words(session, 5)
    assert (one.word, one.links, one.by) == (WORD, 3, ADMIN.name)


def test_the_decision_stands_on_each_company_with_its_reason(three: Ledger) -> None:
    reject(three)

    [link] = stored(three)["甲1有限公司"].assignments
    assert "全部因“氢氟酸”归入的" in link.reason
    assert link.basis == "office"


def test_taken_back_all_wait_again_as_they_were(three: Ledger) -> None:
    before = stored(three)
    reject(three)

    assert back(three) == 3

    assert stored(three) == before
    assert words(three) == [WaitingWord(WORD, 3, 3)]
    with three.reading() as session:
        assert rejected_words(session, 5) == []


def test_it_is_taken_back_once(three: Ledger) -> None:
    reject(three)
    with three.reading() as session:
        number = rejected_words(session, 1)[0].number
    back(three)

    with pytest.raises(NotPossible):
        back(three, number)


@pytest.mark.parametrize("number", [0, 1, 10_000])
def test_no_other_entry_can_be_taken_back_this_way(three: Ledger, number: int) -> None:
    with pytest.raises(NotFound):
        back(three, number)


def test_what_a_person_decided_meanwhile_stays(three: Ledger) -> None:
    judge(three, 1, "confirm")
    assert reject(three) == 2
    with three.writing(ADMIN) as session:
        take_back(session, ADMIN, f"u{make_code(2)}", ACID, make_measure())
    judge(three, 2, "confirm")

    assert back(three) == 1

    kept = states(three)
    assert kept["甲1有限公司"] == kept["甲2有限公司"] == LinkState.CONFIRMED
    assert kept["甲3有限公司"] == LinkState.TO_CHECK


def test_it_keeps_to_what_is_asked_for(three: Ledger) -> None:
    assert words(three, ReviewFilter(chain="textiles")) == []
    with pytest.raises(NotFound):
        reject(three, asked=ReviewFilter(chain="textiles"))


def test_nothing_is_changed_for_who_may_not_review(three: Ledger) -> None:
    with pytest.raises(NotAllowed):
        reject(three, VIEWER)

    assert set(states(three).values()) == {LinkState.TO_CHECK}


def test_a_decision_in_bulk_lasts_through_the_next_import(three: Ledger) -> None:
    reject(three)

    save(three, *(make_told(i) for i in (1, 2, 3)))

    assert states(three)["甲1有限公司"] == LinkState.REJECTED
    with three.reading() as session:
        assert sum(count_to_review(session, ALL).values()) == 1
        assert [one.name for one in next_to_review(session, ALL, 5)] == ["甲4有限公司"]
