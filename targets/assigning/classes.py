"""国民经济行业: what the class of a company tells of links."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chains.model import Chain
from targets.scoring.links import LinkKey

GROUP = 3  # digits of the class above (中类); fewer tell nothing
SAME, ABOVE, BESIDE = 2.0, 0.8, 0.3
SHARED = 0.7  # how fast a class loses weight with the number of links that have it


@dataclass(frozen=True)
class LinkClasses:
    """环节的行业: the links of each class of GB/T 4754, as the chain files say from memory."""

    links: Mapping[str, tuple[LinkKey, ...]]

    @cached_property
    def _groups(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for code in sorted(self.links):
            found[code[:GROUP]].append(code)
        return {group: tuple(codes) for group, codes in found.items()}

    def speak(self, code: str) -> dict[LinkKey, float]:
        """Return what a class tells of its links, of those of the class above and those beside it.

        The more links share a class, the less it tells of one of them.
        """
        found: dict[LinkKey, float] = {}
        for classes, weight in self._near(code) if len(code) >= GROUP else ():
            keys = [key for c in classes for key in self.links.get(c, ())]
            for key in keys:
                found.setdefault(key, weight / float(len(keys)) ** SHARED)
        return found

    def _near(self, code: str) -> Iterator[tuple[tuple[str, ...], float]]:
        group = code[:GROUP]
        if code != group:
            yield (code,), SAME
        yield (group,), ABOVE
        yield tuple(c for c in self._groups.get(group, ()) if c not in {code, group}), BESIDE


def link_classes(chains: Iterable[Chain]) -> LinkClasses:
    """Gather the classes of every link."""
    found: dict[str, list[LinkKey]] = defaultdict(list)
    for chain in chains:
        for link in chain.links:
            for code in dict.fromkeys(link.gbt4754):
                found[code].append((chain.id, link.id))
    return LinkClasses({code: tuple(keys) for code, keys in found.items()})
