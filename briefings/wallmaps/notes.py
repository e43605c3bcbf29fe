"""Number the sources of a sheet in the order in which it cites them."""

from collections.abc import Iterable, Mapping

from chains.model import Source
from chains.source_words import source_words


class NoteNumbers:
    """来源注: hands out numbers; a source cited twice keeps its number."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[str, int] = {}

    def cite(self, ids: Iterable[str]) -> str:
        """Return "[2,5]" for the sources `ids`, "" for none."""
        known = dict.fromkeys(i for i in ids if i in self._sources)
        numbers = sorted(self._numbers.setdefault(i, len(self._numbers) + 1) for i in known)
        return f"[{','.join(map(str, numbers))}]" if numbers else ""

    def listed(self) -> tuple[str, ...]:
        """Return the cited sources in the order of their numbers, without an address."""
        return tuple(source_words(self._sources[i]) for i in self._numbers)
