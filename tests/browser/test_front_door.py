"""The front door in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running_app import running_app

pytestmark = pytest.mark.browser

MENU = re.compile("看图谱")
# A handler in the markup stands before ours: it would have run once ours is called.
INSERT_AND_WAIT = """() => new Promise(done => {
  document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=ran=1>");
  document.body.lastElementChild.addEventListener("error", () => done());
})"""


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    """A process nobody has opened a page of yet."""
    with running_app(tmp_path) as address:
        yield address


def test_a_deep_link_opened_first_shows_its_screen_with_the_menu(
    fresh_server: str, page: Page
) -> None:
    page.goto(f"{fresh_server}/chains")

    expect(page).to_have_title("三明产业链招商地图")
    expect(page.get_by_role("link", name=MENU)).to_be_visible()
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_text("没有登录身份")).to_have_count(0)


def test_presenting_hides_the_menu(server: str, page: Page) -> None:
    page.goto(f"{server}/chains?present=1")

    expect(page.get_by_test_id("stMainBlockContainer")).to_be_visible()
    expect(page.get_by_role("link", name=MENU)).to_have_count(0)


def test_the_page_can_load_the_bundled_graph_library(server: str, page: Page) -> None:
    page.goto(server)
    page.add_script_tag(url="/assets/vis-network.min.js")

    assert page.evaluate("typeof vis.Network") == "function"


def test_an_inline_script_written_into_the_page_does_not_run(
    server: str, page: Page, page_problems: list[str]
) -> None:
    page.goto(server)
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate(INSERT_AND_WAIT)

    assert page.evaluate("typeof ran") == "undefined"
    assert any("Content Security Policy" in problem for problem in page_problems)
    page_problems.clear()
