"""On the first screen of a phone: what is missing in a chain, and on what a gap rests."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.chain_screen import open_board
from tests.browser.watching import watch

pytestmark = pytest.mark.browser

PHONE_HEIGHT = 844


@pytest.fixture
def phone(browser: Browser, page_problems: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": PHONE_HEIGHT}, locale="zh-CN")
    page = context.new_page()
    watch(page, page_problems)
    yield page
    context.close()
    assert page_problems == []


def ends_at(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_gaps_and_directions_of_a_chain_stand_above_its_figure(phone: Page, server: str) -> None:
    open_board(phone, server, "steel_metal")
    listed = phone.locator(".sheet section")
    gaps, directions = listed.nth(0), listed.nth(1)

    assert "缺口" in gaps.inner_text()
    assert ends_at(gaps) <= PHONE_HEIGHT
    assert ends_at(gaps) < ends_at(directions) < ends_at(phone.locator(".scroller"))
    assert ends_at(phone.locator(".scroller")) < ends_at(listed.nth(2))


def test_a_gap_shows_on_what_it_rests_without_scrolling(phone: Page, server: str) -> None:
    open_board(phone, server, "steel_metal", link="refractory")

    assert ends_at(phone.locator(".sheet .proof")) <= PHONE_HEIGHT
    assert ends_at(phone.locator(".sheet .evidence").first) <= PHONE_HEIGHT


def test_a_panel_that_is_closed_leaves_the_focus_on_the_heading_of_the_chain(
    phone: Page, server: str
) -> None:
    open_board(phone, server, "steel_metal", link="refractory")

    phone.locator(".sheet .close").focus()
    phone.keyboard.press("Enter")

    heading = phone.locator(".sheet h3")
    expect(heading).to_have_text("钢铁与金属深加工")
    expect(heading).to_be_focused()
