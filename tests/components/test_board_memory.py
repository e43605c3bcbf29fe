"""Who decides what is chosen: every way a page and a user can take turns."""

from components.chain_board.memory import Memory, View, read_report, settle

START = Memory(pushed=View("ore"), turn=1, returned=View("ore"), asked_hidden=())


def test_a_first_run_asks_the_browser_for_the_view_of_the_page() -> None:
    memory = settle(View("ore", ("weak",)), None, None)

    assert memory.push() == {"turn": 1, "selected": "ore", "hidden": ["weak"]}


def test_a_click_changes_what_is_returned_and_asks_nothing_of_the_browser() -> None:
    memory = settle(View("ore"), View("acid"), START)

    assert (memory.returned, memory.push()) == (View("acid"), START.push())


def test_a_page_that_repeats_what_it_was_told_asks_nothing_of_the_browser() -> None:
    clicked = settle(View("ore"), View("acid"), START)

    memory = settle(View("acid"), View("acid"), clicked)

    assert memory.push() == START.push()


def test_another_link_asked_by_the_page_is_a_jump() -> None:
    memory = settle(View("salt"), View("ore"), START)

    assert memory.push() == {"turn": 2, "selected": "salt", "hidden": []}


def test_a_jump_back_to_the_link_asked_first_is_asked_again() -> None:
    clicked = settle(View("ore"), View("acid"), START)
    echoed = settle(View("acid"), View("acid"), clicked)

    memory = settle(View("ore"), View("acid"), echoed)

    assert (memory.returned.selected, memory.turn) == ("ore", 2)


def test_a_jump_keeps_the_filter_of_the_user() -> None:
    memory = settle(View("salt"), View("ore", ("weak",)), START)

    assert memory.returned == View("salt", ("weak",))


def test_an_unchanged_filter_argument_does_not_undo_the_filter_of_the_user() -> None:
    filtered = settle(View("ore"), View("ore", ("weak",)), START)

    memory = settle(View("ore"), View("ore", ("weak",)), filtered)

    assert (memory.returned.hidden, memory.turn) == (("weak",), 1)


def test_a_changed_filter_argument_is_asked_of_the_browser() -> None:
    memory = settle(View("ore", ("missing",)), View("ore", ("weak",)), START)

    assert memory.push()["hidden"] == ["missing"]


def test_a_board_mounted_again_shows_the_link_of_the_page_and_the_filter_kept() -> None:
    filtered = settle(View("ore"), View("ore", ("weak",)), START)

    memory = settle(View("acid"), None, filtered)

    assert memory.push() == {"turn": 2, "selected": "acid", "hidden": ["weak"]}


def test_a_choice_outside_the_chain_is_no_choice() -> None:
    assert View("ore", ("weak",)).within({"acid"}) == View(None, ("weak",))


def test_a_report_without_a_field_keeps_its_last_value() -> None:
    report = read_report({"hidden": ["weak"]}, View("ore"))

    assert report == View("ore", ("weak",))


def test_a_report_of_wrong_types_counts_as_not_sent() -> None:
    report = read_report({"selected": 7, "hidden": "weak"}, View(None, ("missing",)))

    assert report == View(None, ("missing",))
