"""The gate: one ASGI middleware before every page, file, upload and websocket."""

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from front.admission import header_values, refusal
from front.identity import HEADER_PREFIX, Identify, identify_local, identity_headers
from front.response_headers import secure
from ledger.book.policy import Actor

POLICY_VIOLATION = 1008  # RFC 6455
_REFUSED_PAGE = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>拒绝访问</title>
<body style="font:16px sans-serif;margin:4rem;color:#1B2733">
<h1 style="font-size:1.5rem">拒绝访问</h1><p>{reason}</p>
<p>数据没有改动。如需帮助，请联系本机的管理员。</p></body></html>
"""


class Gate:
    """Let in only who may come in, and say to the screens who it is.

    What a client sends under our own header names is dropped, so an identity cannot be forged.
    `identify` is the seam for accounts: local mode knows one user, the local administrator.
    """

    def __init__(self, app: ASGIApp, identify: Identify = identify_local) -> None:
        self._app = app
        self._identify = identify

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket; start-up and shutdown pass through."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        reason = refusal(scope)
        # A refused host name is a stranger's text: it is not written into our headers.
        host = "" if reason else header_values(scope, b"host")[0]
        send = securing(send, path=scope["path"], host=host)
        actor = None if reason else self._identify(scope)
        if actor is None:
            await refuse(reason or "没有登录身份。", scope, receive, send)
        else:
            await self._app(signed(scope, actor), receive, send)


def signed(scope: Scope, actor: Actor | None, session: str = "") -> Scope:
    """Copy `scope` with our identity headers (of nobody: none) in place of what the client sent."""
    kept = [pair for pair in scope["headers"] if not pair[0].lower().startswith(HEADER_PREFIX)]
    added = identity_headers(actor, session) if actor else []
    return {**scope, "headers": kept + added}


def securing(send: Send, *, path: str, host: str) -> Send:
    """Wrap `send` so that every answer leaves with the security headers."""

    async def send_secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            secure(MutableHeaders(scope=message), path=path, host=host)
        await send(message)

    return send_secured


async def refuse(
    reason: str, scope: Scope, receive: Receive, send: Send, status: int = 403
) -> None:
    """Answer 403 (or `status`): a page in Chinese, or a websocket closed before it opens."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    await HTMLResponse(_REFUSED_PAGE.format(reason=reason), status)(scope, receive, send)
