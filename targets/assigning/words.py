"""The words of all links: where they stand in a text, and how much each tells of its links."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import ahocorasick

from chains.model import Chain, Link
from targets.scoring.links import LinkKey
from targets.spelling.folding import folded

SHORTEST = 2  # characters of a word that is looked for
LONGEST = 5  # characters above which a word tells no more
SHARED = 0.7  # how fast a word loses weight with the number of links that have it
OF_PRODUCTS = 0.7  # a word that only stands among the products of a link
OF_NAME, SHORT_OF_NAME = 0.6, 0.3  # a word that only its name has; one of two signs
_NAME_PARTS = re.compile(r"[与和及、/()]|等$")


class WordFound(NamedTuple):
    """词的位置: a word of a link in a text, from `start` to before `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)  # as a key of a cache it is itself
class LinkWords:
    """环节的词: by word the links that have it, each with how much the word tells of it."""

    values: Mapping[str, Mapping[LinkKey, float]]

    @cached_property
    def _automaton(self) -> "ahocorasick.Automaton":
        made = ahocorasick.Automaton()
        for word in self.values:
            made.add_word(word, word)
        made.make_automaton()
        return made

    def find(self, text: str) -> Iterator[WordFound]:
        """Give the words in a folded text: at each place the longest, and then on behind it."""
        if not self.values:
            return
        # Not `iter_long`: where a longer word begins and breaks off it skips what follows.
        found = [
            WordFound(w, last + 1 - len(w), last + 1) for last, w in self._automaton.iter(text)
        ]
        free = 0
        for one in sorted(found, key=lambda f: (f.start, -f.end)):
            if one.start >= free:
                yield one
                free = one.end


def link_words(chains: Iterable[Chain]) -> LinkWords:
    """Gather the words of every link: its keywords, its products, the parts of its name."""
    shares: dict[str, dict[LinkKey, float]] = {}
    for chain in chains:
        for link in chain.links:
            for word, share in _words(link):
                of_word = shares.setdefault(word, {})
                key = (chain.id, link.id)
                of_word[key] = max(share, of_word.get(key, 0.0))
    return LinkWords(
        {
            word: {key: share * _value(word, len(found)) for key, share in found.items()}
            for word, found in sorted(shares.items())
            if len(word) >= SHORTEST
        }
    )


def _words(link: Link) -> Iterator[tuple[str, float]]:
    for word in map(folded, link.keywords):
        yield word, 1.0
    for word in map(folded, link.products):
        yield word, OF_PRODUCTS
    for part in _NAME_PARTS.split(folded(link.name)):
        yield part, OF_NAME if len(part) > SHORTEST else SHORT_OF_NAME


def _value(word: str, links: int) -> float:
    return min(len(word), LONGEST) / 2 / math.pow(links, SHARED)
