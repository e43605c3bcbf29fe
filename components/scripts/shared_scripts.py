"""The scripts that many pieces of screen share: elements, links of our own, addresses of others."""

from pathlib import Path

from components.scripts.in_session import IN_SESSION_JS


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


MAKE_JS = _read("make.js")
SHARED_JS = "\n".join((IN_SESSION_JS, MAKE_JS, _read("web_address.js")))
