"""What companies already assigned teach: of those that write a word, how many belong to a link.

Learned from companies whose products or segment a source assigns. Words of the trade that no chain
file lists (染整, 挤型) speak for a link this way; a company never teaches its own text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from targets.assigning.clauses import items
from targets.model import Company
from targets.scoring.links import LinkKey

ENDINGS = range(2, 6)  # characters: the end of a Chinese noun says what kind of thing it is
LONGEST_WHOLE = 8  # characters of a whole item that is learned
FEWEST = 2  # companies that must write it
LEAST_CHANCE = 0.5


class Taught(NamedTuple):
    """学到的: of `of` companies that write the word, `here` belong to the link."""

    key: LinkKey
    here: int
    of: int

    @property
    def chance(self) -> float:
        """How likely the next one does, cautiously: two more that do not are assumed."""
        return self.here / (self.of + 2)


@dataclass(frozen=True, eq=False)  # as the key of a cache it is itself
class LearnedWords:
    """学到的词: by the end of an item, the links it speaks for."""

    taught: Mapping[str, tuple[Taught, ...]]

    def best(self, core: str) -> dict[LinkKey, tuple[str, Taught]]:
        """Return for each link the ending of `core` that speaks for it most, and what it says."""
        found: dict[LinkKey, tuple[str, Taught]] = {}
        for piece in _pieces(core):
            for taught in self.taught.get(piece, ()):
                if taught.key not in found or found[taught.key][1].chance < taught.chance:
                    found[taught.key] = (piece, taught)
        return found


NOTHING_LEARNED = LearnedWords({})


def learned_words(teachers: Iterable[tuple[Company, frozenset[LinkKey]]]) -> LearnedWords:
    """Count the words of the products and the industry of companies whose links are known."""
    writing: Counter[str] = Counter()
    here: dict[str, Counter[LinkKey]] = defaultdict(Counter)
    for company, links in teachers:
        texts = (company.products, company.industry)
        pieces = {p for text in texts for item in items(text) for p in _pieces(item.core)}
        for piece in pieces:
            writing[piece] += 1
            here[piece].update(links)
    return LearnedWords(
        {
            piece: taught
            for piece, of in sorted(writing.items())
            if of >= FEWEST and (taught := _taught(here[piece], of))
        }
    )


def _taught(here: Counter[LinkKey], of: int) -> tuple[Taught, ...]:
    taught = (Taught(key, count, of) for key, count in sorted(here.items()))
    return tuple(t for t in taught if t.chance >= LEAST_CHANCE)


def _pieces(core: str) -> set[str]:
    whole = {core} if ENDINGS.start <= len(core) <= LONGEST_WHOLE else set()
    return whole | {core[-size:] for size in ENDINGS if len(core) >= size}
