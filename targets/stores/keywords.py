"""Keywords: a text is found as written, whatever its width of letters and case.

Database indexes over words do not find two Chinese characters. Pairs of neighbouring characters
(bigrams), written by ourselves, narrow the search down; the text itself decides.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

PAIR = 2
_UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def storable(text: str) -> str:
    """Return `text` with a mark for what no database can hold: NUL and halves of a character."""
    # Going through it twice is still ten times faster: hardly any text has one.
    return text if text.isprintable() else text.translate(_UNSTORABLE)


def normal(text: str) -> str:
    """Return `text` as it is compared: one width, no case, single spaces."""
    one_width = unicodedata.normalize("NFKC", storable(text)).casefold()
    return " ".join(one_width.split())


def search_text(texts: Iterable[str]) -> str:
    """Return what a keyword is looked for in: each text on a line of its own."""
    return "\n".join(filter(None, map(normal, texts)))


def bigrams(text: str) -> list[str]:
    """List the pairs of neighbouring characters of a normal text, each once, as hex digits.

    Hex digits mean nothing to the query language of any index. Pairs across two lines are left
    out: no keyword has a line feed.
    """
    pairs = {line[i : i + PAIR] for line in text.split("\n") for i in range(len(line) - 1)}
    return sorted(map(_digits, pairs))


@lru_cache(maxsize=100_000)
def _digits(pair: str) -> str:
    return f"{ord(pair[0]):x}{ord(pair[1]):05x}"
