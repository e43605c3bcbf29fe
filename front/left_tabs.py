"""What becomes of a session when its tab is gone: it ends at once, unless its tab may come back.

A browser says so when a tab is closed or goes elsewhere; such a session can never be asked for
again. Streamlit keeps it for two minutes all the same, with its uploads, up to 3 MB of memory and
three open files, and for longer if nobody else leaves. A connection that broke without a word is
a laptop that was shut or a network that failed: that session is kept for the two minutes.
"""

import asyncio
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.session_manager import SessionInfo, SessionStorage

GOING_AWAY = 1001  # RFC 6455: the tab was closed, or another address opened in it
MOST = 128

_gone = ContextVar("gone", default=False)


class FarewellNote:
    """Middleware that notes, for the task that serves a websocket, that its tab is gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket."""

        async def receive_noting() -> Message:
            message = await receive()
            if message["type"] == "websocket.disconnect" and message.get("code") == GOING_AWAY:
                _gone.set(True)
            return message

        noting = scope["type"] == "websocket"
        await self._app(scope, receive_noting if noting else receive, send)


@dataclass(slots=True)
class LeftSessions(SessionStorage):
    """断开的会话: those whose tab may come back, for `seconds`, the latest 128 of them.

    Takes the place of Streamlit's own store, which drops a session without ending it and looks
    for old ones only when another leaves. Used in the server's own thread only.
    """

    seconds: float
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, SessionInfo]] = field(default_factory=dict)

    def get(self, session_id: str) -> SessionInfo | None:
        """Return the session, None if it has ended."""
        self.end_old()
        left = self._left.get(session_id)
        return left[1] if left else None

    def save(self, session_info: SessionInfo) -> None:
        """Keep a session whose connection has ended, or end it if its tab is gone."""
        if _gone.get():
            _end(session_info)
            return
        self._left.pop(session_info.session.id, None)
        self._left[session_info.session.id] = (self.clock() + self.seconds, session_info)
        self.end_old()

    def delete(self, session_id: str) -> None:
        """Keep it no longer; who asks so has taken it over or ends it."""
        self._left.pop(session_id, None)

    def list(self) -> list[SessionInfo]:
        """List those kept, longest gone first."""
        return [info for _, info in self._left.values()]

    def end_old(self) -> None:
        """End those whose time is over, and the oldest of too many."""
        now = self.clock()
        over = [key for key, (until, _) in self._left.items() if until <= now]
        over += list(self._left)[len(over) : max(len(over), len(self._left) - MOST)]
        for key in over:
            _end(self._left.pop(key)[1])


def _end(session_info: SessionInfo) -> None:
    """End it after the present step, in which Streamlit still takes it off its own list."""
    asyncio.get_running_loop().call_soon(session_info.session.shutdown)
