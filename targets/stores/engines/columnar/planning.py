"""Which pairs of a keyword are asked of the index: the rarest, within what memory holds."""

from collections.abc import Iterator, Mapping, Sequence

from targets.stores.keywords import PAIR

MOST_ROWS = 1_000_000
"""Rows of the index that one question may hold at once: about 60 bytes each, of `MEMORY_MB`."""
MOST_SHARE = 8
"""What more than one company in so many has is found sooner by reading all texts in their order."""
FEW = 10_000  # of so few the index may always be asked
EVERYBODY = ""
"""Stands in the place of a pair for how many companies there are."""
MOST_PAIRS = 6  # of one question: so many narrow down enough
Spelt = Sequence[str]


def pairs_in(text: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters of a text, in their order, each once."""
    return tuple(dict.fromkeys(text[at : at + PAIR] for at in range(len(text) - 1)))


def pairs_of(words: Sequence[Spelt]) -> Iterator[str]:
    """Give all pairs of all spellings of all words, and `EVERYBODY`."""
    yield EVERYBODY
    for spelt in words:
        for one in spelt:
            yield from pairs_in(one)


def plan(words: Sequence[Spelt], counts: Mapping[str, int]) -> list[tuple[str, ...]] | None:
    """Return the sets of pairs to ask: who is looked for has one pair of each set.

    None if there is nobody, because a pair of every spelling of a word is nowhere; empty if every
    pair is too frequent to be asked.
    """
    rarest: list[tuple[int, tuple[str, ...]]] = []
    further: list[tuple[int, tuple[str, ...]]] = []
    for spelt in words:
        there = [s for p in map(pairs_in, spelt) if (s := _by_count(p, counts))[0][0]]
        if not there:
            return None
        rarest.append((sum(s[0][0] for s in there), tuple(s[0][1] for s in there)))
        if len(there) == 1:
            further += [(number, (pair,)) for number, pair in there[0][1:]]
    most = min(MOST_ROWS, max(FEW, counts[EVERYBODY] // MOST_SHARE))
    return _affordable([*sorted(rarest), *sorted(further)], most)


def is_answered(spelt: Spelt, asked: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether the pairs asked say all of a word, so that no text needs to be read for it."""
    return len(spelt) == 1 and len(spelt[0]) == PAIR and tuple(spelt) in asked


def _by_count(pairs: Sequence[str], counts: Mapping[str, int]) -> list[tuple[int, str]]:
    return sorted((counts[pair], pair) for pair in pairs)


def _affordable(sets: Sequence[tuple[int, tuple[str, ...]]], most: int) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    rows = 0
    for number, pairs in sets:
        if rows + number <= most and pairs not in found and len(found) < MOST_PAIRS:
            found.append(pairs)
            rows += number
    return found
