"""Requests as the server hands them to the gate, and what came back."""

import asyncio
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1:8501"
OWN_PAGE = f"http://{HOST}"


@dataclass
class Behind:
    """The app behind the gate: notes what reaches it and answers 200."""

    seen: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.seen.append(scope)
        if scope["type"] == "http":
            cached = [(b"cache-control", b"public")]
            await send({"type": "http.response.start", "status": 200, "headers": cached})
            await send({"type": "http.response.body", "body": b""})
        else:
            await send({"type": "websocket.accept"})

    def headers(self) -> Headers:
        """Headers of the last request that got through."""
        return Headers(scope=self.seen[-1])


def make_scope(kind: str = "http", **changed: object) -> Scope:
    """Build a request that is let in; name only what differs (`path`, `client`, `method` …)."""
    headers = {"host": HOST, "origin": OWN_PAGE}
    dull: Scope = {"type": kind, "path": "/", "client": ("127.0.0.1", 50000)}
    if kind == "http":
        dull["method"] = "GET"
    return {**dull, "headers": encode(headers), **changed}


def encode(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Write headers as the server does: lower case bytes."""
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def send_through(gate: ASGIApp, scope: Scope) -> list[Message]:
    """Send one request or websocket through the gate; list what came back, in order."""
    answered: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect" if scope["type"] == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        answered.append(message)

    async def run() -> None:
        await gate(scope, receive, send)

    asyncio.run(run())
    return answered
