"""All screens of the menu, each by an address under which it shows what it has."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.browser.chain_screen import LONG_MS, wait_until_quiet
from tests.browser.map_screen import FRAME

SCREENS: Mapping[str, str] = {
    "overview": "/",
    "gaps": "/?list=gap",
    "to_check": "/?list=to_check",
    "residents": "/?list=residents",
    "projects": "/?list=projects",
    "chain": "/chains?chain=steel_metal&link=refractory",
    "table": "/chains?chain=steel_metal&view=表",
    "four_parts": "/chains?chain=steel_metal&view=四维研判",
    "map": "/map",
    "desk": "/desk",
    "ties": "/ties",
    "company": "",
    "trip": "/trip",
    "meeting": "/meeting",
    "verify": "/meeting?part=核对材料",
    "wallmaps": "/wallmaps",
    "plots": "/plots",
    "companies": "/companies",
    "areas": "/areas",
}


def open_screen(page: Page, server: str, name: str) -> None:
    """Open one of `SCREENS` and wait until nothing moves any more."""
    page.goto(f"{server}{SCREENS[name] or _first_company(page, server)}")
    if name == "map":
        expect(page.frame_locator(FRAME).locator("html[data-shown]")).to_be_attached(
            timeout=LONG_MS
        )
    wait_until_quiet(page)
    page.locator("body[data-words]").wait_for(state="attached")


def _first_company(page: Page, server: str) -> str:
    """Return the address of the first company on the desk's list."""
    page.goto(f"{server}/desk")
    leading = page.locator('a[href*="company?id="]').first
    leading.wait_for()
    return "/" + str(leading.get_attribute("href")).lstrip("/")
