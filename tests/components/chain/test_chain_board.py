"""The Python half of the board, and its saved page as text."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from components.chain.board import BoardAction, read_action
from components.chain.board.standalone import standalone_html
from components.panel.assets import BOARD_CSS, COMPONENT_JS, OFFLINE_JS
from tests.components.chain.board_payloads import HOSTILE, SMALL_FLOWS, make_payload


def board_page() -> None:
    import streamlit as st

    from components.chain.board import chain_board
    from tests.components.chain.board_payloads import make_payload

    chosen = st.session_state.get("link", "acid")
    state = chain_board(make_payload(), selected=chosen, key="board")
    st.session_state["link"] = state.selected
    st.text(str(state))


def opened() -> AppTest:
    page = AppTest.from_function(board_page, default_timeout=120).run()
    assert not page.exception
    return page


def data_of(page: AppTest) -> str:
    [board] = [element for element in page.main if element.type == "bidi_component"]
    return str(board.proto.json)


def click(page: AppTest, **view: object) -> AppTest:
    page.session_state["board"] = {"view": view}
    page.run()
    assert not page.exception
    return page


def test_a_click_is_returned_and_leaves_the_data_unchanged_to_the_byte() -> None:
    page = opened()
    before = data_of(page)

    click(page, selected="salt", hidden=[])

    assert page.text[0].value == "BoardState(selected='salt', hidden=(), action=None)"
    assert data_of(page) == before


def test_the_run_after_a_click_still_leaves_the_data_unchanged() -> None:
    page = opened()
    before = data_of(page)
    click(page, selected="salt", hidden=["weak"])

    page.run()

    assert data_of(page) == before


def test_a_link_asked_by_the_page_is_pushed_to_the_browser() -> None:
    page = opened()
    click(page, selected="salt", hidden=[])
    page.session_state["link"] = "paint"

    page.run()

    assert json.loads(data_of(page))["push"] == {"turn": 2, "selected": "paint", "hidden": []}
    assert "selected='paint'" in page.text[0].value


def test_a_link_that_the_chain_does_not_have_is_no_choice() -> None:
    page = opened()

    click(page, selected="made_up", hidden=[])

    assert "selected=None" in page.text[0].value


def test_a_filter_is_returned_in_the_order_of_the_browser() -> None:
    page = opened()

    click(page, selected="acid", hidden=["missing", "weak"])

    assert "hidden=('missing', 'weak')" in page.text[0].value


@pytest.mark.parametrize("value", [None, "fill", {"name": "fill"}, {"name": 1, "link": "acid"}, []])
def test_anything_but_a_name_and_a_link_is_no_action(value: object) -> None:
    assert read_action(value) is None


def test_a_pressed_button_is_read_as_name_and_link() -> None:
    assert read_action({"name": "fill", "link": "acid"}) == BoardAction("fill", "acid")


def test_what_was_filled_in_beside_a_button_comes_with_it() -> None:
    pressed = read_action({"name": "check", "link": "acid", "values": {"note": "问过"}})

    assert pressed == BoardAction("check", "acid", {"note": "问过"})


def test_a_hostile_name_cannot_leave_the_data_of_the_saved_page() -> None:
    page = standalone_html(hostile_payload())

    [text] = re.findall(
        r'<script type="application/json" id="payload">(.*?)</script>', page, re.DOTALL
    )
    assert json.loads(text)["panels"]["acid"]["title"] == HOSTILE
    assert "<" not in text
    assert "\u2028" not in text
    assert "<img" not in page


def test_the_saved_page_forbids_every_request() -> None:
    page = standalone_html(make_payload())

    assert "default-src 'none'" in page
    assert not re.findall(r'(?:src|href)="', page)


def test_the_saved_page_carries_the_note_of_its_payload() -> None:
    page = standalone_html({**make_payload(), "note": "数据版本 1 <b>"})

    assert "<footer>数据版本 1 &lt;b&gt;</footer>" in page


@pytest.mark.parametrize("text", [COMPONENT_JS, OFFLINE_JS, BOARD_CSS])
def test_the_browser_half_names_no_way_to_write_markup_or_reach_a_host(text: str) -> None:
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|@import|https?://(?!www\.w3\.org|this\.invalid)"

    assert re.findall(ways, text) == []


def hostile_payload() -> dict[str, object]:
    rows = [("ore", "矿石", "upstream", "present"), ("acid", HOSTILE, "midstream", "missing")]
    flows = [flow for flow in SMALL_FLOWS if set(flow[:2]) == {"ore", "acid"}]
    return make_payload(rows, flows, title=HOSTILE)
