"""The numbered list of sources at the end of a page or paper about one company."""

import re
from collections.abc import Mapping

from chains.model import Source
from reports.company_profile import Cites

TITLE_UNSEEN = "(标题未返回)"
REMARKS: Mapping[str, str] = {"标题未返回": "原题未见", "索引未返回网址": "网址未见"}
_CODE = re.compile(r"\(([A-Z][A-Z_]*-?\d+)\)|(?<![A-Za-z0-9_-])([A-Z][A-Z_]*-?\d+)(?!\w)")


class SourceList:
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


def source_text(source: Source) -> str:
    """Name a source of a chain file for a reader: publisher, title, date, grade, address."""
    title = readable(source.title.removeprefix(TITLE_UNSEEN))
    publisher = readable(source.publisher)
    named = f"{publisher}:{title}({date_text(source)},{source.grade.value}级)"
    return f"{named} {source.url}" if source.url else named


def readable(text: str) -> str:
    """Say in plain words what a compiler's remark in a title or publisher means."""
    for remark, plain in REMARKS.items():
        text = text.replace(remark, plain)
    return text


def date_text(source: Source) -> str:
    """The date of a source, or that none was seen."""
    return source.date if any(c.isdigit() for c in source.date) else "日期未见"


def with_notes(text: str, by_id: Mapping[str, Source], sources: SourceList) -> str:
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
