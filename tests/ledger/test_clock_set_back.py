"""A clock that was set back: what was entered last is last, and the log holds."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ledger.book.audit import verify
from ledger.book.backup import backup
from ledger.book.database import Ledger, open_ledger
from ledger.book.errors import NotPossible
from ledger.companies.link_decisions import LinkDecision, LinkVerdict, decide
from ledger.companies.link_review import last_reviewed
from ledger.desks.areas import current_desks, desks_history, save_desks
from ledger.desks.baskets import Wanted, add_to_basket, basket
from ledger.desks.visits import read_visit, record_visit, visits_of
from ledger.findings.findings import standing_of
from ledger.links.checks import check_history, record_check, standing_overrides
from ledger.meeting.rewordings import ComputedSentence, reword, standing_rewordings
from ledger.meeting.snapshots import list_snapshots
from ledger.plots.edits import NEW, edit_plot
from ledger.plots.history import plot_history
from targets.desks import desk_of
from tests.ledger.builders import ADMIN, DESK, TODAY, Clock, make_check, make_plot
from tests.ledger.company_lists import make_measure, make_told, save
from tests.ledger.desks.test_visits import FORM
from tests.ledger.meeting.test_meeting import take
from tests.targets.builders import with_taiwan_at
from tests.targets.vendor.vendor_lists import make_code

BACK = timedelta(days=400)
COMPANIES = ("c9", "c1", "c5")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(place: dict[str, str], clock: Clock) -> Iterator[Ledger]:
    opened = open_ledger(place, clock)
    yield opened
    opened.close()


def test_the_log_holds_and_can_be_backed_up(
    ledger: Ledger, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    take(ledger, "先")
    clock.now -= BACK
    take(ledger, "后")

    with ledger.reading() as session:
        assert verify(session) is None
        assert [snapshot.name for snapshot in list_snapshots(session)] == ["后", "先"]
    held = backup(ledger, tmp_path_factory.mktemp("backup") / "b.sqlite")
    assert held.head.number == 2


def test_the_last_edit_of_a_plot_stands_and_is_the_last_of_its_history(
    ledger: Ledger, clock: Clock
) -> None:
    with ledger.writing(ADMIN) as session:
        first = edit_plot(session, ADMIN, make_plot(area_mu=1), NEW)
    clock.now -= BACK
    with ledger.writing(ADMIN) as session:
        edit_plot(session, ADMIN, make_plot(area_mu=2), first.version)

    with ledger.reading() as session:
        found = plot_history(session, "YX-1")
    assert [version.plot.area_mu for version in found] == [2, 1]


def test_of_two_checks_of_a_day_the_one_entered_last_counts(ledger: Ledger, clock: Clock) -> None:
    early = TODAY - BACK
    for outcome in ("none", "found_strong"):
        with ledger.writing(DESK) as session:
            record_check(session, DESK, make_check(outcome, checked_on=early))
        clock.now -= timedelta(hours=1)

    with ledger.reading() as session:
        assert [r.check.outcome for r in check_history(session, "fluorine", "acid")] == [
            "found_strong",
            "none",
        ]
        deciding = standing_overrides(session)["fluorine", "acid"].deciding
    assert deciding is not None
    assert deciding.check.outcome == "found_strong"


def test_a_basket_keeps_the_order_in_which_it_was_filled(ledger: Ledger, clock: Clock) -> None:
    for company in COMPANIES:
        with ledger.writing(DESK) as session:
            add_to_basket(session, DESK, [Wanted(company, company, "长三角")])
        clock.now -= BACK

    with ledger.reading() as session:
        assert [entry.company for entry in basket(session, DESK)] == list(COMPANIES)


def test_the_decision_made_last_is_listed_first(ledger: Ledger, clock: Clock) -> None:
    save(ledger, *(make_told(number) for number in (1, 2, 3)))
    for number in (2, 3, 1):
        with ledger.writing(ADMIN) as session:
            of = LinkDecision(f"u{make_code(number)}", ("fluorine", "acid"), LinkVerdict.CONFIRM)
            decide(session, ADMIN, of, make_measure())
        clock.now -= BACK

    with ledger.reading() as session:
        listed = [reviewed.name for reviewed in last_reviewed(session, 2)]
    assert listed == ["甲1有限公司", "甲3有限公司"]


def test_the_areas_saved_last_are_those_in_force(ledger: Ledger, clock: Clock) -> None:
    for number, desk in enumerate(("长三角", "粤港澳")):
        with ledger.writing(ADMIN) as session:
            save_desks(session, ADMIN, with_taiwan_at(desk), number, desk)
        clock.now -= BACK

    with ledger.reading() as session:
        assert desk_of("台湾", "台北", current_desks(session).settings) == "粤港澳"
        assert [version.note for version in desks_history(session)] == ["粤港澳", "长三角"]


def test_the_sentence_reworded_last_is_the_one_shown(ledger: Ledger, clock: Clock) -> None:
    sentence = ComputedSentence("fluorine", "strengths/fluorite", "萤石：优势。", "v1")
    after = 0
    for text in ("甲句。", "乙句。"):
        with ledger.writing(ADMIN) as session:
            after = reword(session, ADMIN, sentence, text, after).id
        clock.now -= BACK

    with ledger.reading() as session:
        [standing] = standing_rewordings(session, "fluorine").values()
    assert standing.text == "乙句。"


def test_a_first_claim_stands_though_the_clock_now_says_an_earlier_day(
    ledger: Ledger, clock: Clock
) -> None:
    lead = {"product": "氟材料", "witness": "王某"}
    with ledger.writing(DESK) as session:
        record_visit(session, DESK, read_visit(FORM | lead))
    clock.now -= BACK

    with ledger.reading() as session:
        assert standing_of(session, "c1", TODAY - BACK).held_by == "长三角"
        assert len(visits_of(session, DESK, ["c1"])["c1"]) == 1


def test_a_day_that_the_clock_does_not_know_yet_is_refused_and_nothing_is_kept(
    ledger: Ledger, clock: Clock
) -> None:
    clock.now -= BACK

    with pytest.raises(NotPossible, match="还没有到"), ledger.writing(DESK) as session:
        record_visit(session, DESK, read_visit(FORM))

    with ledger.reading() as session:
        assert visits_of(session, DESK, ["c1"]) == {}
