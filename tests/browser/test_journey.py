"""The way an investment officer goes: chain, gap, evidence, what-if, and the address sent on.

`page` fails a test on any page error and on any request to another host.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect

from tests.browser.chain_screen import (
    LONG_MS,
    box,
    expect_in_address,
    open_board,
    panel_title,
    wait_until_idle,
)
from tests.browser.watching import watch

pytestmark = pytest.mark.browser

CHAIN, NAME = "steel_metal", "钢铁与金属深加工"
GAP, GAP_NAME = "refractory", "冶金耐火材料"
CUSTOMER, CUSTOMER_NAME = "iron_steelmaking", "炼铁炼钢"
CLICK_BYTES = 2048
ASSUMED = "以下按假设计算，不是现状：假如补上 冶金耐火材料"
# The element that has the focus, also inside the pieces that Streamlit mounts in a shadow root.
FOCUS = """() => {
  let focus = document.activeElement;
  while (focus?.shadowRoot?.activeElement) focus = focus.shadowRoot.activeElement;
  return focus;
}"""


@pytest.fixture
def colleague(browser: Browser, page_problems: list[str]) -> Iterator[Page]:
    """The page of somebody else: nothing shared with `page` but the server."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    watch(page, page_problems)
    yield page
    context.close()


def open_overview(page: Page, server: str) -> None:
    page.goto(server)
    expect(page.locator(".overview table")).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)


def chain_choice(page: Page) -> Locator:
    return page.get_by_role("combobox", name="产业链")


def key(page: Page, name: str) -> Locator:
    """One toggle of the legend."""
    return page.locator(f'.legend [data-key="{name}"]')


def seen(page: Page) -> dict[str, object]:
    """All that somebody sees of the chain screen, to be compared between two people."""
    figure = """links => links.map(link =>
      [link.dataset.link, link.textContent, [...link.classList].sort().join(" ")])"""
    pressed = "keys => keys.map(key => key.getAttribute('aria-pressed'))"
    return {
        "chain": chain_choice(page).input_value(),
        "panel": page.locator(".sheet").inner_text(),
        "boxes": page.locator(".scroller .link[data-link]").evaluate_all(figure),
        "legend": page.locator(".legend [data-key]").evaluate_all(pressed),
        "notice": page.get_by_test_id("stAlert").all_inner_texts(),
    }


def focused(page: Page, selector: str) -> bool:
    script = f"selector => ({FOCUS})()?.matches(selector) ?? false"
    return bool(page.evaluate(script, selector))


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element of that description has the focus; at most 80 times."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page, selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def step_to(page: Page, link: str) -> None:
    """Press arrow keys until the box of `link` has the focus, always towards it."""
    towards = f"""link => {{
      const from = ({FOCUS})(), board = from.closest("svg");
      const to = board.querySelector(`[data-link="${{link}}"]`);
      const a = from.getBoundingClientRect(), b = to.getBoundingClientRect();
      const [right, down] = [b.x - a.x, b.y - a.y];
      if (to === from) return "";
      if (Math.abs(right) > a.width / 2) return right > 0 ? "ArrowRight" : "ArrowLeft";
      return down > 0 ? "ArrowDown" : "ArrowUp";
    }}"""
    for _ in range(30):
        arrow = page.evaluate(towards, link)
        if not arrow:
            return
        page.keyboard.press(arrow)
    pytest.fail(f"the arrow keys do not reach {link}")


def test_from_the_overview_to_a_gap_its_evidence_and_what_filling_it_changes(
    page: Page, colleague: Page, server: str
) -> None:
    open_overview(page, server)
    page.locator(".overview tbody th a", has_text=NAME).click()
    expect_in_address(page, chain=CHAIN)
    box(page, GAP).click()

    expect(panel_title(page)).to_have_text(GAP_NAME)
    expect(page.locator(".sheet .evidence").first).to_contain_text("可填补福建省该产业空白")
    expect(page.locator(".sheet .evidence .source").first).to_contain_text("河南省耐火材料行业协会")
    expect(box(page, GAP)).to_contain_text("缺失")
    expect_in_address(page, chain=CHAIN, link=GAP)

    page.get_by_role("button", name="假如补上它").click()

    expect(page.get_by_test_id("stAlert")).to_contain_text(ASSUMED)
    expect(box(page, GAP)).to_contain_text("假如补上")
    expect(key(page, "gap").locator("b")).to_have_text("0")
    expect(page.get_by_text("假如补上之后的变化")).to_be_visible()
    expect_in_address(page, chain=CHAIN, link=GAP, fill=GAP)

    colleague.goto(page.url)
    expect(colleague.get_by_text("假如补上之后的变化")).to_be_visible(timeout=LONG_MS)
    wait_until_idle(colleague)
    assert seen(colleague) == seen(page)


def test_the_assumption_can_be_taken_back(page: Page, server: str) -> None:
    open_board(page, server, CHAIN, fill=GAP)
    expect(box(page, GAP)).to_contain_text("假如补上")

    page.get_by_role("button", name="假如补上 1 个").click()
    page.get_by_role("button", name="撤销假设").click()

    # while the figure is exchanged the old and the new one stand there together
    expect(box(page, GAP).first).to_contain_text("缺失")
    expect_in_address(page, fill="")


def test_another_chain_is_chosen_without_what_belonged_to_the_last(page: Page, server: str) -> None:
    open_board(page, server, CHAIN, link=GAP, hide="strong")

    chain_choice(page).click()
    page.get_by_role("option", name="氟新材料").click()

    expect(panel_title(page)).to_have_text("氟新材料")
    expect_in_address(page, chain="fluorine", link="", hide="")


def test_the_filter_of_the_legend_survives_a_reload(page: Page, server: str) -> None:
    open_board(page, server, CHAIN)
    key(page, "unknown").click()
    key(page, "strong").click()
    expect_in_address(page, hide="strong,unknown")
    dimmed = page.locator(".scroller .link.off").count()

    page.reload()

    expect(key(page, "unknown")).to_have_attribute("aria-pressed", "false", timeout=LONG_MS)
    expect(key(page, "strong")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".scroller .link.off")).to_have_count(dimmed)
    assert dimmed > 0


def test_the_back_button_returns_to_the_screen_before(page: Page, server: str) -> None:
    open_overview(page, server)
    page.locator(".overview tbody th a", has_text=NAME).click()
    expect(panel_title(page)).to_have_text(NAME)

    page.go_back()

    expect(page.locator(".overview table")).to_be_visible()


def test_the_whole_way_can_be_gone_by_keyboard_alone(page: Page, server: str) -> None:
    open_overview(page, server)
    tab_to(page, f'a[href="chains?chain={CHAIN}"]')
    page.keyboard.press("Enter")
    expect(panel_title(page)).to_have_text(NAME)
    wait_until_idle(page)

    tab_to(page, ".link[data-link]")
    step_to(page, GAP)
    page.keyboard.press("Enter")
    expect(panel_title(page)).to_have_text(GAP_NAME)

    tab_to(page, '[data-key="unknown"]')
    page.keyboard.press("Enter")
    expect(page.locator(".scroller .link.unknown").first).to_have_class(re.compile(r"\boff\b"))
    tab_to(page, '[data-action="fill"]')
    page.keyboard.press("Enter")

    expect(page.get_by_test_id("stAlert")).to_contain_text(ASSUMED)
    expect_in_address(page, chain=CHAIN, link=GAP, hide="unknown", fill=GAP)


def test_chain_and_view_are_chosen_by_keyboard(page: Page, server: str) -> None:
    open_board(page, server, CHAIN)

    tab_to(page, 'input[role="combobox"]')
    page.keyboard.type("氟新")
    page.keyboard.press("Enter")
    expect_in_address(page, chain="fluorine")
    wait_until_idle(page)
    tab_to(page, "[role=radiogroup] button, [role=radio], [data-testid=stButtonGroup] button")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect_in_address(page, chain="fluorine", view="表")


def test_a_click_on_the_customer_in_the_panel_moves_the_choice_there(
    page: Page, server: str
) -> None:
    open_board(page, server, CHAIN, link=GAP)

    page.locator(f'.sheet [data-jump="{CUSTOMER}"]').click()

    expect(panel_title(page)).to_have_text(CUSTOMER_NAME)
    expect_in_address(page, link=CUSTOMER)


def test_a_click_costs_at_most_two_kilobytes(page: Page, server: str) -> None:
    frames: list[int] = []

    def count(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(len(frame)))
        socket.on("framesent", lambda frame: frames.append(len(frame)))

    page.on("websocket", count)
    open_board(page, server, CHAIN, link=GAP)
    opening = sum(frames)
    frames.clear()

    box(page, CUSTOMER).click()
    expect(panel_title(page)).to_have_text(CUSTOMER_NAME)
    expect_in_address(page, link=CUSTOMER)
    wait_until_idle(page)

    assert 100 < sum(frames) <= CLICK_BYTES
    assert opening > CLICK_BYTES
