"""How wide a text is and where it breaks, without asking a font.

Widths are on the safe side of Noto Sans CJK, YaHei and PingFang, so that a label
that fits here fits in all of them.
"""

import unicodedata
from collections.abc import Callable
from itertools import pairwise

ELLIPSIS = "…"
ROUNDING_ERROR = 0.01
WIDE_LATIN = frozenset("mwMW@%&")
GAP, WIDER = 0.25, 0.08  # of a letter
TextMeasure = Callable[[str, float], float]
BREAK_AFTER = frozenset("与及和、，/ -·)）(（")


def measure(text: str, font: float) -> float:
    """Width of `text` in the unit of `font`, the font size."""
    return font * sum(_ems(char) for char in text)


def widest(text: str, font: float) -> float:
    """Width of `text` where an office draws Latin letters in another, wider font.

    Such an office also leaves a gap wherever Chinese and Latin letters meet.
    """
    scripts = [char.isascii() for char in text if char != " "]
    changes = sum(one != two for one, two in pairwise(scripts))
    return measure(text, font) + font * (GAP * changes + WIDER * sum(scripts))


def _ems(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if char in WIDE_LATIN:
        return 0.95
    if char in " ·":
        return 0.4
    if unicodedata.east_asian_width(char) in "WFA":
        return 1
    return 0.7 if char.isupper() else 0.6


def shorten(text: str, font: float, width: float, measured: TextMeasure = measure) -> str:
    """`text`, or as much of its beginning as fits with an ellipsis."""
    if measured(text, font) <= width + ROUNDING_ERROR:
        return text
    kept = text
    while kept and measured(kept + ELLIPSIS, font) > width + ROUNDING_ERROR:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def halves(text: str, font: float, reserve: float = 0) -> tuple[str, str]:
    """Split `text` in two lines of about one width; `reserve` is kept free beside the first.

    A break after a joining word or a mark is preferred to one inside a term,
    and Latin words are not cut.
    """
    places = [at for at in range(1, len(text)) if not _inside_word(text, at)]
    if not places:
        return text, ""
    at = min(places, key=lambda at: (_imbalance(text, at, font, reserve), at))
    return text[:at].rstrip(), text[at:].lstrip()


def _imbalance(text: str, at: int, font: float, reserve: float) -> float:
    longest = max(measure(text[:at], font) + reserve, measure(text[at:], font))
    joins = text[at - 1] in BREAK_AFTER
    return longest - font * 1.5 * joins


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
