"""A websocket ends with its session: at a click, or by itself where nobody clicks."""

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from front.left_tabs import GOING_AWAY
from front.server import watching
from front.server.watching import SessionWatch

CLICK: Message = {"type": "websocket.receive", "bytes": b"a click of some length"}


class Tab:
    """The app behind a watch: notes what it gets, and would answer each click."""

    def __init__(self) -> None:
        self.got: list[Message] = []

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        while True:
            self.got.append(await receive())
            await send({"type": "websocket.send", "bytes": b"data"})
            if self.got[-1]["type"] == "websocket.disconnect":
                return


def watched(counts: list[bool], clicks: int) -> tuple[Tab, list[Message], int]:
    """Serve a tab with some clicks and then silence; `counts` answers each look in turn."""
    tab, sent, acted = Tab(), [], []

    async def receive() -> Message:
        nonlocal clicks
        if clicks:
            clicks -= 1
            return CLICK
        await asyncio.Event().wait()
        return CLICK

    async def send(message: Message) -> None:
        sent.append(message)

    async def look() -> bool:
        return counts.pop(0)

    watch = SessionWatch(look, lambda: acted.append(1), "/signin?ended=1")
    asyncio.run(watch.serve(tab, {"type": "websocket"}, receive, send))
    return tab, sent, len(acted)


def test_a_click_after_the_end_never_reaches_the_app() -> None:
    tab, sent, acted = watched([True, False], clicks=2)

    assert [message["type"] for message in tab.got] == ["websocket.receive", "websocket.disconnect"]
    assert tab.got[-1]["code"] == GOING_AWAY
    answer, away, closed = sent
    redirect = ForwardMsg()
    redirect.ParseFromString(away["bytes"])
    assert answer["bytes"] == b"data"
    assert redirect.auth_redirect.url == "/signin?ended=1"
    assert closed == {"type": "websocket.close", "code": 1008}
    assert acted == 1


def test_a_screen_nobody_clicks_on_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "EVERY_S", 0.001)

    tab, sent, acted = watched([True, True, False], clicks=0)

    assert [message["type"] for message in tab.got] == ["websocket.disconnect"]
    assert [message["type"] for message in sent] == ["websocket.send", "websocket.close"]
    assert acted == 0
