"""The Chinese words of a profile that the scoring does not have."""

from chains.gaps.assessment import Flag
from chains.gaps.wording import FLAGS

NOT_LOOKED = "未查"


def standing_word(flag: Flag | None, kind: str, place: str = "") -> str:
    """Say what a link is to us and of what kind, once where both are the same word."""
    word = flag_word(flag)
    return f"{word}{place}" + (f"，{kind}" if kind and kind != word else "")


def flag_word(flag: Flag | None) -> str:
    """Say what a link is to us; one that carries no flag is no gap."""
    return FLAGS[flag] if flag else "不是缺口"
