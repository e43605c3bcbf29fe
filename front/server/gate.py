"""The gate of server mode: only who has signed in gets past, and only as long as that counts."""

from collections.abc import Callable
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from front.admission import COUNTS, header_values
from front.gate import POLICY_VIOLATION, refuse, securing, signed
from front.server.arriving import HEALTH, Arrival, TurnedAway, arrive
from front.server.cookies import SESSION, drop_cookie, read_cookie
from front.server.door import Comer, Door
from front.server.held_files import FOLDER
from front.server.settings import ServerSettings
from front.server.watching import SessionWatch, send_away
from ledger.book.errors import LedgerUnavailable
from ledger.book.policy import Role

SIGN_IN, ACCOUNT = "/signin", "/account"
ENDED = f"{SIGN_IN}?ended=1"
OF_OUR_PAGES = "sanming.arrival"  # key of the scope: what our own pages need to know
OF_ACCOUNT = "sanming.visitor"
_OPEN = frozenset({SIGN_IN, "/favicon.ico", "/favicon.png"})
_OWN_PAGES = frozenset({ACCOUNT, "/account/password", "/signout"})
_CORE = "/_stcore/"

Owns = Callable[[str, str], bool]
"""Tells whether an address may be asked for by a session: an upload or file of one tab."""


class ServerGate:
    """Let in who has signed in, and ask again at every request and message."""

    def __init__(self, app: ASGIApp, settings: ServerSettings, door: Door, owns: Owns) -> None:
        self._app = app
        self._settings = settings
        self._door = door
        self._owns = owns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or websocket; start-up and shutdown pass through."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        arrival = arrive(scope, self._settings)
        if isinstance(arrival, TurnedAway):
            await refuse(
                arrival.reason, scope, receive, securing(send, path=scope["path"], host="")
            )
            return
        send = securing(send, path=scope["path"], host=arrival.host)
        scope = signed(scope, None)
        scope[OF_OUR_PAGES] = arrival
        if _is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        token = read_cookie(scope, SESSION, secure=arrival.secure)
        try:
            visitor = await run_in_threadpool(self._door.look, token)
        except LedgerUnavailable as error:
            await refuse(f"{error}现在不能登录。", scope, receive, send, 503)
            return
        if visitor is None or visitor.is_over:
            await _ask_to_sign_in(scope, receive, send, arrival, visitor)
            return
        await self._admit(scope, receive, send, (visitor, token))

    async def _admit(
        self, scope: Scope, receive: Receive, send: Send, known: tuple[Comer, str]
    ) -> None:
        """Serve somebody who has signed in; `known` is who, and by which token."""
        visitor, token = known
        path = scope["path"]
        scope[OF_ACCOUNT] = visitor
        if visitor.account.must_change and path not in _OWN_PAGES:
            await _go(scope, receive, send, ACCOUNT)
            return
        if not self._may(visitor, path):
            if path.startswith(FOLDER):  # as if it were not there: who asks learns nothing of it
                await refuse("没有这个文件，请回到页面重新生成。", scope, receive, send, 404)
            else:
                await refuse("这个地址不是给这个账号的。", scope, receive, send)
            return
        entered = {**signed(scope, visitor.account.actor, visitor.session.id)}
        if scope["type"] == "websocket":
            watch = SessionWatch(
                partial(self._counts, token), partial(self._door.touch, token), ENDED
            )
            await watch.serve(self._app, entered, receive, send)
            return
        if not path.startswith(_CORE):
            self._door.touch(token)
        await self._app(entered, receive, send)

    def _may(self, visitor: Comer, path: str) -> bool:
        if path.endswith(COUNTS):
            return any(grant.role == Role.ADMIN for grant in visitor.account.grants)
        return self._owns(path, visitor.session.id)

    async def _counts(self, token: str) -> bool:
        """Tell whether the session of a token still counts; while the ledger is away it does."""
        try:
            visitor = await run_in_threadpool(self._door.look, token)
        except LedgerUnavailable:
            return False
        return visitor is not None and not visitor.is_over and not visitor.account.must_change


def _is_open(path: str) -> bool:
    """Tell whether a path is for everybody: the sign-in page, health, and published programs."""
    return path in _OPEN or path in HEALTH or path.startswith("/static/")


async def _ask_to_sign_in(
    scope: Scope, receive: Receive, send: Send, arrival: Arrival, before: Comer | None
) -> None:
    """Refuse somebody without a session, and show who can read a page where to sign in."""
    if scope["type"] == "websocket":
        if before is None:
            await refuse("", scope, receive, send)
        else:
            await _go(scope, receive, send, ENDED)
        return
    answer: Response
    if _reads_pages(scope):
        answer = RedirectResponse(ENDED if before else SIGN_IN, 303)
    else:
        answer = PlainTextResponse("没有登录，或登录已经结束。", 401)
    answer.headers["cache-control"] = "no-store"
    if before is not None:
        drop_cookie(answer, SESSION, secure=arrival.secure)
    await answer(scope, receive, send)


async def _go(scope: Scope, receive: Receive, send: Send, where: str) -> None:
    """Lead a page elsewhere, whatever it asked for; what is no page is refused."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept", "subprotocol": _protocol(scope)})
        await send_away(send, where, POLICY_VIOLATION)
    elif _reads_pages(scope):
        await RedirectResponse(where, 303)(scope, receive, send)
    else:
        await refuse("请先设自己的密码。", scope, receive, send)


def _reads_pages(scope: Scope) -> bool:
    accepted = ",".join(header_values(scope, b"accept"))
    return scope["method"] in {"GET", "HEAD"} and "text/html" in accepted


def _protocol(scope: Scope) -> str | None:
    """Return the protocol that Streamlit's own page asks for: the first word of that header."""
    asked = scope.get("subprotocols") or []
    return asked[0] if asked else None
