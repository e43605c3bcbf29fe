"""出访清单: own, kept, undoable, and never twice the same company."""

import pytest

from ledger.book.audit import head, verify
from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor, Grant, Role
from ledger.desks import baskets
from ledger.desks.baskets import Wanted, add_to_basket, basket, basket_counts, take_from_basket
from tests.ledger.builders import COUNTY, DESK, VIEWER

OTHER_DESK = Actor("d2", "吴驻点", (Grant(Role.DESK, "京津冀"),))


def wanted(*companies: str, desk: str = "长三角") -> list[Wanted]:
    return [Wanted(company, f"{company}公司", desk) for company in companies]


def add(ledger: Ledger, *companies: str, actor: Actor = DESK, desk: str = "长三角") -> None:
    with ledger.writing(actor) as session:
        add_to_basket(session, actor, wanted(*companies, desk=desk))


def held(ledger: Ledger, actor: Actor = DESK) -> list[str]:
    with ledger.reading() as session:
        return [entry.company for entry in basket(session, actor)]


def test_a_basket_is_kept_with_who_and_when(ledger: Ledger) -> None:
    add(ledger, "c1")

    with ledger.reading() as session:
        [entry] = basket(session, DESK)
    assert (entry.name, entry.desk, entry.added_by) == ("c1公司", "长三角", "周驻点")
    assert entry.added_at.tzinfo is not None


def test_the_same_company_is_added_once(ledger: Ledger) -> None:
    add(ledger, "c1", "c2")

    with ledger.writing(DESK) as session:
        new = add_to_basket(session, DESK, wanted("c2", "c3"))

    assert new == ("c3",)
    assert held(ledger) == ["c1", "c2", "c3"]


def test_what_was_taken_out_can_be_put_back(ledger: Ledger) -> None:
    add(ledger, "c1", "c2")

    with ledger.writing(DESK) as session:
        taken = take_from_basket(session, DESK, ["c1", "gone"])
    assert held(ledger) == ["c2"]
    with ledger.writing(DESK) as session:
        back = [Wanted(entry.company, entry.name, entry.desk) for entry in taken]
        add_to_basket(session, DESK, back)

    assert sorted(held(ledger)) == ["c1", "c2"]


def test_nobody_sees_or_touches_the_basket_of_another(ledger: Ledger) -> None:
    add(ledger, "c1")

    with ledger.writing(OTHER_DESK) as session:
        taken = take_from_basket(session, OTHER_DESK, ["c1"])

    assert taken == ()
    assert held(ledger, OTHER_DESK) == []
    assert held(ledger) == ["c1"]


@pytest.mark.parametrize("actor", [VIEWER, COUNTY])
def test_who_prepares_no_trips_keeps_no_basket(ledger: Ledger, actor: Actor) -> None:
    with pytest.raises(NotAllowed, match="准备出访清单"):
        add(ledger, "c1", actor=actor)
    assert held(ledger, actor) == []


def test_a_basket_has_an_end_and_then_adds_nothing(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baskets, "MOST", 2)
    add(ledger, "c1")

    with pytest.raises(NotPossible, match="最多放 2 家"):
        add(ledger, "c2", "c3")

    assert held(ledger) == ["c1"]


def test_counts_go_by_desk(ledger: Ledger) -> None:
    add(ledger, "c1", "c2")
    add(ledger, "c3", desk="京津冀")

    with ledger.reading() as session:
        assert basket_counts(session, DESK) == {"京津冀": 1, "长三角": 2}
        assert [e.company for e in basket(session, DESK, desk="京津冀")] == ["c3"]


def test_adding_and_taking_out_stand_in_the_audit_log(ledger: Ledger) -> None:
    with ledger.reading() as session:
        before = head(session).number
    add(ledger, "c1")

    with ledger.reading() as session:
        assert head(session).number > before
        assert verify(session) is None
