"""Streamlit's start page, told beforehand where its server is.

The page guesses: at `/chains` it first asks below `/chains`, is refused, asks at the root, asks
there for settings, and only then opens its connection. What a host may write into its page
(`window.__streamlit`) spares the questions: the connection opens at once. The settings are asked
for all the same, beside it, and hold as before.
"""

import json
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = Path(st.__file__).with_name("static") / "index.html"
_BEFORE = b'<script type="module"'
# A page kept from before has the same date as today's, and a packed one could not be told from
# others.
_NOT_ASKED = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"})
# Streamlit wants to know which pages may steer it from outside a frame. None may: that name
# belongs to nobody (RFC 2606).
_NOBODY = "https://nobody.invalid"


def told_script(base: str = "") -> str:
    """Write the script for a server whose screens lie below `base` ("" or "part")."""
    settings = json.dumps({"allowedOrigins": [_NOBODY], "useExternalAuthToken": False})
    address = f"location.origin + {json.dumps('/' + base.strip('/'))}"
    return f"window.__streamlit = {{BACKEND_BASE_URL: {address}, HOST_CONFIG: {settings}}}"


def told_page(page: bytes, base: str = "") -> bytes:
    """Put the script before the first one of `page`; a page without one stays as it is."""
    head, mark, rest = page.partition(_BEFORE)
    if not mark:
        return page
    return head + f"<script>{told_script(base)}</script>\n    ".encode() + mark + rest


class StartPage:
    """Middleware that hands out `told_page` wherever Streamlit would hand out its start page."""

    def __init__(self, app: ASGIApp, base: str = "", page: Path = PAGE) -> None:
        self._app = app
        self._plain = page.read_bytes()
        self._told = told_page(self._plain, base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request: pages are opened by GET and asked for as HTML."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _asks_for_page(scope):
            await self._app(scope, receive, send)
            return
        asked = [pair for pair in scope["headers"] if pair[0].lower() not in _NOT_ASKED]
        await self._app({**scope, "headers": asked}, receive, self._telling(send))

    def _telling(self, send: Send) -> Send:
        """Wrap `send`: hold back what is as long as the start page until it is all there."""
        held: list[Message] = []

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start" and self._may_be_it(message):
                held.append(message)
            elif held:
                held.append(message)
                if not message.get("more_body", False):
                    for each in self._told_messages(held):
                        await send(each)
            else:
                await send(message)

        return send_told

    def _may_be_it(self, start: Message) -> bool:
        headers = Headers(raw=start["headers"])
        length = str(len(self._plain))
        is_html = headers.get("content-type", "").startswith("text/html")
        is_found = start["status"] == HTTPStatus.OK
        return is_found and is_html and headers.get("content-length") == length

    def _told_messages(self, held: list[Message]) -> list[Message]:
        start, *pieces = held
        if b"".join(piece.get("body", b"") for piece in pieces) != self._plain:
            return held
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["content-length"] = str(len(self._told))
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        return [
            {**start, "headers": headers.raw},
            {"type": "http.response.body", "body": self._told},
        ]


def _asks_for_page(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")
