"""Every screen as large and as small as people have it: nothing is cut off, nobody is shut out.

Each screen is opened once and looked at in every size; the tests judge what was found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chain_screen import wait_until_quiet
from tests.browser.every_screen import SCREENS, open_screen
from tests.browser.watching import watch

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
CUT_TEXT = (HERE / "cut_text.js").read_text(encoding="utf-8")
SHUT_OUT = (HERE / "shut_out.js").read_text(encoding="utf-8")
DESK, PHONE = (1440, 900), (390, 844)
# The last is what a window of 1440 x 900 shows at a zoom of 200 %.
SIZES = (DESK, (1366, 768), (1920, 1080), PHONE, (720, 450))
SHUTS_OUT = {"serious", "critical"}


class CutOff(TypedDict):
    """Texts with what cuts them off, and by how many px the page is wider than its window."""

    cut: list[tuple[str, str]]
    wider: int


Size = tuple[int, int]


@dataclass
class Seen:
    """What one screen showed: cut texts for each size, barriers for a desk and a phone.

    Of the second kind are what axe-core knows, what no key reaches and English names.
    """

    cut_off: dict[Size, CutOff] = field(default_factory=dict)
    barriers: dict[Size, list[str]] = field(default_factory=dict)
    shut_out: dict[Size, list[tuple[str, str]]] = field(default_factory=dict)


def barriers(page: Page) -> list[str]:
    """Return what axe-core calls serious or critical: the rule, where, and what is wrong."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} {node['target']} {node.get('failureSummary', '')}"
        for rule in found
        if rule["impact"] in SHUTS_OUT
        for node in rule["nodes"]
    ]


def shut_out(page: Page) -> list[tuple[str, str]]:
    """Return what no key reaches and what has an English name, in the page and in its frames."""
    return [found for frame in page.frames for found in frame.evaluate(SHUT_OUT)]


@pytest.fixture(scope="module")
def seen(server: str, window: BrowserContext) -> Mapping[str, Seen]:
    problems: list[str] = []
    page = window.new_page()
    watch(page, problems)
    found = {name: Seen() for name in SCREENS}
    for name, screen in found.items():
        open_screen(page, server, name)
        for size in SIZES:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            wait_until_quiet(page)
            screen.cut_off[size] = page.evaluate(CUT_TEXT)
            if size in (DESK, PHONE):
                screen.barriers[size] = barriers(page)
                screen.shut_out[size] = shut_out(page)
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.close()
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("screen", "size"),
    [(screen, size) for screen in SCREENS for size in SIZES],
    ids=str,
)
def test_nothing_of_a_screen_is_cut_off(seen: Mapping[str, Seen], screen: str, size: Size) -> None:
    assert seen[screen].cut_off[size] == {"cut": [], "wider": 0}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_shuts_anybody_out(seen: Mapping[str, Seen], screen: str, size: Size) -> None:
    assert seen[screen].barriers[size] == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("screen", SCREENS)
def test_keys_reach_what_is_clicked_and_names_for_screen_readers_are_chinese(
    seen: Mapping[str, Seen], screen: str, size: Size
) -> None:
    assert seen[screen].shut_out[size] == []


def test_the_open_menu_of_a_phone_shuts_nobody_out(page: Page, server: str) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    open_screen(page, server, "overview")
    page.get_by_role("button", name="打开菜单").click()
    expect(page.get_by_role("link", name="看地图")).to_be_visible()

    found = barriers(page), shut_out(page)

    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert found == ([], [])


def test_the_library_speaks_chinese_in_an_open_list_of_options(page: Page, server: str) -> None:
    open_screen(page, server, "gaps")
    choices = page.get_by_test_id("stMultiSelect").first.get_by_role("combobox")

    choices.click()
    expect(page.get_by_test_id("stMultiSelectDropdown")).to_contain_text("全选")
    choices.fill("没有这样的")

    expect(page.get_by_test_id("stMultiSelectDropdown")).to_contain_text("没有相符的")
