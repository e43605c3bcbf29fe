"""What the buttons of a panel do to a real ledger, and what they answer."""

from pathlib import Path

import pytest

from components.chain.board import BoardAction
from components.chain.board_acts import BoardAnswer, act
from components.frame.ledger_access import open_ledger
from ledger.book.policy import LOCAL
from ledger.desks.baskets import basket
from ledger.links.checks import CheckOutcome, check_history

PICK = {"t": "href", "href": "/company?id=c1", "label": "甲公司", "pick": "c1", "desk": "长三角"}
PAYLOAD: dict[str, object] = {
    "chain": "fluorine",
    "panels": {"acid": {"sections": [{"rows": [PICK, {"t": "text", "text": "乙"}]}]}},
}
FOUND = {"outcome": "found_present", "companies": "甲厂、乙厂", "checked_on": "2026-11-20"}


@pytest.fixture(autouse=True)
def _own_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SANMING_DATA", str(tmp_path))


def pressed(name: str, link: str = "acid", **values: object) -> BoardAnswer | None:
    return act(PAYLOAD, BoardAction(name, link, values), LOCAL)


def checks() -> list[tuple[CheckOutcome, bool]]:
    with open_ledger().reading() as session:
        history = check_history(session, "fluorine", "acid")
        return [(found.check.outcome, found.withdrawn_at is not None) for found in history]


def test_a_check_is_kept_and_the_panel_says_so() -> None:
    answer = pressed("check", **FOUND)

    assert answer == BoardAnswer("acid", "已保存：有，有基础。图和名次已按它更新。")
    assert checks() == [(CheckOutcome.FOUND_PRESENT, False)]


def test_a_gap_without_a_basis_is_refused_and_nothing_is_kept() -> None:
    answer = pressed("check", outcome="none", checked_on="2026-11-20")

    assert answer is not None
    assert answer.bad
    assert "依据" in answer.text
    assert checks() == []


def test_a_check_is_taken_back_where_it_stands() -> None:
    pressed("check", **FOUND)

    answer = pressed("withdraw", number="1", reason="记错了")

    assert answer == BoardAnswer("acid", "已撤回，图和名次已恢复。")
    assert checks() == [(CheckOutcome.FOUND_PRESENT, True)]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²"])
def test_what_is_no_number_of_a_check_takes_nothing_back(number: str) -> None:
    pressed("check", **FOUND)

    answer = pressed("withdraw", number=number, reason="记错了")

    assert answer is not None
    assert answer.bad
    assert checks() == [(CheckOutcome.FOUND_PRESENT, False)]


def test_only_companies_of_the_panel_go_into_the_basket_by_the_name_it_shows() -> None:
    answer = pressed("basket", companies=["c1", "c9", 7])

    assert answer == BoardAnswer("acid", "已加入出访清单 1 家。", new=("c1",), held=1)
    with open_ledger().reading() as session:
        [entry] = basket(session, LOCAL)
    assert (entry.company, entry.name, entry.desk) == ("c1", "甲公司", "长三角")


def test_a_company_that_is_in_the_basket_is_told() -> None:
    pressed("basket", companies=["c1"])

    answer = pressed("basket", companies=["c1"])

    assert answer == BoardAnswer("acid", "已加入出访清单 0 家，1 家本来就在。", held=1)


def test_what_was_put_into_the_basket_is_taken_out_again_and_nothing_else() -> None:
    pressed("basket", companies=["c1"])

    answer = pressed("unbasket", companies=["c1", "c9"])

    assert answer == BoardAnswer("acid", "已移出 1 家。", held=0)
    with open_ledger().reading() as session:
        assert basket(session, LOCAL) == ()


def test_only_an_answer_about_the_basket_tells_the_way_to_the_trip() -> None:
    filled = pressed("basket", companies=["c1"])
    checked = pressed("check", **FOUND)

    assert filled is not None
    assert checked is not None
    assert filled.told(1) | {"new": ["c1"], "held": 1, "trip": "/trip"} == filled.told(1)
    assert "trip" not in checked.told(2)


@pytest.mark.parametrize(("name", "link"), [("erase", "acid"), ("check", "gold"), ("", "")])
def test_a_button_or_link_that_is_not_there_does_nothing(name: str, link: str) -> None:
    assert pressed(name, link, **FOUND) is None
    assert checks() == []
