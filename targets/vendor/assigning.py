"""归链: which links a company may belong to, by its industry code and by words of its own texts.

Neither is a fact. The codes of the chain files are from memory, and a word in 经营范围 says what a
company may do, not what it does: everything found here is 待核, with the reason kept, until a
person decides (`ledger/assignment_review.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from chains.model import Chain
from targets.model import Assignment, Company, LinkState
from targets.scoring.links import LinkKey
from targets.spelling.folding import normal
from targets.vendor.industry_names import names_by_code

KEYWORD, CODE = "keyword", "industry_code"
FOUND_HERE = frozenset({KEYWORD, CODE})
MOST = 8  # links kept of one company, the strongest
NAMED = 4  # words named in a reason
SHORTEST = 2  # characters of a word that is looked for
WEIGHTS = {"名称": 6.0, "主营": 4.0, "经营范围": 1.0}
CODE_WEIGHT = 3.0


class Hit(NamedTuple):
    """命中: a word of a link that was found, and where."""

    word: str
    where: str


@dataclass(frozen=True)
class Assigner:
    """归链规则: the words and codes of all links, compiled once."""

    words: Mapping[str, tuple[LinkKey, ...]]
    codes: Mapping[str, tuple[LinkKey, ...]]

    @cached_property
    def _by_pair(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their first two characters."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[word[:SHORTEST]].append(word)
        return {pair: tuple(words) for pair, words in found.items()}

    def words_in(self, text: str) -> set[str]:
        """Return every word of any link that `text` holds."""
        plain = normal(text)
        pairs = self._by_pair.keys() & set(map(add, plain, plain[1:]))
        return {word for pair in pairs for word in self._by_pair[pair] if word in plain}

    def assign(self, company: Company) -> tuple[Assignment, ...]:
        """Return the links that speak for this company, the strongest first."""
        hits = self._hits(company)
        coded = self._coded(company.industry_code)
        keys = hits.keys() | coded.keys()
        scores = {key: _score(hits.get(key, ()), coded.get(key, 0.0)) for key in keys}
        chosen = sorted(scores, key=lambda key: (-scores[key], key))[:MOST]
        return tuple(
            _assignment(
                key, tuple(hits.get(key, ())), company.industry_code if key in coded else ""
            )
            for key in chosen
        )

    def _hits(self, company: Company) -> dict[LinkKey, list[Hit]]:
        hits: dict[LinkKey, list[Hit]] = defaultdict(list)
        seen: set[str] = set()
        for where, text in zip(
            WEIGHTS, (company.name, company.products, company.scope), strict=True
        ):
            found = self.words_in(text) - seen if text else set()
            seen |= found
            for word in sorted(found, key=lambda word: (-len(word), word)):
                for key in self.words[word]:
                    hits[key].append(Hit(word, where))
        return hits

    def _coded(self, code: str) -> dict[LinkKey, float]:
        """Return what the code tells of each link of its class and of the classes above.

        The more links share a class, the less it tells of one of them.
        """
        classes = (self.codes.get(code[:end], ()) for end in range(2, len(code) + 1))
        return {key: CODE_WEIGHT / len(keys) for keys in classes for key in keys}


def make_assigner(chains: Iterable[Chain]) -> Assigner:
    """Gather the words (its keywords and products) and codes of every link."""
    words: dict[str, list[LinkKey]] = defaultdict(list)
    codes: dict[str, list[LinkKey]] = defaultdict(list)
    for chain in chains:
        for link in chain.links:
            key = (chain.id, link.id)
            for word in dict.fromkeys(map(normal, (*link.keywords, *link.products))):
                if len(word) >= SHORTEST:
                    words[word].append(key)
            for code in dict.fromkeys(link.gbt4754):
                codes[code].append(key)
    return Assigner(
        {word: tuple(keys) for word, keys in words.items()},
        {code: tuple(keys) for code, keys in codes.items()},
    )


def _score(hits: Iterable[Hit], by_code: float) -> float:
    """Return how strongly words and code speak for a link; longer words say more."""
    return by_code + sum(WEIGHTS[hit.where] * min(len(hit.word), 4) / 2 for hit in hits)


@lru_cache(maxsize=20_000)  # companies of a trade have the same words
def _assignment(key: LinkKey, hits: tuple[Hit, ...], code: str) -> Assignment:
    by_place: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        by_place[hit.where].append(hit.word)
    said = [f"{where}有「{'」「'.join(words[:NAMED])}」" for where, words in by_place.items()]
    if code:
        name = names_by_code().get(code, "")
        said.insert(0, f"行业 {code}{f' {name}' if name else ''} 对应本环节")
    # Nothing in it is from outside: checking it again took most of the time of a long list.
    return Assignment.model_construct(
        chain=key[0],
        link=key[1],
        state=LinkState.TO_CHECK,
        basis=KEYWORD if by_place else CODE,
        reason=";".join(said),
    )
