"""A real server, a real browser, and a page that fails its test on any error or outside request.

The browser lives as long as this folder's tests: Playwright keeps an event loop running, which
tests elsewhere must not meet.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chain_screen import LONG_MS
from tests.browser.watching import watch
from tests.running_app import running_app

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Names other than this computer do not resolve, so nothing can leave even by mistake.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium() -> str:
    """Find the browser; without one these tests end with a clear message, they are not skipped."""
    for name in _NAMES:
        if path := shutil.which(name):
            return path
    pytest.fail("没有找到 chromium,浏览器测试无法运行。Debian:apt-get install chromium")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running dashboard without a slash at its end; an office for each file.

    What one file writes (a basket, a check) would else be there for whichever runs after it.
    """
    with running_app(tmp_path_factory.mktemp("office")) as address:
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


@pytest.fixture
def page(browser: Browser, page_problems: list[str]) -> Iterator[Page]:
    """A fresh page of 1440 x 900 in Chinese that allows no error and no request to another host."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    watch(page, page_problems)
    context.on("page", lambda opened: watch(opened, page_problems))
    yield page
    context.close()
    assert page_problems == []
