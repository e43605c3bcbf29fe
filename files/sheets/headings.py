"""Headings of every kind of list, without what has no meaning in them."""

import re
import unicodedata

NOISE = re.compile(r"[\s*::、,,。.;;_·\-]")


def plain(text: str) -> str:
    """Return a heading or unit without width, case, spaces and punctuation of no meaning."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
