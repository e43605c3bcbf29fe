"""Where the texts of a company mention words of links, and how much each place tells."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from targets.assigning.clauses import ClauseKind, ScopeItem, items
from targets.assigning.words import SHORTEST, LinkWords
from targets.model import Company
from targets.spelling.folding import folded

NAME, INDUSTRY, PRODUCTS = "名称", "行业", "主营"
NAME_WEIGHT, INDUSTRY_WEIGHT, PRODUCTS_WEIGHT = 1.5, 1.5, 1.2
KINDS = {ClauseKind.MAKE: 1.2, ClauseKind.SELL: 0.2, ClauseKind.SERVE: 0.12}
FIRST, LATER = 6, 0.5  # items that are made: the first ones, and the weight of those after them
ITSELF = 0.15  # a word that takes in the verb of its item (工程设计)
HEAD, INSIDE, SHORT = 0.9, 0.6, 0.5  # a word at the end of an item, elsewhere in it, of two signs
TRADERS = 0.15  # what the scope of a company counts whose industry is to sell

_FORMS = re.compile("股份|有限|责任|公司|集团|控股")
_TRADE = re.compile("批发|零售|贸易")


class Mention(NamedTuple):
    """提到: a word of a link, where it stands, and how much that place tells."""

    place: str
    word: str
    weight: float


def mentions(words: LinkWords, company: Company, industry: str) -> Iterator[Mention]:
    """Give the mentions of a company; `industry` is its industry or segment in words."""
    yield from _in_name(words, company.name)
    for found in words.find(folded(industry)):
        yield Mention(INDUSTRY, found.word, INDUSTRY_WEIGHT)
    for item in items(company.products):
        for word, share, _ in _words_of(words, item):
            yield Mention(PRODUCTS, word, PRODUCTS_WEIGHT * share)
    trust = TRADERS if _TRADE.search(industry) else 1.0
    for place, word, weight in _in_scope(words, company.scope):
        yield Mention(place, word, trust * weight)


def _in_name(words: LinkWords, name: str) -> Iterator[Mention]:
    plain = _FORMS.sub("", folded(name))
    for word, _, end in words.find(plain):
        if plain[end : end + 1] != "业":  # 采花茶业 is about tea (茶业), not scented tea (花茶)
            yield Mention(NAME, word, NAME_WEIGHT)


def _in_scope(words: LinkWords, scope: str) -> Iterator[Mention]:
    made = 0
    for item in items(scope):
        made += item.kind is ClauseKind.MAKE
        weight = LATER if item.kind is ClauseKind.MAKE and made > FIRST else KINDS[item.kind]
        for word, share, with_verb in _words_of(words, item):
            yield Mention(f"{item.kind}条目", word, ITSELF if with_verb else weight * share)


@lru_cache(maxsize=50_000)  # registers offer standard phrases
def _words_of(words: LinkWords, item: ScopeItem) -> tuple[tuple[str, float, bool], ...]:
    """Return the words of an item, the share each counts, whether it takes in the item's verb."""
    begin = item.text.find(item.core)
    stop = begin + len(item.core)
    return tuple(
        (word, _share(word, start == begin, end == stop), start < begin or end > stop)
        for word, start, end in words.find(item.text)
    )


def _share(word: str, at_begin: bool, at_end: bool) -> float:  # noqa: FBT001  (two ends of a word)
    if at_begin and at_end:
        return 1.0
    return (HEAD if at_end else INSIDE) * (SHORT if len(word) == SHORTEST else 1.0)
