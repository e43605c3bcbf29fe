"""One way to write a value down, so that equal content has an equal hash."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime


def canonical(value: object) -> str:
    """Return plain data as JSON with sorted keys and no spaces; dates as ISO text."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        default=_as_text,
    )


def _as_text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    msg = f"cannot be written down: {type(value)}"
    raise TypeError(msg)


def digest(texts: Iterable[str]) -> str:
    """Return the SHA-256 of `texts` in their order, as 64 hex digits.

    Each text is followed by a line feed; JSON holds none, so no two lists read the same.
    """
    whole = hashlib.sha256()
    for text in texts:
        whole.update(text.encode())
        whole.update(b"\n")
    return whole.hexdigest()
