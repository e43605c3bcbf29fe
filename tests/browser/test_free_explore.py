"""Free exploring in a real browser: the library of this server, and names that stay text."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chain_screen import LONG_MS, wait_until_quiet
from tests.components.chain.board_payloads import HOSTILE

pytestmark = pytest.mark.browser

ADDRESS = "/chains?chain=fluorine&view=自由探索"
SCRIPT = Path(__file__).parents[2] / "components" / "chain" / "explore" / "explore.js"


def with_script(page: Page) -> Page:
    """A blank page that knows the functions of the script."""
    page.goto("about:blank")
    page.add_script_tag(content=SCRIPT.read_text("utf-8").replace("export default ", ""))
    return page


def test_the_net_is_drawn_with_the_library_of_this_server(page: Page, server: str) -> None:
    page.goto(server + ADDRESS)

    expect(page.locator(".ground[data-settled=true] canvas")).to_be_visible(timeout=LONG_MS)
    expect(page.locator(".notice")).to_be_hidden()


def test_without_the_library_a_notice_says_what_still_works(
    page: Page, server: str, page_problems: list[str]
) -> None:
    page.route("**/assets/vis-network.min.js", lambda route: route.abort())

    page.goto(server + ADDRESS)

    expect(page.locator(".notice")).to_contain_text("其余视图不受影响", timeout=LONG_MS)
    wait_until_quiet(page)
    assert [problem for problem in page_problems if "vis-network" not in problem] == []
    page_problems.clear()


def test_a_hostile_title_is_text_before_the_library_sees_it(page: Page) -> None:
    with_script(page)

    shown = page.evaluate(
        """title => {
          const made = plain({ id: "a", title }, NODE_FIELDS).title;
          return [made.textContent, made.childElementCount];
        }""",
        HOSTILE,
    )

    assert shown == [HOSTILE, 0]


def test_a_picture_in_the_network_is_dropped(page: Page) -> None:
    with_script(page)
    node = {"id": "a", "shape": "circularImage", "image": "https://example.org/a.png"}

    assert page.evaluate("node => plain(node, NODE_FIELDS)", node) == {"id": "a"}
