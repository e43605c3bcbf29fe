"""A websocket outlives many clicks: whether its session still counts is asked at each of them.

And now and then in between, so that a screen nobody looks at does not stay open.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from front.gate import POLICY_VIOLATION
from front.left_tabs import GOING_AWAY

EVERY_S = 15.0
_LEAST = 8  # bytes: a sign of life of the page is shorter than any click


async def send_away(send: Send, where: str, code: int) -> None:
    """Let the page behind an open websocket go elsewhere, and close it."""
    message = ForwardMsg()
    message.auth_redirect.url = where
    await send({"type": "websocket.send", "bytes": message.SerializeToString()})
    await send({"type": "websocket.close", "code": code})


class SessionWatch:
    """Serves one websocket as long as `counts` says so; then its page goes to `elsewhere`.

    A click is looked at before the app gets it: nothing runs for a session that has ended.
    """

    def __init__(
        self, counts: Callable[[], Awaitable[bool]], acted: Callable[[], None], elsewhere: str
    ) -> None:
        self._counts = counts
        self._acted = acted
        self._elsewhere = elsewhere
        self._is_over = False
        self._coming: asyncio.Future[Message] | None = None

    async def serve(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve until either side leaves."""

        async def send_while_open(message: Message) -> None:
            if not self._is_over:
                await send(message)

        async def receive_watching() -> Message:
            message = await self._next(receive)
            if message is not None:
                return message
            if not self._is_over:
                self._is_over = True
                await send_away(send, self._elsewhere, POLICY_VIOLATION)
            # The tab is gone, the app is told: what it held is let go at once.
            return {"type": "websocket.disconnect", "code": GOING_AWAY}

        try:
            await app(scope, receive_watching, send_while_open)
        finally:
            if self._coming is not None:
                self._coming.cancel()

    async def _next(self, receive: Receive) -> Message | None:
        """Wait for what the page sends next; None once its session counts no more."""
        message: Message | None = None
        while message is None:
            # Kept over the waits: what came meanwhile is not lost.
            self._coming = self._coming or asyncio.ensure_future(receive())
            await asyncio.wait({self._coming}, timeout=EVERY_S)
            if self._coming.done():
                message, self._coming = self._coming.result(), None
                if message["type"] != "websocket.receive":
                    return message
            if not await self._counts():
                return None
        if len(message.get("bytes") or b"") >= _LEAST:
            self._acted()
        return message
