"""Who is asking: the seam where accounts come in later."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.types import Scope

from ledger.book.policy import LOCAL, Actor, written_grants

HEADER_PREFIX = b"x-sanming-"
"""Headers of this prefix are ours alone: a client's copies are dropped before ours are added."""

Identify = Callable[[Scope], Actor | None]
"""Tells who sends a request, or None for nobody; called once per request and websocket."""


def identify_local(_scope: Scope) -> Actor | None:
    """Return the local administrator: in local mode whoever sits at this computer."""
    return LOCAL


def identity_headers(actor: Actor, session: str = "") -> list[tuple[bytes, bytes]]:
    """List the headers that `.streamlit/config.toml` maps into `st.user`.

    `session` is the id of the sign-in (no secret), "" in local mode: Streamlit lets nobody resume
    a tab whose user differs in anything, so a tab of one sign-in is never that of another.
    Values are percent-encoded UTF-8, because header values are latin-1.
    """
    grants = written_grants(actor.grants)
    values = {"user-id": actor.id, "user-grants": grants, "user-name": actor.name}
    values["session"] = session
    return [(HEADER_PREFIX + key.encode(), quote(value).encode()) for key, value in values.items()]
