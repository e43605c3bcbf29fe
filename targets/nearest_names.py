"""What a person may have meant who found nothing: names that share pairs, or the sound."""

from collections.abc import Iterator
from dataclasses import replace

from targets.spelling.folding import folded_name
from targets.spelling.nearest import MOST, nearest
from targets.spelling.pinyin import core_of, first_syllables, is_letters, read_aloud
from targets.stores.keywords import PAIR
from targets.stores.query import CompanyFilter
from targets.stores.search import first_rows
from targets.stores.store import Companies

MOST_PAIRS, MOST_SYLLABLES = 6, 2
OF_EACH = 200  # companies looked at for one pair, the best of the list


def nearest_names(companies: Companies, asked: CompanyFilter, most: int = MOST) -> tuple[str, ...]:
    """Return names within the rest of `asked` that its keyword comes near to, nearest first.

    () if there is no keyword, or none is near. Companies that are no targets are among them: who
    types a name looks for that company. Bounded: a few questions, each of few rows.
    """
    anybody = replace(asked, with_apart=True)
    names = (
        row.name
        for keyword in _asked(asked.keyword)
        for row in first_rows(companies, replace(anybody, keyword=keyword), OF_EACH)
    )
    return nearest(asked.keyword, names, most)


def _asked(keyword: str) -> Iterator[str]:
    """Give the sound of a keyword, and the pairs of characters in what is its own of it.

    Of letters that may be misspelt: the syllable that a name would begin with.
    """
    core = core_of(folded_name(keyword))
    if is_letters(core):
        yield from dict.fromkeys(first_syllables(core)[:MOST_SYLLABLES])
        return
    if len(sound := read_aloud(keyword)) > PAIR:
        yield sound
    pairs = dict.fromkeys(core[at : at + PAIR] for at in range(len(core) - 1))
    yield from list(pairs)[:MOST_PAIRS]
