"""A source in words for a reader; what a compiler noted in a title or publisher is said plainly."""

import re
from collections.abc import Mapping

from chains.model import OPENING, TITLE_UNSEEN, Grade, Source
from chains.web_addresses import address_for_readers

REMARKS: Mapping[str, str] = {
    "标题未返回": "原题未见",
    "索引未返回网址": "网址未见",
    "companies.csv 中链标为": "名录里另归在",
    "companies.csv ": "名录",
    "行情接口快照": "行情快照",
    "据记忆": "凭印象",
    "按记忆": "凭印象",
    "须核": "待核",
    "（正文首句）": "正文首句：",
    "，不标": "",
}
_TAKEN = re.compile(
    r"（仓库提交；内容约(\d{4})）"
)  # a data set: when it was put where, and how old
A_SITE = "某网站"  # says that a site is meant, without sending anybody there
REPOST = "转载"
INFERRED = "（推定）"
_ENDINGS = "com|cn|net|org|gov|edu|tw|hk|io|tv|cc|info|top|me|vip|site|club|biz|asia"
_ADDRESS = re.compile(
    r"https?://[^\s，。；、：）)”」》]+"
    rf"|(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:{_ENDINGS})(?![\w.-])(?:/[^\s，。；、：）)”」》]*)?"
    r"|(?<![\w./])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])(?:[:/][^\s，。；、：）)”」》]*)?",
    re.ASCII,  # Chinese letters end an address and begin one: 见example.com
)
_INNER = str.maketrans("“”", "‘’")
_DAY = re.compile(r"约?\d{4}(?:[—-]\d{1,4})*(?:年(?:\d{1,2}(?:[—-]\d{1,2})?月)?|年初|年末|末)?")
_READ_OFF = ("推定", "(url", "（url", "网址")  # what a date rests on that the text does not give


def source_name(source: Source) -> str:
    """Name a source in one line: publisher, title, date.

    A title we never saw is our own description, so it stands without title marks; of a text
    without a title the opening words stand in quotation marks.
    """
    return f"{_named(source)}{date_text(source)}"


def source_text(source: Source) -> str:
    """Name a source for a note on paper: publisher, title, date, 转载, grade, address.

    The address stands only where readers are given it (`chains.web_addresses`).
    """
    address = address_for_readers(source.url)
    return f"{source_words(source)} {address}" if address else source_words(source)


def source_words(source: Source) -> str:
    """Name a source for a sheet that has no room for an address."""
    repost = REPOST if source.grade is Grade.C and "转" not in source.publisher else ""
    about = "，".join(filter(None, (date_text(source), repost, f"{source.grade.value}级")))
    return f"{_named(source)}（{about}）"


def _named(source: Source) -> str:
    publisher = readable(source.publisher)
    if source.title.startswith(OPENING):
        opening = readable(source.title.removeprefix(OPENING)).rstrip("…").translate(_INNER)
        return f"{publisher}：“{opening}”（原题未见，引正文首句）"
    title = readable(source.title.removeprefix(TITLE_UNSEEN))
    if source.title.startswith(TITLE_UNSEEN):
        return f"{publisher}：{title}（原题未见）"
    return f"{publisher}《{title.replace('《', '〈').replace('》', '〉')}》"


def readable(text: str) -> str:
    """Say in plain words what a compiler's remark in a title or publisher means.

    Of the addresses in it only those stay that readers are given.
    """
    for remark, plain in REMARKS.items():
        text = text.replace(remark, plain)
    text = _TAKEN.sub(r" 的版本，内容约 \1 年", text.replace(" ; ", "；"))
    return _ADDRESS.sub(_address_or_site, text)


def _address_or_site(found: re.Match[str]) -> str:
    address = found[0]
    given = address if "://" in address else f"http://{address}"
    return address if address_for_readers(given) else A_SITE


def date_text(source: Source) -> str:
    """The date of a source, marked where it was inferred, or that none was seen."""
    if not any(c.isdigit() for c in source.date):
        return "日期未见"
    day = _DAY.match(source.date)
    if day is None:
        return readable(source.date)
    rest = source.date[day.end() :]
    return day[0] + (INFERRED if any(word in rest for word in _READ_OFF) else "")
