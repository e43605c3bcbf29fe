"""What a person does on the desk screen, in the person's words."""

from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from tests.browser.chain_screen import LONG_MS, wait_until_idle


def open_desk(page: Page, server: str, **parameters: str) -> None:
    """Open the list of a desk and wait until its first row stands."""
    page.goto(f"{server}/desk?{urlencode(parameters)}")
    expect(page.locator(".targets tbody tr").first).to_be_visible(timeout=LONG_MS)
    wait_until_idle(page)


def listed(page: Page) -> list[str]:
    """The names of the companies on this page of the list, in order."""
    return page.locator(".targets td.name > a").all_text_contents()
