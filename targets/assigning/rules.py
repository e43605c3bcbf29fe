"""归链: which links a company may belong to, by its industry and by words of its own texts.

Neither is a fact. The codes of the chain files are from memory, and a word in 经营范围 says what a
company may do, not what it does: everything found here is 待核, with the reason kept, until a
person decides (`ledger/companies/link_decisions.py`). What the rules are worth: docs/assigning.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from chains.model import Chain
from targets.assigning.classes import LinkClasses, link_classes
from targets.assigning.clauses import ClauseKind, items
from targets.assigning.learned import NOTHING_LEARNED, LearnedWords
from targets.assigning.mentions import mentions
from targets.assigning.reasons import SpeaksFor, reason
from targets.assigning.words import LinkWords, link_words
from targets.industry_names import names_by_code
from targets.model import Assignment, Company, LinkState
from targets.scoring.links import LinkKey

KEYWORD, CODE = "keyword", "industry_code"
FOUND_HERE = frozenset({KEYWORD, CODE})
MOST = 3  # suggestions of one company, the strongest
LEAST = 0.65  # a weaker one is not made: saying nothing is an answer
LEAST_OWN = 0.35  # nor one that only its chain speaks for: a class or word of very many links
OF_BEST = 0.45  # nor one that is so much weaker than the best of the company
CAP = 2.0  # what all words of one place may add
LIKE, LIKE_WEIGHT = "写", 2.0
LEARNED_IN_SCOPE = 0.5
DOUBT = 0.3  # added to the sum of all: one weak word is not a whole chain
BARE = 0.4  # what a score keeps where no other link of the chain is spoken for

ByPlace = dict[str, dict[str, float]]  # by place its words, and how much each tells


@dataclass(frozen=True)
class Assigner:
    """归链规则: the words, classes and learned words of all links, compiled once."""

    words: LinkWords
    classes: LinkClasses
    learned: LearnedWords = NOTHING_LEARNED

    def assign(self, company: Company) -> tuple[Assignment, ...]:
        """Return the links that speak for this company, the strongest first; often none."""
        found = self._mentioned(company)
        like = self._like(company)
        coded = self.classes.speak(company.industry_code)
        scores = _scores(found, like, coded)
        least = max(LEAST, OF_BEST * max(scores.values(), default=0.0))
        kept = sorted((k for k in scores if scores[k] >= least), key=lambda k: (-scores[k], k))
        return tuple(
            _assignment(
                key,
                _evidence(found.get(key, {}), like.get(key, {})),
                company.industry_code if key in coded else "",
            )
            for key in kept[:MOST]
        )

    def _mentioned(self, company: Company) -> dict[LinkKey, ByPlace]:
        industry = company.industry or names_by_code().get(company.industry_code, "")
        found: dict[LinkKey, ByPlace] = {}
        for place, word, weight in mentions(self.words, company, industry):
            for key, value in self.words.values[word].items():
                words = found.setdefault(key, {}).setdefault(place, {})
                words[word] = max(weight * value, words.get(word, 0.0))
        return found

    def _like(self, company: Company) -> dict[LinkKey, dict[str, float]]:
        """Return by link what companies known to belong to it write as this one does."""
        found: dict[LinkKey, dict[str, float]] = defaultdict(dict)
        made = [i.core for i in items(company.scope) if i.kind is ClauseKind.MAKE]
        own = [i.core for t in (company.products, company.industry) for i in items(t)]
        for cores, trust in ((own, 1.0), (made, LEARNED_IN_SCOPE)):
            for core in dict.fromkeys(cores):
                for key, (piece, taught) in self.learned.best(core).items():
                    said = f"“{piece}”的 {taught.of} 家里 {taught.here} 家归这里"
                    found[key].setdefault(said, trust * taught.chance)
        return found


def make_assigner(chains: Iterable[Chain], learned: LearnedWords = NOTHING_LEARNED) -> Assigner:
    """Gather the words and classes of every link."""
    known = tuple(chains)
    return Assigner(link_words(known), link_classes(known), learned)


def _scores(
    found: Mapping[LinkKey, ByPlace],
    like: Mapping[LinkKey, Mapping[str, float]],
    coded: Mapping[LinkKey, float],
) -> dict[LinkKey, float]:
    """Return how strongly each link is spoken for; those of a chain that is say more."""
    own = dict(coded)
    for key, said in like.items():
        doubt = prod([1 - chance for chance in said.values()])
        own[key] = own.get(key, 0.0) + LIKE_WEIGHT * (1 - doubt)
    for key, places in found.items():
        told = sum([min(CAP, sum(words.values())) for words in places.values()])
        own[key] = own.get(key, 0.0) + told
    total = sum(own.values()) + DOUBT
    of_chain: dict[str, float] = defaultdict(float)
    for (chain, _), value in own.items():
        of_chain[chain] += value / total
    return {
        key: (value + of_chain[key[0]]) * (BARE + (1 - BARE) * of_chain[key[0]])
        for key, value in own.items()
        if value >= LEAST_OWN
    }


def _evidence(places: ByPlace, like: Mapping[str, float]) -> tuple[SpeaksFor, ...]:
    said = [
        SpeaksFor(place, tuple(sorted(words, key=lambda word: (-words[word], word))))
        for place, words in places.items()
    ]
    if like:
        said.append(SpeaksFor(LIKE, (), max(like, key=lambda text: (like[text], text))))
    return tuple(said)


@lru_cache(maxsize=20_000)  # companies of a trade have the same words
def _assignment(key: LinkKey, found: tuple[SpeaksFor, ...], code: str) -> Assignment:
    name = names_by_code().get(code, "") if code else ""
    # Nothing in it is from outside: checking it again took most of the time of a long list.
    return Assignment.model_construct(
        chain=key[0],
        link=key[1],
        state=LinkState.TO_CHECK,
        basis=KEYWORD if found else CODE,
        reason=reason(found, code, name),
    )
