"""What a person does on the desk screen, in the person's words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.chain_screen import LONG_MS, wait_until_idle


def open_desk(page: Page, server: str, **parameters: str) -> None:
    """Open the list of a desk and wait until its first row stands."""
    page.goto(f"{server}/desk?{urlencode(parameters)}")
    expect(page.locator(".targets tr.company").first).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)


def listed(page: Page) -> list[str]:
    """The names of the companies on this page of the list, in order."""
    return page.locator(".targets td.name > a").all_text_contents()


@dataclass(frozen=True, slots=True)
class SeenRows:
    """What of the list stands on the screen: whole companies above the bar, and their heights."""

    whole: int
    heights: set[float]
    width: int


def seen_rows(page: Page) -> SeenRows:
    """Measure the rows as they stand, without scrolling; heights in px, all bands included."""
    page.locator(".st-key-pick_bar").wait_for()
    boxes = [
        box for row in page.locator(".targets tr.company").all() if (box := row.bounding_box())
    ]
    bar = page.locator(".st-key-pick_bar").bounding_box()
    assert bar is not None
    whole = sum(box["y"] + box["height"] <= bar["y"] for box in boxes)
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return SeenRows(whole, {round(box["height"], 1) for box in boxes}, width)


def tick_first(page: Page, number: int = 1) -> None:
    """Tick the first companies of the list and wait until the bar counts them."""
    for place in range(number):
        page.locator(".targets .company .pick input").nth(place).check()
    expect(page.get_by_text(f"已选 {number} 家")).to_be_visible(timeout=LONG_MS)


def choose(page: Page, filter_name: str, option: str) -> None:
    """Choose an option of the filter line, and close it again."""
    line = page.locator(".st-key-desk_filters")
    line.get_by_role("button", name=filter_name, exact=True).click()
    page.locator('[data-testid="stPopoverBody"]').get_by_role("button", name=option).click()
    wait_until_idle(page)
    page.keyboard.press("Escape")
