"""The Python half of free exploring."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.chain.explore import library_path, read_options


def explore_page() -> None:
    import streamlit as st

    from components.chain.explore import free_explore

    nodes = [{"id": link, "label": link, "shape": "box"} for link in st.session_state["links"]]
    network = {"nodes": nodes, "edges": [], "options": '{"physics": {"enabled": true}}'}
    st.text(free_explore(network, key="explore"))


def opened(*links: str) -> AppTest:
    page = AppTest.from_function(explore_page, default_timeout=120)
    page.session_state["links"] = list(links)
    page.run()
    assert not page.exception
    return page


def data_of(page: AppTest) -> str:
    [drawing] = [element for element in page.main if element.type == "bidi_component"]
    return str(drawing.proto.json)


def test_a_click_is_returned_and_leaves_the_data_unchanged_to_the_byte() -> None:
    page = opened("ore", "acid")
    before = data_of(page)
    page.session_state["explore"] = {"selected": "acid"}

    page.run()

    assert page.text[0].value == "acid"
    assert data_of(page) == before


@pytest.mark.parametrize("value", ["made_up", 7, ["ore"], {"id": "ore"}])
def test_a_node_that_is_not_drawn_is_no_choice(value: object) -> None:
    page = opened("ore")
    page.session_state["explore"] = {"selected": value}

    page.run()

    assert page.text[0].value == "None"


def test_a_chain_without_links_says_so() -> None:
    page = opened()

    assert page.info[0].value == "这条产业链还没有环节，暂无可探索的内容。"


def test_another_network_has_another_version() -> None:
    versions = {json.loads(data_of(opened(link)))["version"] for link in ("ore", "acid")}

    assert len(versions) == 2


def test_options_are_read_from_text_and_from_plain_data() -> None:
    assert read_options('{"physics": false}') == read_options({"physics": False})


@pytest.mark.parametrize("options", [None, "", {}])
def test_no_options_are_an_empty_mapping(options: object) -> None:
    assert read_options(options) == {}


def test_the_library_comes_from_this_server() -> None:
    assert library_path() == "/assets/vis-network.min.js"
