"""A source in words for a reader; what a compiler noted in a title or publisher is said plainly."""

from collections.abc import Mapping

from chains.model import OPENING, TITLE_UNSEEN, Source
from chains.web_addresses import address_for_readers

REMARKS: Mapping[str, str] = {"标题未返回": "原题未见", "索引未返回网址": "网址未见"}


def source_name(source: Source) -> str:
    """Name a source in one line: publisher, title, date.

    A title we never saw is our own description, so it stands without title marks; of a text
    without a title the opening words stand in quotation marks.
    """
    if source.title.startswith(OPENING):
        opening = source.title.removeprefix(OPENING)
        return (
            f"{readable(source.publisher)}：“{opening}…”（原题未见，引正文首句）{date_text(source)}"
        )
    unseen = source.title.startswith(TITLE_UNSEEN)
    title = readable(source.title.removeprefix(TITLE_UNSEEN))
    named = f"：{title}（原题未见）" if unseen else f"《{title}》"
    return f"{readable(source.publisher)}{named}{date_text(source)}"


def source_text(source: Source) -> str:
    """Name a source for a note on paper: publisher, title, date, grade, address.

    The address stands only where readers are given it (`chains.web_addresses`).
    """
    title = readable(source.title.removeprefix(TITLE_UNSEEN))
    named = f"{readable(source.publisher)}：{title}（{date_text(source)}，{source.grade.value}级）"
    address = address_for_readers(source.url)
    return f"{named} {address}" if address else named


def readable(text: str) -> str:
    """Say in plain words what a compiler's remark in a title or publisher means."""
    for remark, plain in REMARKS.items():
        text = text.replace(remark, plain)
    return text


def date_text(source: Source) -> str:
    """The date of a source, or that none was seen."""
    return source.date if any(c.isdigit() for c in source.date) else "日期未见"
