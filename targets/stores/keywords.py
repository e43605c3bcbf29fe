"""Keywords: words in any order, each found in whatever spelling it is typed.

Database indexes over words do not find two Chinese characters. Pairs of neighbouring characters
(bigrams), written by ourselves, narrow the search down; the text itself decides. What the text of
a company is, `targets.spelling.lines` says.
"""

import re
from functools import lru_cache

from targets.spelling.folding import folded
from targets.spelling.pinyin import sounds_of

PAIR = 2
MOST_WORDS = 12  # of one keyword; further ones are not looked at
BETWEEN = re.compile(r"[\s、,;]+")
CREDIT_CODE = re.compile(r"^(?=.*\d)[0-9a-z]{18}$")


def words_of(keyword: str) -> tuple[str, ...]:
    """Return the folded words of a keyword, each once; () if there is nothing in it."""
    whole = folded(keyword)
    words = dict.fromkeys(filter(None, BETWEEN.split(whole)))
    return tuple(words)[:MOST_WORDS] or tuple(filter(None, [whole]))


@lru_cache(maxsize=1000)
def spellings(word: str) -> tuple[str, ...]:
    """Return what may stand in the text of a company that a word finds: itself, or its sound."""
    return (word, *sounds_of(word))


def bigrams(text: str) -> list[str]:
    """List the pairs of neighbouring characters of a folded text, each once, as hex digits.

    Hex digits mean nothing to the query language of any index. Pairs across two lines are left
    out: no keyword has a line feed.
    """
    pairs = {line[i : i + PAIR] for line in text.split("\n") for i in range(len(line) - 1)}
    return sorted(map(_digits, pairs))


@lru_cache(maxsize=100_000)
def _digits(pair: str) -> str:
    return f"{ord(pair[0]):x}{ord(pair[1]):05x}"
