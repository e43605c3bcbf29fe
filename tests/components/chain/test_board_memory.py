"""Who decides what is chosen: every way a page and a user can take turns."""

import pytest

from components.chain.board.memory import Memory, Report, View, read_report, settle

LINKS = frozenset({"ore", "acid", "salt"})
START = Memory(pushed=View("ore"), turn=1, returned=View("ore"))


def click(selected: str | None, *hidden: str, turn: int | None = 1) -> Report:
    return Report(View(selected, hidden), turn)


def test_a_first_run_asks_the_browser_for_the_view_of_the_page() -> None:
    memory = settle("ore", ("weak",), None, None, LINKS)

    assert memory.push() == {"turn": 1, "selected": "ore", "hidden": ["weak"]}


def test_a_click_changes_what_is_returned_and_asks_nothing_of_the_browser() -> None:
    memory = settle("ore", None, click("acid"), START, LINKS)

    assert (memory.returned, memory.push()) == (View("acid"), START.push())


def test_a_page_that_repeats_what_it_was_told_asks_nothing_of_the_browser() -> None:
    clicked = settle("ore", None, click("acid"), START, LINKS)

    memory = settle("acid", None, click("acid"), clicked, LINKS)

    assert memory == clicked


def test_a_second_click_wins_over_an_address_that_is_two_clicks_old() -> None:
    clicked = settle("ore", (), click("acid"), START, LINKS)

    memory = settle("ore", (), click("salt"), clicked, LINKS)

    assert (memory.returned, memory.turn) == (View("salt"), 1)


def test_another_link_asked_by_the_page_is_a_jump() -> None:
    memory = settle("salt", None, None, START, LINKS)

    assert memory.push() == {"turn": 2, "selected": "salt", "hidden": []}


def test_the_back_button_is_a_jump_to_the_link_before() -> None:
    clicked = settle("ore", None, click("acid"), START, LINKS)

    memory = settle("ore", None, click("acid"), clicked, LINKS)

    assert (memory.returned.selected, memory.turn) == ("ore", 2)


def test_a_click_from_before_a_jump_does_not_undo_it() -> None:
    clicked = settle("ore", None, click("acid"), START, LINKS)
    jumped = settle("salt", None, click("acid"), clicked, LINKS)

    memory = settle("salt", None, click("acid"), jumped, LINKS)

    assert memory == jumped


def test_a_click_after_a_jump_may_choose_the_link_from_before_it() -> None:
    clicked = settle("ore", None, click("acid"), START, LINKS)
    jumped = settle("salt", None, click("acid"), clicked, LINKS)

    memory = settle("salt", None, click("acid", turn=2), jumped, LINKS)

    assert memory.returned == View("acid")


def test_a_jump_keeps_the_filter_of_the_user() -> None:
    filtered = settle("ore", None, click("ore", "weak"), START, LINKS)

    memory = settle("salt", None, click("ore", "weak"), filtered, LINKS)

    assert memory.returned == View("salt", ("weak",))


def test_a_filter_asked_by_the_page_is_asked_of_the_browser() -> None:
    filtered = settle("ore", (), click("ore", "weak"), START, LINKS)

    memory = settle("ore", ("missing",), click("ore", "weak"), filtered, LINKS)

    assert memory.push()["hidden"] == ["missing"]


def test_the_back_button_takes_a_filter_off_again() -> None:
    filtered = settle("ore", (), click("ore", "weak"), START, LINKS)

    memory = settle("ore", (), click("ore", "weak"), filtered, LINKS)

    assert memory.returned == View("ore")


def test_a_link_that_the_chain_does_not_have_is_no_choice() -> None:
    memory = settle("made_up", None, None, None, LINKS)

    assert memory.returned == View()


def test_a_choice_that_goes_with_its_chain_does_not_come_back_with_it() -> None:
    clicked = settle("ore", None, click("acid"), START, LINKS)
    elsewhere = settle("acid", None, click("acid"), clicked, {"paint"})

    memory = settle(None, None, click("acid"), elsewhere, LINKS)

    assert memory.returned == View()


def test_a_clicked_link_that_the_chain_does_not_have_is_taken_back() -> None:
    memory = settle("ore", None, click("made_up"), START, LINKS)

    assert memory.push() == {"turn": 2, "selected": None, "hidden": []}


def test_a_report_is_read_with_the_request_it_answers() -> None:
    view = {"selected": "ore", "hidden": ["weak"], "turn": 3}

    assert read_report({"view": view}) == Report(View("ore", ("weak",)), 3)


@pytest.mark.parametrize(
    "state",
    [
        None,
        {},
        {"view": None},
        {"view": "ore"},
        {"view": {"selected": 7, "hidden": []}},
        {"view": {"selected": "ore", "hidden": "weak"}},
    ],
)
def test_a_report_of_another_form_counts_as_none(state: object) -> None:
    assert read_report(state) is None
