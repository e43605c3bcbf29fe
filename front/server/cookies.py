"""Our cookies: for this host alone, out of reach of scripts and of other sites."""

import re
import secrets

from starlette.responses import Response
from starlette.types import Scope

from front.admission import header_values

SESSION, FORM = "sanming_session", "sanming_form"
_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")


def read_cookie(scope: Scope, name: str, *, secure: bool) -> str:
    """Return the value of our cookie `name`, "" if there is none, several, or no value of ours."""
    wanted = _named(name, secure=secure)
    pairs = [
        pair.strip().partition("=")
        for line in header_values(scope, b"cookie")
        for pair in line.split(";")
    ]
    values = [value for key, _, value in pairs if key == wanted]
    return values[0] if len(values) == 1 and _VALUE.fullmatch(values[0]) else ""


def set_cookie(answer: Response, name: str, value: str, *, secure: bool) -> None:
    """Give a cookie to the browser, until it is closed."""
    answer.set_cookie(
        _named(name, secure=secure),
        value,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def drop_cookie(answer: Response, name: str, *, secure: bool) -> None:
    """Take a cookie from the browser."""
    answer.delete_cookie(
        _named(name, secure=secure), path="/", secure=secure, httponly=True, samesite="strict"
    )


def new_value() -> str:
    """Return 256 random bits as such a value."""
    return secrets.token_urlsafe(32)


def _named(name: str, *, secure: bool) -> str:
    # A browser takes a cookie of this prefix from nobody but this very host, over https.
    return f"__Host-{name}" if secure else name
