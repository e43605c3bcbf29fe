"""Who is asking: the seam where accounts come in later."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.types import Scope

HEADER_PREFIX = b"x-sanming-"
"""Headers of this prefix are ours alone: a client's copies are dropped before ours are added."""


@dataclass(frozen=True, slots=True)
class Identity:
    """用户: who is signed in, as the gate tells it to the screens."""

    id: str
    role: str
    name: str


Identify = Callable[[Scope], Identity | None]
"""Tells who sends a request, or None for nobody; called once per request and websocket."""

LOCAL_ADMINISTRATOR = Identity(id="local", role="admin", name="本机管理员")


def identify_local(_scope: Scope) -> Identity | None:
    """Return the local administrator: in local mode whoever sits at this computer."""
    return LOCAL_ADMINISTRATOR


def identity_headers(identity: Identity) -> list[tuple[bytes, bytes]]:
    """List the headers that `.streamlit/config.toml` maps into `st.user`.

    Values are percent-encoded UTF-8, because header values are latin-1.
    """
    values = {"user-id": identity.id, "user-role": identity.role, "user-name": identity.name}
    return [(HEADER_PREFIX + key.encode(), quote(value).encode()) for key, value in values.items()]
