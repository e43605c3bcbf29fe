"""The numbered list of sources at the end of a page or paper about one company."""

import re
from collections.abc import Mapping

from briefings.company.profile import Cites
from chains.model import Source
from chains.source_words import source_text

_CODE = re.compile(r"\(([A-Z][A-Z_]*-?\d+)\)|(?<![A-Za-z0-9_-])([A-Z][A-Z_]*-?\d+)(?!\w)")


class NumberedSources:
    """来源表: every source once, numbered from 1 in the order of its first mention."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, *sources: str) -> Cites:
        """Return the numbers of `sources`, each once; an empty one has none."""
        given = dict.fromkeys(" ".join(text.split()) for text in sources)
        return tuple(
            self._numbers.setdefault(text, len(self._numbers) + 1) for text in given if text
        )

    def listed(self) -> tuple[str, ...]:
        """Return the sources in the order of their numbers."""
        return tuple(self._numbers)


def with_notes(text: str, by_id: Mapping[str, Source], sources: NumberedSources) -> str:
    """Return `text` with its ids of sources as notes: "母公司(FLUORINE-3)" is "母公司[2]"."""

    def noted(found: re.Match[str]) -> str:
        source = by_id.get(found[1] or found[2])
        return f"[{sources.cite(source_text(source))[0]}]" if source else found[0]

    return _CODE.sub(noted, text)


def company_source(title: str, published: str, url: str) -> str:
    """Name the source that a company rests on; "" if it has none."""
    if not (title or url):
        return ""
    dated = f"({published})" if published else "(日期未见)"
    return f"{title or url}{dated}{f' {url}' if url and title else ''}"
