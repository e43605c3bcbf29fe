"""The same questions answered by reading every company in plain Python: slow, and hard to doubt."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from targets.desks import desk_of
from targets.model import Assignment, Company, CompanyBasis, LinkState
from targets.scoring.classes import NO_CLASS, TargetClass, class_on_link
from targets.scoring.no_target import no_target
from targets.scoring.score import NOBODY_LOOKED, Findings, Scored, score_company
from targets.spelling.folding import folded_name
from targets.spelling.lines import search_text
from targets.spelling.short_names import short_names_of
from targets.stores.keywords import spellings, words_of
from targets.stores.query import CompanyFilter, Facets
from targets.stores.values import Measure

USUAL = CompanyFilter().states
Key = TypeVar("Key", str, tuple[str, str])


@dataclass(frozen=True)
class Scan:
    """All companies, with what they are measured with and what was found out about them."""

    companies: tuple[Company, ...]
    measure: Measure
    findings: dict[str, Findings]

    def ids(self, asked: CompanyFilter) -> list[str]:
        found = [c for c in self.companies if self.fits(asked, c)]
        words = words_of(asked.keyword)

        def place(c: Company) -> tuple[object, ...]:
            return (self._rank(c, words), self.standing(asked, c), c.province, c.name, c.id)

        return [c.id for c in sorted(found, key=place)]

    def worth_checking(self, asked: CompanyFilter) -> list[str]:
        """Those with something to look up, by the class it brings; the furthest back first."""
        found = [c for c in self.companies if self.fits(asked, c)]

        def place(c: Company) -> tuple[object, ...]:
            standing = self.standing(asked, c)
            return (standing.after_check.code, -standing.code, c.province, c.name, c.id)

        open_ones = [c for c in found if self.standing(asked, c).next_check]
        return [c.id for c in sorted(open_ones, key=place)]

    def standing(self, asked: CompanyFilter, company: Company) -> TargetClass:
        """The class in a list: on the links asked for, else on whatever the company could fill."""
        scored = score_company(company, self.measure.yardstick, self._known(company))
        if not (asked.chain or asked.link) and set(asked.states) in (set(USUAL), set()):
            return scored.standing
        return min(
            self._standing_on(a, scored)
            for a in self._links(asked, company)
            if asked.chain in {"", a.chain} and asked.link in {"", a.link}
        )

    def _standing_on(self, assignment: Assignment, scored: Scored) -> TargetClass:
        part = self.measure.yardstick.links.get((assignment.chain, assignment.link))
        return NO_CLASS if part is None else class_on_link(part, assignment, scored.parts)

    def _known(self, company: Company) -> Findings:
        return self.findings.get(company.id, NOBODY_LOOKED)

    def _is_target(self, company: Company) -> bool:
        known, yardstick = self._known(company), self.measure.yardstick
        scored = score_company(company, yardstick, known)
        return no_target(company, scored, known, yardstick.residents) is None

    def _rank(self, company: Company, words: tuple[str, ...]) -> int:
        """What the words are of the name: it, its beginning, another name, within it, nothing."""
        name, whole = folded_name(company.name), "".join(words)
        if not words or name == whole:
            return 0
        is_in_name = all(word in name for word in words)
        if is_in_name and name.startswith(words[0]):
            return 1
        others = [former.lower() for former in company.former_names]
        if len(whole) > 1:  # of one character no short name is thought of
            others += map(folded_name, short_names_of(company.name, company.stock_code))
        if any(other.startswith(whole) for other in others):
            return 2
        return 3 if is_in_name else 4

    def facets(self, asked: CompanyFilter) -> Facets:
        return Facets(
            self._count(asked, "provinces", lambda c: {c.province} - {""}),
            self._count(asked, "cities", lambda c: {c.city} - {""}),
            self._count(asked, "chain", lambda c: {a.chain for a in self._links(asked, c)}),
            self._count(
                asked,
                "link",
                lambda c: {
                    (a.chain, a.link) for a in self._links(asked, c) if asked.chain in {"", a.chain}
                },
            ),
            self._count(asked, "lists", lambda c: {x.name for x in c.listings}),
        )

    def _count(
        self, asked: CompanyFilter, skip: str, keys: Callable[[Company], Iterable[Key]]
    ) -> dict[Key, int]:
        found = Counter(k for c in self.companies if self.fits(asked, c, skip) for k in keys(c))
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def waiting(self, asked: CompanyFilter) -> dict[tuple[tuple[str, str], ...], int]:
        """How many companies fill no gap and no wanted link, by the links they could fill."""
        found = [
            [a for a in c.assignments if a.state is not LinkState.REJECTED]
            for c in self.companies
            if self.fits(asked, c)
        ]
        unfilled = [links for links in found if not any(map(self._sought, links))]
        return dict(Counter(tuple(sorted({(a.chain, a.link) for a in x})) for x in unfilled))

    def _links(self, asked: CompanyFilter, company: Company) -> list[Assignment]:
        states = asked.states or USUAL
        kept = [a for a in company.assignments if a.state in states]
        return [a for a in kept if not asked.fills_gap or self._sought(a)]

    def _sought(self, assignment: Assignment) -> bool:
        part = self.measure.yardstick.links.get((assignment.chain, assignment.link))
        return part is not None and part.is_sought

    def fits(self, asked: CompanyFilter, company: Company, skip: str = "") -> bool:
        known = self.findings.get(company.id, NOBODY_LOOKED)
        bases = {CompanyBasis.SOURCE} | ({CompanyBasis.MEMORY} if asked.with_memory else set())
        tags = {t for a in company.assignments for t in self._emerging(a)}
        listed = {x.name for x in company.listings}
        desk = desk_of(company.province, company.city, self.measure.desks)
        is_target = self._is_target(company)
        return (
            company.basis in bases
            and (not is_target if asked.apart_only else is_target or asked.with_apart)
            and asked.desk in {"", desk}
            and (not asked.provinces or skip == "provinces" or company.province in asked.provinces)
            and (not asked.cities or skip == "cities" or company.city in asked.cities)
            and (not asked.lists or skip == "lists" or bool(listed & set(asked.lists)))
            and (not asked.emerging or bool(tags & set(asked.emerging)))
            and (not asked.has_relation or bool(known.relations))
            and (not asked.has_signal or bool(known.signals))
            and all(self._has(company, word) for word in words_of(asked.keyword))
            and self._is_linked(asked, company, skip)
        )

    def _has(self, company: Company, word: str) -> bool:
        lines = search_text(company).split("\n")
        return any(spelt in line for spelt in spellings(word) for line in lines)

    def _emerging(self, assignment: Assignment) -> tuple[str, ...]:
        if assignment.state is LinkState.REJECTED:
            return ()
        return self.measure.emerging.get((assignment.chain, assignment.link), ())

    def _is_linked(self, asked: CompanyFilter, company: Company, skip: str) -> bool:
        chain = "" if skip == "chain" else asked.chain
        link = "" if skip in {"chain", "link"} else asked.link
        if not (chain or link or asked.fills_gap) and set(asked.states) in (set(USUAL), set()):
            return True
        return any(
            chain in {"", a.chain} and link in {"", a.link} for a in self._links(asked, company)
        )
