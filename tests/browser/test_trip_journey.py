"""From a gap to a trip with eight companies: why, who, where, and off, in few clicks."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chain_screen import LONG_MS, panel_title, wait_until_idle

pytestmark = pytest.mark.browser

LINK_NAME, COMPANIES = "景区整合与运营商", 8
MOST_CLICKS = 12


class Clicks:
    """点击: what was clicked so far; refuses what stands above the part that is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def on(self, target: Locator) -> None:
        """Click once, as a person does who never scrolls back up."""
        target.wait_for()
        box = target.bounding_box()
        assert box is not None
        assert box["y"] >= 0, "the target lies above what is shown: it takes scrolling back"
        target.click()
        self.count += 1


def test_a_gap_leads_to_a_trip_with_eight_companies_in_few_clicks(page: Page, server: str) -> None:
    clicks = Clicks(page)
    page.goto(server)
    clicks.on(page.get_by_role("link", name="看补链方向的清单"))
    clicks.on(page.get_by_role("link", name=LINK_NAME).first)
    expect(panel_title(page)).to_have_text(LINK_NAME)
    expect(page.locator(".sheet .why")).to_be_visible()

    clicks.on(page.locator(".sheet [role=tab][data-tab=who]"))
    clicks.on(page.get_by_role("checkbox", name=f"全选下面 {COMPANIES} 家"))
    clicks.on(page.get_by_role("button", name=f"已选 {COMPANIES} 家，加入出访清单"))
    expect(page.get_by_role("status")).to_contain_text(f"已加入出访清单 {COMPANIES} 家")
    clicks.on(page.locator(".sheet [role=tab][data-tab=where]"))
    expect(page.locator(".sheet [role=tabpanel]")).to_contain_text("能放哪里")
    clicks.on(page.get_by_role("link", name=f"用清单准备出访（{COMPANIES} 家）"))

    expect(page.get_by_text(f"{COMPANIES} 家").first).to_be_visible(timeout=LONG_MS)
    assert page.url.startswith(f"{server}/trip")
    assert clicks.count <= MOST_CLICKS


def test_the_next_step_stands_in_the_window_of_an_office_laptop(page: Page, server: str) -> None:
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{server}/chains?chain=steel_metal&link=refractory")
    step = page.locator(".sheet .next")
    step.wait_for()
    found = step.bounding_box()
    page.set_viewport_size(before)

    assert found is not None
    assert found["y"] + found["height"] <= 768


def open_who(page: Page, server: str, chain: str, link: str) -> Locator:
    page.goto(f"{server}/chains?chain={chain}&link={link}")
    expect(page.locator(".sheet [role=tab]").first).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)
    page.locator(".sheet [role=tab][data-tab=who]").click()
    return page.locator(".sheet [data-pick]")


def test_a_tie_is_ticked_whole_and_the_box_above_all_shows_that_some_are(
    page: Page, server: str
) -> None:
    boxes = open_who(page, server, "tourism_wellness", "operator")
    tie = page.get_by_role("checkbox", name="第 1 位，并列")
    every = page.get_by_role("checkbox", name="全选下面")

    tie.check()

    ticked = [box.is_checked() for box in boxes.all()]
    assert 1 < sum(ticked) < len(ticked)
    assert ticked == sorted(ticked, reverse=True)
    assert every.evaluate("box => box.indeterminate")
    tie.uncheck()
    assert not any(box.is_checked() for box in boxes.all())


def test_what_was_put_on_the_list_is_taken_off_again_where_it_stands(
    page: Page, server: str
) -> None:
    boxes = open_who(page, server, "steel_metal", "special_steel")
    boxes.first.check()
    page.locator(".sheet [data-basket]").click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("已加入出访清单 1 家")

    said.get_by_role("button", name="撤销").click()

    expect(said).to_contain_text("已移出 1 家")
    expect(said.get_by_role("button")).to_have_count(0)
