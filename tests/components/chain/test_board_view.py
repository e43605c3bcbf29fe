"""Address, board and button together: what a click leaves behind."""

import json

from streamlit.testing.v1 import AppTest


def board_page() -> None:
    from components.chain.board_view import board_view
    from ledger.book.policy import LOCAL
    from tests.components.chain.board_payloads import make_payload

    board_view(make_payload(), LOCAL)


def lone_board_page() -> None:
    """The board without what the page does after a click: a button would start it over for ever."""
    import streamlit as st

    from components.chain.board import chain_board
    from components.frame import address
    from tests.components.chain.board_payloads import make_payload

    selected, hidden = address.read("link"), address.read_list("hide")
    st.text(str(chain_board(make_payload(), selected=selected, hidden=hidden, key="board")))


def filling_page() -> None:
    from components.chain.what_if_choice import add_filled

    add_filled("acid")


def opened(**address: str) -> AppTest:
    page = AppTest.from_function(board_page, default_timeout=120)
    page.query_params.update(address)
    page.run()
    assert not page.exception
    return page


def report(page: AppTest, view: dict[str, object], **trigger: object) -> AppTest:
    """Run the page as the browser starts it: with its last view, and a button."""
    page.session_state["board"] = {"view": view, **trigger}
    page.run()
    assert not page.exception
    return page


def pushed(page: AppTest) -> dict[str, object]:
    [board] = [element for element in page.main if element.type == "bidi_component"]
    push: dict[str, object] = json.loads(board.proto.json)["push"]
    return push


def test_the_address_chooses_and_filters() -> None:
    page = opened(link="acid", hide="strong,weak")

    assert pushed(page) == {"turn": 1, "selected": "acid", "hidden": ["strong", "weak"]}


def test_a_click_stands_in_the_address() -> None:
    page = opened()

    report(page, {"selected": "salt", "hidden": ["weak"], "turn": 1})

    assert (page.query_params["link"], page.query_params["hide"]) == ("salt", "weak")


def test_a_choice_taken_back_leaves_the_address_clean() -> None:
    page = opened(link="acid")

    report(page, {"selected": None, "hidden": [], "turn": 1})

    assert page.query_params == {}


def test_a_link_that_is_not_in_the_chain_leaves_the_address() -> None:
    page = opened(link="<img src=x onerror=alert(1)>")

    assert page.query_params == {}


def test_a_filter_is_kept_when_a_button_follows_with_the_address_of_before() -> None:
    page = AppTest.from_function(lone_board_page, default_timeout=120)
    page.query_params["link"] = "acid"
    view: dict[str, object] = {"selected": "acid", "hidden": ["unknown"], "turn": 1}
    report(page.run(), view)

    report(page, view, action={"name": "fill", "link": "acid"})

    pressed = "BoardAction(name='fill', link='acid', values={})"
    told = f"BoardState(selected='acid', hidden=('unknown',), action={pressed})"
    assert page.text[0].value == told


def test_one_more_link_is_taken_as_filled_beside_those_before() -> None:
    page = AppTest.from_function(filling_page, default_timeout=120)
    page.query_params["fill"] = "salt"

    page.run().run()

    assert page.query_params == {"fill": "salt,acid"}


def test_the_back_button_counts_as_a_wish() -> None:
    page = opened(link="acid")
    report(page, {"selected": "salt", "hidden": [], "turn": 1})
    page.query_params["link"] = "acid"

    page.run()

    assert pushed(page) == {"turn": 2, "selected": "acid", "hidden": []}
