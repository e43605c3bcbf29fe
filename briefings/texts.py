"""Text as it may stand on any paper: literally, and without what a file cannot hold."""

from chains.gaps.rounding import figure
from files.records import UNSEEN
from files.typography import curly, full_width

UNVERIFIED = "未核实"
NOT_ASKED = "未查"
NO_PLOTS = "台账尚无真实地块"
INTERNAL = "仅供内部工作参考"
PRODUCT = "三明产业链招商地图"


def clean(text: str) -> str:
    """Return `text` without control characters, direction overrides and what XML cannot hold.

    Line breaks become spaces: a paragraph is one line of text. Marks between Chinese characters
    are full-width and quotation marks curly, however the text was put together.
    """
    spaced = text.replace("\r", "\n").replace("\n", " ").replace("\t", " ")
    return full_width(curly(UNSEEN.sub("", spaced)))


def shown(text: str | None, otherwise: str = UNVERIFIED) -> str:
    """Return `text` cleaned, or the word for what nobody knows: no cell of a paper is empty."""
    cleaned = clean(text or "").strip()
    return cleaned or otherwise


def amount(number: float | None, unit: str, otherwise: str = UNVERIFIED) -> str:
    """Print a number with its unit, without a tail of zeros: "12.5 亩"."""
    if number is None:
        return otherwise
    return figure(number, 2).rstrip("0").rstrip(".") + f" {unit}"
