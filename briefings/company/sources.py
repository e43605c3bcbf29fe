"""The numbered list of sources at the end of a page or paper about one company."""

import re
from collections.abc import Mapping

from briefings.company.profile import Cites
from chains.model import Source
from chains.source_words import readable, source_text
from chains.web_addresses import address_for_readers, addresses_for_readers
from targets.scoring.transfers import TransferSource

_CODE = re.compile(r"[(（]([A-Z][A-Z_]*-?\d+)[)）]|(?<![A-Za-z0-9_-])([A-Z][A-Z_]*-?\d+)(?!\w)")


class NumberedSources:
    """来源表: every source once, numbered from 1 in the order of its first mention."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def cite(self, *sources: str) -> Cites:
        """Return the numbers of `sources`, each once; an empty one has none.

        Whoever wrote a source, only addresses that readers are given stay in it.
        """
        given = dict.fromkeys(readable(" ".join(text.split())) for text in sources)
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

    return _CODE.sub(noted, readable(text))


def transfer_source(source: TransferSource) -> str:
    """Name where an agreement can be read: publisher, title, date, grade, address if any."""
    named = f"{source.publisher}《{source.title}》（{source.date}，{source.grade.value}级）"
    return " ".join(filter(None, (named, address_for_readers(source.url))))


def company_source(title: str, published: str, url: str) -> str:
    """Name the source that a company rests on; "" if it has none."""
    if not (title or url):
        return ""
    dated = "" if published and published in title else f"（{published or '日期未见'}）"
    addresses = addresses_for_readers(url)
    named = title or (addresses[0] if addresses else "网页，题目未见")
    return " ".join((f"{named}{dated}", *(addresses if title else ())))
