"""The page fixture itself: a watcher that sees nothing would pass everything."""

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_request_to_another_host_is_noticed_and_blocked(
    page: Page, page_problems: list[str]
) -> None:
    page.set_content('<img src="http://other.example/a.png">')
    page.wait_for_function("document.images[0].complete")

    assert "outside request: http://other.example/a.png" in page_problems
    assert page.evaluate("document.images[0].naturalWidth") == 0
    page_problems.clear()


def test_an_error_on_the_page_is_noticed(page: Page, page_problems: list[str]) -> None:
    with page.expect_event("pageerror"):
        page.set_content("<script>setTimeout(() => { throw new Error('broken') })</script>")

    assert any("broken" in problem for problem in page_problems)
    page_problems.clear()
