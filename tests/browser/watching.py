"""Notes what must not happen on a page: errors, outside requests, and scripts out of data."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

_LOCAL_SCHEMES = {"data", "blob", "about", "file"}
# Opened at /page, Streamlit's front end asks below /page/ first to find where the server lives.
_LOOKING_FOR_THE_SERVER = re.compile(r"/[^/]+/_stcore/(health|host-config)$")


def watch(page: Page, problems: list[str]) -> None:
    """Note in `problems` every error of `page` and every address outside this computer."""

    def note_address(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _LOCAL_SCHEMES and parts.hostname not in {"127.0.0.1", "localhost"}:
            problems.append(f"outside request: {url}")

    def note_console(message: ConsoleMessage) -> None:
        place = message.location["url"]
        if message.type == "error" and not _LOOKING_FOR_THE_SERVER.search(place):
            problems.append(f"console: {message.text} ({place})")

    page.on("request", lambda request: note_address(request.url))
    page.on("websocket", lambda socket: note_address(socket.url))
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    page.on("console", note_console)
