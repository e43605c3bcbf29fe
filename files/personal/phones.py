"""Telephone numbers in a text: found, and covered ("139****2222").

As people write them: with spaces, hyphens or dots, in full width, with +86, an extension, several
beside each other. Codes, dates, coordinates, amounts, numbers of documents and web addresses are
none. A number spelled in Chinese numerals is not found.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum

_WEB = re.compile(
    r"(?<![\w.-])(?:https?://|www\.|[A-Za-z0-9][\w-]{0,60}(?:\.[A-Za-z][\w-]{1,60}){1,8}/)"
    r"[\w./?=&%#:;,+~-]*"
)
_AMOUNT = r"(?!\s?(?:元|[十百千万亿]|亩|平方|公顷|㎡|[吨米户人件台套份]|kW|kVA|%))"
_END = rf"(?![0-9A-Za-z]){_AMOUNT}"
_GAP = r"[ \-.·]{1,2}"
_PLUS = r"(?:\(?(?:\+|00)?86\)?[ \-]{0,2})?"
_AREA = r"(?:10|2\d|[3-9]\d{2})"
_LOCAL = r"[2-8]\d{2,3}[ \-]?\d{4}"
_MOBILE = (
    rf"{_PLUS}(?:1[3-9]\d{{9}}"
    rf"|1[3-9]\d{_GAP}\d{{4}}{_GAP}?\d{{4}}|1[3-9]\d{{5}}[ \-]{{1,2}}\d{{4}}"
    rf"|1[3-9]\d[ \-]{{1,2}}\d{{8}}|1[3-9]\d{_GAP}\d{{3}}{_GAP}\d{{5}}"
    rf"|1[3-9]\d{{2}}[ \-]{{1,2}}\d{{3}}[ \-]{{1,2}}\d{{4}}|1[3-9]\d{{3}}[ \-]{{1,2}}\d{{6}}"
    rf"|\(1[3-9]\d\)[ \-]{{0,2}}\d{{4}}[ \-]{{0,2}}\d{{4}}|1 [3-9](?: \d){{9}}){_END}"
)
_EXTENSION = r"(?:[ ,]{0,2}(?:转|分机|ext\.?|x|#|-)[ :]{0,2}\d{1,6}(?!\d))?"
_MORE = rf"(?:[ ]?[、/,;][ ]?{_LOCAL}(?![0-9A-Za-z]){_AMOUNT})*"
_LAND = (
    rf"(?:\(?0{_AREA}\)?[ \-]{{0,2}}|(?:\+|00)86[ \-]{{0,2}}{_AREA}[ \-]{{1,2}})"
    rf"{_LOCAL}{_END}{_EXTENSION}{_MORE}"
)
_SERVICE = rf"[48]00(?:-\d{{3}}-?\d{{4}}|-\d{{4}}-?\d{{3}}|(?!0{{4}})\d{{7}}){_END}"
_CALLED = r"(?:电话|座机|固话|手机|传真|(?<![A-Za-z])[Tt][Ee][Ll]\.?)(?:号码?)?[ :]{0,2}"
_SHORT = rf"{_LOCAL}{_END}{_EXTENSION}{_MORE}"
_NAMED = r"(?<![0-9A-Za-z])[A-Za-z]{1,8}[.:]?"  # wx139…, Tel.139…
_BEFORE = r"(?<![0-9A-Za-z])(?<!\d[.])"
_FOUND = re.compile(
    rf"(?:{_BEFORE}|{_NAMED})(?P<mobile>{_MOBILE})"
    rf"|{_BEFORE}(?P<land>{_LAND}|{_SERVICE})|{_CALLED}(?P<short>{_SHORT})"
)
_PERHAPS = re.compile(r"\d(?:[^\dA-Za-z一-鿿]{0,3}\d){6,}")
_WHOLE = re.compile(r"\d(?:[^\dA-Za-z一-鿿]{0,3}\d){9}")
_WORD = re.compile("电话|座机|固话|手机|传真|tel", re.IGNORECASE)
_LEAST = 7  # digits of the shortest
_AROUND, _BEHIND = 12, 60  # characters: what may stand before the digits, and an extension
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－～~", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t_", " "),
        **dict.fromkeys("．。•・∙", "."),
        "（": "(",
        "）": ")",
        "＋": "+",
        "：": ":",
        "，": ",",
        "；": ";",
        "／": "/",
        "＃": "#",
    }
)
_ABROAD = re.compile(r"^(?:00)?86(?=[1-9]\d{8,})")
FIRST, LAST = 3, 4
COVER = "****"


class PhoneKind(Enum):
    """号码种类: which numbers are meant: all, or those of a person's own telephone."""

    ANY = "any"
    MOBILE = "mobile"


def phones_in(text: str, kind: PhoneKind = PhoneKind.ANY) -> tuple[str, ...]:
    """List the telephone numbers of `text` as they may be shown, in order: ("139****2222",)."""
    if not _may_hold(text):
        return ()
    plain = _plain(text)
    return tuple(_starred(plain[start:end]) for start, end in _spans(text, plain, kind))


def without_phones(text: str, kind: PhoneKind = PhoneKind.ANY) -> str:
    """Return `text` with the middle of every telephone number starred: "139****2222"."""
    if not _may_hold(text):
        return text
    plain = _plain(text)
    pieces, last = [], 0
    for start, end in _spans(text, plain, kind):
        pieces += [text[last:start], _starred(plain[start:end])]
        last = end
    return "".join((*pieces, text[last:]))


def with_kept_phones(text: str, kept: str) -> str:
    """Return `kept` if `text` is what is shown of it, else `text`.

    So who saves what was shown to them, its numbers covered, changes nothing that is kept.
    """
    return kept if text != kept and text == without_phones(kept) else text


def _may_hold(text: str) -> bool:
    """Tell quickly of nearly every text that it holds none: too few digits beside each other.

    Seven make a number only behind the word for it.
    """
    if len(text) < _LEAST:
        return False
    if _WHOLE.search(text):
        return True
    return bool(_PERHAPS.search(text) and _WORD.search(text))


def _spans(text: str, plain: str, kind: PhoneKind) -> Iterator[tuple[int, int]]:
    """Give where the numbers stand, from left to right."""
    last = 0
    web: list[tuple[int, int]] | None = None
    for run in _PERHAPS.finditer(text):
        first = max(last, run.start() - _AROUND)
        for found in _FOUND.finditer(plain, first, run.end() + _BEHIND):
            name = found.lastgroup or ""
            start, end = found.span(name)
            last = end
            if web is None:
                web = [address.span() for address in _WEB.finditer(plain)]
            in_address = any(begin <= start and end <= stop for begin, stop in web)
            if not in_address and (kind is PhoneKind.ANY or name == "mobile"):
                yield start, end


def _plain(text: str) -> str:
    """Return `text`, each character in its plain form where it may be part of a number."""
    if text.isascii():
        return text
    return "".join(map(_digit, text.translate(_ALIKE)))


def _digit(sign: str) -> str:
    value = -1 if sign.isascii() else unicodedata.decimal(sign, -1)
    return str(value) if value >= 0 else sign


def _starred(number: str) -> str:
    digits = _ABROAD.sub("", re.sub(r"[^0-9]", "", number))
    return f"{digits[:FIRST]}{COVER}{digits[-LAST:]}"
