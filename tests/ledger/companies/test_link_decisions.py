"""归链复核: decided once, kept through imports, taken back without loss."""

import pytest

from ledger.book.database import Ledger
from ledger.book.errors import NotAllowed, NotPossible
from ledger.book.policy import Actor
from ledger.companies.link_decisions import LinkDecision, LinkVerdict, decide, take_back
from ledger.companies.link_review import (
    ReviewFilter,
    count_to_review,
    last_reviewed,
    next_to_review,
)
from ledger.company_imports.undo import undo_company_import
from targets.model import LinkState
from targets.stores.query import CompanyFilter
from targets.stores.registry import companies_on
from targets.stores.search import count
from tests.ledger.builders import ADMIN, DESK, VIEWER
from tests.ledger.company_lists import make_measure, make_told, save, stored
from tests.targets.vendor.vendor_lists import make_code

ONE, ACID, FILM = f"u{make_code(1)}", ("fluorine", "acid"), ("fluorine", "film")


def judge(ledger: Ledger, verdict: str, actor: Actor = ADMIN, **fields: object) -> None:
    with ledger.writing(actor) as session:
        decision = LinkDecision(ONE, ACID, LinkVerdict(verdict), **fields)  # type: ignore[arg-type]
        decide(session, actor, decision, make_measure())


def links(ledger: Ledger, name: str = "甲1有限公司") -> dict[str, tuple[LinkState, str]]:
    return {a.link: (a.state, a.basis) for a in stored(ledger)[name].assignments}


def waiting(ledger: Ledger) -> list[tuple[str, str]]:
    with ledger.reading() as session:
        found = next_to_review(session, ReviewFilter(), 10)
    return [(item.company_id, item.link[1]) for item in found]


@pytest.mark.parametrize(
    ("verdict", "state"), [("confirm", LinkState.CONFIRMED), ("reject", LinkState.REJECTED)]
)
def test_a_decision_is_on_the_company_at_once(
    ledger: Ledger, verdict: str, state: LinkState
) -> None:
    save(ledger, make_told(1))

    judge(ledger, verdict)

    assert links(ledger) == {"acid": (state, "office")}
    assert waiting(ledger) == []


def test_a_rejected_link_leaves_the_lists_of_the_link(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    judge(ledger, "reject")

    with ledger.reading() as session:
        asked = CompanyFilter(chain="fluorine", link="acid")
        assert count(companies_on(session.connection()), asked) == 0


def test_a_link_that_is_moved_is_rejected_here_and_confirmed_there(ledger: Ledger) -> None:
    save(ledger, make_told(1))

    judge(ledger, "move", to=FILM)

    assert links(ledger) == {
        "acid": (LinkState.REJECTED, "office"),
        "film": (LinkState.CONFIRMED, "office"),
    }


@pytest.mark.parametrize("to", [None, ACID, ("fluorine", "nowhere")])
def test_a_link_is_moved_to_another_one_that_there_is(ledger: Ledger, to: object) -> None:
    save(ledger, make_told(1))

    with pytest.raises(NotPossible, match="改归"):
        judge(ledger, "move", to=to)

    assert waiting(ledger) == [(ONE, "acid")]


@pytest.mark.parametrize("verdict", ["confirm", "reject", "move"])
def test_decisions_stay_through_imports_that_change_the_company(
    ledger: Ledger, verdict: str
) -> None:
    save(ledger, make_told(1))
    judge(ledger, verdict, to=FILM if verdict == "move" else None)
    decided = links(ledger)

    save(ledger, make_told(1, status="注销", scope="无水氢氟酸、薄膜"))
    save(ledger, make_told(1, status="注销", scope="无水氢氟酸、薄膜"))

    assert links(ledger) | decided == links(ledger)
    assert links(ledger)["acid"] == decided["acid"]


@pytest.mark.parametrize("verdict", ["confirm", "reject", "move"])
def test_decisions_outlive_an_import_undone_and_made_again(ledger: Ledger, verdict: str) -> None:
    save(ledger, make_told(1))
    judge(ledger, verdict, to=FILM if verdict == "move" else None)
    decided = links(ledger)
    with ledger.writing(ADMIN) as session:
        undo_company_import(session, ADMIN, 1, make_measure())

    save(ledger, make_told(1))

    assert links(ledger) == decided


@pytest.mark.parametrize("verdict", ["confirm", "reject", "move"])
def test_a_decision_taken_back_leaves_everything_as_it_was(ledger: Ledger, verdict: str) -> None:
    save(ledger, make_told(1))
    before = stored(ledger)
    judge(ledger, verdict, to=FILM if verdict == "move" else None)

    with ledger.writing(ADMIN) as session:
        take_back(session, ADMIN, ONE, ACID, make_measure())

    assert stored(ledger) == before
    assert waiting(ledger) == [(ONE, "acid")]


def test_the_second_of_two_at_once_is_told(ledger: Ledger) -> None:
    save(ledger, make_told(1))
    judge(ledger, "confirm")

    with pytest.raises(NotPossible, match="已由别人复核过"):
        judge(ledger, "reject")

    assert links(ledger)["acid"][0] is LinkState.CONFIRMED


def test_a_desk_decides_on_its_own_companies_only(ledger: Ledger) -> None:
    save(ledger, make_told(1), make_told(2, province="广东", city="深圳"))

    judge(ledger, "confirm", actor=DESK)

    other = LinkDecision(f"u{make_code(2)}", ACID, LinkVerdict.CONFIRM)
    with ledger.writing(DESK) as session, pytest.raises(NotAllowed):
        decide(session, DESK, other, make_measure())
    with pytest.raises(NotAllowed):
        judge(ledger, "confirm", actor=VIEWER)


def test_gaps_come_first_and_filters_narrow(ledger: Ledger) -> None:
    save(
        ledger, make_told(1, scope="薄膜"), make_told(2), make_told(3, province="广东", city="广州")
    )

    assert [link for _, link in waiting(ledger)] == ["acid", "acid", "film"]
    with ledger.reading() as session:
        assert count_to_review(session, ReviewFilter()) == {"fluorine": 3}
        assert count_to_review(session, ReviewFilter(sought=True)) == {"fluorine": 2}
        assert count_to_review(session, ReviewFilter(desk="粤港澳")) == {"fluorine": 1}
        assert count_to_review(session, ReviewFilter(link="film")) == {"fluorine": 1}
        assert count_to_review(session, ReviewFilter(chain="silicon")) == {}


def test_what_was_decided_is_listed_the_last_first(ledger: Ledger) -> None:
    save(ledger, make_told(1))
    judge(ledger, "move", to=FILM, note="看过官网")

    with ledger.reading() as session:
        [last] = last_reviewed(session, 10)

    assert (last.name, last.state, last.moved_to) == (
        "甲1有限公司",
        LinkState.REJECTED,
        "fluorine/film",
    )
    assert "看过官网" in last.reason
