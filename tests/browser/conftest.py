"""A real server, a real browser, and a page that fails its test on any error or outside request.

The browser lives as long as this folder's tests: Playwright keeps an event loop running, which
tests elsewhere must not meet.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tests.browser.chain_screen import LONG_MS
from tests.browser.watching import watch
from tests.front.server.office_online import HOST
from tests.running_app import running_app

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_EXCLUDED = "EXCLUDE 127.0.0.1, EXCLUDE localhost"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--process-per-site",  # a page has what its process compiled for the one before
    # Names other than this computer do not resolve, so nothing can leave even by mistake. That of
    # the office online is this computer.
    f"--host-resolver-rules=MAP {HOST} 127.0.0.1, MAP * ~NOTFOUND, {_EXCLUDED}",
]


def chromium() -> str:
    """Find the browser; without one these tests end with a clear message, they are not skipped."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    pytest.fail("没有找到 chromium，浏览器测试无法运行。Debian:apt-get install chromium")


@pytest.fixture(scope="module")
def office(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of its own for each file, as a first visit leaves it.

    What one file writes (a basket, a check) would else be there for whichever runs after it.
    """
    return copytree(prepared, tmp_path_factory.mktemp("office"), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def server(office: Path) -> Iterator[str]:
    """Address of a running dashboard without a slash at its end."""
    with running_app(office) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=LONG_MS)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page_problems() -> list[str]:
    """What went wrong on the page; a test that provokes an error takes it out of this list."""
    return []


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of one person, 1440 x 900 in Chinese, for all tests of a file.

    What it fetched and compiled of our screens for one test it has for the next.
    """
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="zh-CN", reduced_motion="reduce"
    )
    context.set_default_timeout(LONG_MS)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext, page_problems: list[str]) -> Iterator[Page]:
    """A fresh page that allows no error and no request to another host."""

    def watch_page(page: Page) -> None:
        watch(page, page_problems)

    window.on("page", watch_page)
    page = window.new_page()
    yield page
    window.remove_listener("page", watch_page)
    found = list(page_problems)  # what leaving does to a page is none of its problems
    _leave(window, page)
    assert found == []


def _leave(window: BrowserContext, page: Page) -> None:
    """Let the next test find nothing of this one, but the process that drew our screens.

    It lives as long as a page of its server is open.
    """
    page.unroute_all()
    try:
        if page.url.startswith("http"):
            page.goto(urljoin(page.url, "/readyz"))
            page.evaluate("localStorage.clear()")
    except Error:  # the server is gone, and with it what was kept for its address
        page.close()
    window.clear_cookies()
    for other in window.pages:
        if other != page:
            other.close()
