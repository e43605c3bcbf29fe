"""What the gate tells a screen of who is signed in, for screens that are opened without it."""

from front.identity import HEADER_PREFIX, identity_headers
from ledger.book.policy import LOCAL, Actor


def told(actor: Actor = LOCAL) -> dict[str, str]:
    """Return what `st.user` holds of `actor`."""
    prefix = HEADER_PREFIX + b"user-"
    return {
        key.removeprefix(prefix).decode(): value.decode() for key, value in identity_headers(actor)
    }
