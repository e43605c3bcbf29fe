"""A browser that counts bytes; times are taken inside the page, not by the program steering it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, WebSocket

WATCH_JS = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
QUIET_MS = 300  # after the last visible change; late messages still belong to what was done


class Traffic:
    """流量: bytes since the last `reset`: over HTTP as sent, over websockets as payload."""

    def __init__(self, page: Page) -> None:
        self.http = 0
        self.websocket = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)
        page.on("websocket", self._opened)

    def reset(self) -> None:
        """Begin to count anew."""
        self.http = self.websocket = 0

    def _finished(self, event: dict[str, float]) -> None:
        self.http += int(event["encodedDataLength"])

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self._frame)
        socket.on("framereceived", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        self.websocket += len(payload.encode() if isinstance(payload, str) else payload)


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium.

    Raises:
        RuntimeError: there is none.
    """
    found = [path for name in NAMES if (path := shutil.which(name))]
    if not found:
        msg = "没有找到 chromium，无法测量页面。Debian:apt-get install chromium"
        raise RuntimeError(msg)
    return playwright.chromium.launch(executable_path=found[0], args=ARGUMENTS)


@contextmanager
def fresh_page(browser: Browser) -> Iterator[tuple[Page, Traffic]]:
    """Open a page of 1440 x 900 with nothing cached, able to take times (see watch.js)."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(WATCH_JS)
    yield page, Traffic(page)
    context.close()


def settle(page: Page) -> None:
    """Wait until the server has finished its run and late messages have come in."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(QUIET_MS)
