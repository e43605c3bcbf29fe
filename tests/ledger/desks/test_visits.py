"""拜访记录: kept with who and when; people shown to those concerned; withdrawn, never lost."""

from datetime import date, timedelta

import pytest

from ledger.book.audit import verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor, Grant, Role
from ledger.desks.visits import (
    HIDDEN_PEOPLE,
    WRITTEN,
    RecordedVisit,
    list_visits,
    next_number,
    read_visit,
    record_visit,
    standing_visits,
    visits_of,
    withdraw_visit,
)
from ledger.findings.findings import standing_of
from tests.ledger.builders import ADMIN, CENTRE, COUNTY, DESK, GROUP, TODAY, VIEWER

OTHER_DESK = Actor("d2", "吴驻点", (Grant(Role.DESK, "京津冀"),))
FORM = {
    "number": "2026-001",
    "company_id": "c1",
    "company_name": "甲公司",
    "desk": "长三角",
    "visited_on": TODAY,
    "days": 2,
    "team": "第一小分队",
    "people": "张三、李四",
    "result": "愿意来看地",
    "next_step": "下月带看",
    "product": "",
    "witness": "",
}


def visit(ledger: Ledger, actor: Actor = DESK, **fields: object) -> RecordedVisit:
    with ledger.writing(actor) as session:
        return record_visit(session, actor, read_visit(FORM | fields))


def test_a_visit_is_kept_as_recorded_with_who_and_when(ledger: Ledger) -> None:
    recorded = visit(ledger)

    with ledger.reading() as session:
        [found] = list_visits(session, DESK)
        assert verify(session) is None
    assert found == recorded
    assert found.recorded_by == "周驻点"
    assert found.visit.model_dump() == FORM


def test_the_last_visit_stands_beside_the_first_claim_and_is_none(ledger: Ledger) -> None:
    visit(ledger)

    with ledger.reading() as session:
        standing = standing_of(session, "c1", TODAY)
    assert standing.held_by is None
    assert standing.contact == f"{TODAY} 第一小分队拜访过（2026-001）"


def test_a_visit_with_product_and_witness_holds_the_first_claim_until_withdrawn(
    ledger: Ledger,
) -> None:
    recorded = visit(ledger, product="氟树脂", witness="王五")

    with ledger.reading() as session:
        held = standing_of(session, "c1", TODAY)
        later = standing_of(session, "c1", TODAY + timedelta(days=91), 90)
    with ledger.writing(DESK) as session:
        withdraw_visit(session, DESK, recorded.id, "记错公司")
    with ledger.reading() as session:
        gone = standing_of(session, "c1", TODAY)
    assert held.held_by == "长三角"
    assert held.claim == f"{TODAY} 拟投氟树脂"  # who can witness it is for the desk alone
    assert (later.held_by, gone.held_by) == (None, None)


def test_a_withdrawn_visit_is_no_contact(ledger: Ledger) -> None:
    recorded = visit(ledger)

    with ledger.writing(DESK) as session:
        withdraw_visit(session, DESK, recorded.id, "记错公司")

    with ledger.reading() as session:
        assert standing_of(session, "c1", TODAY).contact == ""


def test_who_went_is_shown_to_the_desk_the_office_and_the_leaders(ledger: Ledger) -> None:
    visit(ledger, witness="王五")

    with ledger.reading() as session:
        people = {a.id: list_visits(session, a)[0].visit.people for a in (ADMIN, DESK, OTHER_DESK)}
        [of_company] = visits_of(session, COUNTY, ["c1"])["c1"]
        [of_leader] = visits_of(session, VIEWER, ["c1"])["c1"]
    assert people == {"local": "张三、李四", "d1": "张三、李四", "d2": HIDDEN_PEOPLE}
    assert of_company.visit.people == of_company.visit.witness == HIDDEN_PEOPLE
    assert of_leader.visit.people == "张三、李四"


def test_a_number_written_into_a_visit_is_read_by_the_desk_and_the_administrator_only(
    ledger: Ledger,
) -> None:
    written = {name: f"{name} 13812345678" for name in WRITTEN}
    visit(ledger, DESK, **written)

    shown = {}
    with ledger.reading() as session:
        for actor in (ADMIN, DESK, CENTRE, VIEWER, OTHER_DESK, COUNTY, GROUP):
            [listed] = list_visits(session, actor)
            [found] = visits_of(session, actor, ["c1"])["c1"]
            assert listed == found
            shown[actor.id] = [getattr(found.visit, name) for name in WRITTEN]
        [anyone] = standing_visits(session)
    assert {one for one, texts in shown.items() if "13812345678" in str(texts)} == {"local", "d1"}
    assert shown["v1"] == [f"{name} 138****5678" for name in WRITTEN]
    assert "13812345678" not in repr(anyone)


@pytest.mark.parametrize("actor", [OTHER_DESK, COUNTY, VIEWER])
def test_nobody_records_a_visit_to_a_company_of_another_desk(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="记录拜访"):
        visit(ledger, actor)

    with ledger.reading() as session:
        assert list_visits(session, ADMIN) == []


def test_a_day_to_come_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotPossible, match="还没有到"):
        visit(ledger, visited_on=date(2030, 1, 1))


@pytest.mark.parametrize("field", ["result", "team", "number", "company_id"])
def test_a_visit_without_what_matters_is_refused_by_name(field: str) -> None:
    with pytest.raises(NotPossible, match="没有保存"):
        read_visit(FORM | {field: ""})


def test_a_withdrawn_visit_is_marked_and_counts_no_more(ledger: Ledger) -> None:
    recorded = visit(ledger)

    with ledger.writing(DESK) as session:
        withdraw_visit(session, DESK, recorded.id, "记错了企业")

    with ledger.reading() as session:
        [found] = list_visits(session, DESK)
        assert (found.withdrawn_by, found.withdrawn_reason) == ("周驻点", "记错了企业")
        assert visits_of(session, DESK, ["c1"]) == {}


def test_a_visit_is_withdrawn_once_and_only_by_its_recorder_or_the_office(ledger: Ledger) -> None:
    recorded = visit(ledger)

    with pytest.raises(NotAllowed), ledger.writing(OTHER_DESK) as session:
        withdraw_visit(session, OTHER_DESK, recorded.id, "不对")
    with ledger.writing(ADMIN) as session:
        withdraw_visit(session, ADMIN, recorded.id, "重复")
    with pytest.raises(NotPossible, match="已由 本机管理员 撤回"), ledger.writing(DESK) as session:
        withdraw_visit(session, DESK, recorded.id, "重复")


def test_numbers_of_trips_count_up_within_a_year(ledger: Ledger) -> None:
    visit(ledger, number="2026-007")
    visit(ledger, number="2026-甲")

    with ledger.reading() as session:
        assert next_number(session, TODAY) == "2026-008"
        assert next_number(session, date(2027, 1, 1)) == "2027-001"


def test_the_latest_visit_of_a_company_comes_first(ledger: Ledger) -> None:
    for day in (3, 9, 5):
        visit(ledger, visited_on=date(2026, 11, day))

    with ledger.reading() as session:
        found = visits_of(session, DESK, ["c1", "c2"])["c1"]
    assert [one.visit.visited_on.day for one in found] == [9, 5, 3]
