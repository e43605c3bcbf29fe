"""The addresses of accounts: signing in and out, and one's own password."""

import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from threading import Lock
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from files.errors import ProductError
from front.server import pages
from front.server.arriving import Arrival
from front.server.cookies import FORM, SESSION, drop_cookie, new_value, read_cookie, set_cookie
from front.server.door import Comer, Door
from front.server.form_tokens import form_token, is_form_token
from front.server.gate import ACCOUNT, OF_ACCOUNT, OF_OUR_PAGES, SIGN_IN
from ledger.accounts.signing_in import (
    SignedIn,
    allow_attempt,
    forget_attempts,
    sign_in,
    sign_out,
)
from ledger.accounts.users import change_own_password
from ledger.book.errors import NotAllowed

HOME = "/"  # wherever somebody wanted to go: the way after signing in is fixed
MOST_BYTES = 8192
MOST_POSTS, WITHIN_S = 60, 300.0
_NO_STORE = {"cache-control": "no-store"}
_MOST_ADDRESSES = 4096


class Patience:
    """How often one address may send a form: whoever sends more waits."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._sent: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def lasts(self, address: str) -> bool:
        """Count a form of `address` and tell whether it is looked at."""
        now = self._clock()
        with self._lock:
            times = self._sent.setdefault(address, deque(maxlen=MOST_POSTS))
            self._sent.move_to_end(address)
            while len(self._sent) > _MOST_ADDRESSES:
                self._sent.popitem(last=False)
            if len(times) == MOST_POSTS and now - times[0] < WITHIN_S:
                return False
            times.append(now)
            return True


class AccountPages:
    """The pages of accounts over one ledger."""

    def __init__(self, door: Door, secret: bytes) -> None:
        self._door = door
        self._secret = secret
        self._patience = Patience()

    def routes(self) -> list[Route]:
        """List their addresses."""
        return [
            Route(SIGN_IN, self.sign_in_form, methods=["GET"]),
            Route(SIGN_IN, self._read(self.sign_in), methods=["POST"]),
            Route("/signout", self._read(self.sign_out), methods=["POST"]),
            Route(ACCOUNT, self.account, methods=["GET"]),
            Route("/account/password", self._read(self.change_password), methods=["POST"]),
        ]

    def sign_in_form(self, request: Request) -> Response:
        """Show the page to sign in."""
        said = pages.ENDED if request.query_params.get("ended") == "1" else ""
        return self._sign_in_page(request, said)

    def sign_in(self, request: Request, form: dict[str, str]) -> Response:
        """Let somebody in, under a new token and no other, or say what went wrong."""
        arrival = _arrival(request)
        browser = read_cookie(request.scope, FORM, secure=arrival.secure)
        name = form.get("name", "")[:64]
        if not is_form_token(self._secret, "sign_in", browser, form.get("form", "")):
            return self._sign_in_page(request, pages.STALE_FORM, name, 400)
        if not self._patience.lasts(arrival.address):
            return self._sign_in_page(request, pages.TOO_MANY, name, 429)
        before = read_cookie(request.scope, SESSION, secure=arrival.secure)
        password = form.get("password", "")[:200]
        try:
            came = sign_in(self._door.ledger, name, password, arrival.address, before)
        except ProductError as error:
            return self._sign_in_page(request, f"现在不能登录。\n{error}", name, 503)
        if not isinstance(came, SignedIn):
            said = pages.locked_text(came.locked_until) if came.locked_until else pages.WRONG
            return self._sign_in_page(request, said, name, 401)
        answer = RedirectResponse(HOME, 303, headers=_NO_STORE)
        set_cookie(answer, SESSION, came.token, secure=arrival.secure)
        drop_cookie(answer, FORM, secure=arrival.secure)
        return answer

    def sign_out(self, request: Request, form: dict[str, str]) -> Response:
        """End the session on the server and take the cookie back."""
        visitor = _visitor(request)
        if not is_form_token(self._secret, ACCOUNT, visitor.session.id, form.get("form", "")):
            return self._account_page(request, pages.STALE_FORM, 400)
        try:
            sign_out(self._door.ledger, visitor.session, _arrival(request).address)
        except ProductError as error:
            return self._account_page(request, f"没有退出。\n{error}", 503)
        answer = RedirectResponse(SIGN_IN, 303, headers=_NO_STORE)
        drop_cookie(answer, SESSION, secure=_arrival(request).secure)
        return answer

    def account(self, request: Request) -> Response:
        """Show somebody their account."""
        return self._account_page(request)

    def change_password(self, request: Request, form: dict[str, str]) -> Response:
        """Keep a password that somebody chose for themselves."""
        visitor = _visitor(request)
        if not is_form_token(self._secret, ACCOUNT, visitor.session.id, form.get("form", "")):
            return self._account_page(request, pages.STALE_FORM, 400)
        if form.get("new") != form.get("again"):
            return self._account_page(request, "两次写的新密码不一样，没有改动。", 400)
        try:
            self._change(visitor, form.get("old", "")[:200], form.get("new", ""))
        except ProductError as error:
            return self._account_page(request, str(error), 400)
        answer = RedirectResponse(HOME, 303, headers=_NO_STORE)
        if not visitor.account.must_change:
            text = pages.account_page(
                visitor.account,
                form.get("form", ""),
                "密码改好了。\n在别处的登录都已结束。",
                good=True,
            )
            return HTMLResponse(text, headers=_NO_STORE)
        return answer

    def _change(self, visitor: Comer, old: str, new: str) -> None:
        account, ledger = visitor.account, self._door.ledger
        locked = allow_attempt(ledger, account.id)
        if locked is not None:
            raise NotAllowed(pages.locked_text(locked))
        try:
            change_own_password(ledger, account, old, new, visitor.session.id)
        except NotAllowed:  # the one vain attempt that is counted
            raise
        except ProductError:
            forget_attempts(ledger, account.id)
            raise
        forget_attempts(ledger, account.id)

    def _sign_in_page(
        self, request: Request, said: str = "", name: str = "", status: int = 200
    ) -> Response:
        secure = _arrival(request).secure
        browser = read_cookie(request.scope, FORM, secure=secure) or new_value()
        text = pages.sign_in_page(form_token(self._secret, "sign_in", browser), said, name)
        answer = HTMLResponse(text, status, headers=_NO_STORE)
        set_cookie(answer, FORM, browser, secure=secure)
        return answer

    def _account_page(self, request: Request, said: str = "", status: int = 200) -> Response:
        visitor = _visitor(request)
        token = form_token(self._secret, ACCOUNT, visitor.session.id)
        text = pages.account_page(visitor.account, token, said)
        return HTMLResponse(text, status, headers=_NO_STORE)

    def _read(
        self, answer: Callable[[Request, dict[str, str]], Response]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Let `answer` have the fields of a form that was sent, unless it is too long for one."""

        async def read(request: Request) -> Response:
            content = bytearray()
            async for chunk in request.stream():
                content += chunk
                if len(content) > MOST_BYTES:
                    return Response("表单太长。", 413, headers=_NO_STORE)
            fields = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True)
            form = {key: values[-1] for key, values in fields.items()}
            return await run_in_threadpool(answer, request, form)

        return read


def _arrival(request: Request) -> Arrival:
    arrival: Arrival = request.scope[OF_OUR_PAGES]
    return arrival


def _visitor(request: Request) -> Comer:
    visitor: Comer = request.scope[OF_ACCOUNT]
    return visitor
