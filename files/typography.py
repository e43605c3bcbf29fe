"""Punctuation of papers (GB/T 15834): curly quotation marks, and marks full-width among 汉字."""

import re

CORNERS = frozenset("「」『』")
_MARKS = str.maketrans(",;:?!", "，；：？！")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_BETWEEN = re.compile(
    rf"(?<=[{_HAN}”」』）》】％])[,;:?!](?=[{_HAN}“「『（《【])"
    rf"|(?<=[{_HAN}”」』）》】])[?!](?=\d)"  # what ends a sentence is no part of a number
)
_BRACKETS = re.compile(
    rf"(?<=[{_HAN}”」』）》】])\(([^()\n]*)\)|\(([^()\n]*[{_HAN}][^()\n]*)\)(?=[{_HAN}])"
)


def curly(text: str) -> str:
    """Return `text` with the quotation marks of official papers, “ ” for 「 」, ‘ ’ within them."""
    if not CORNERS.intersection(text):
        return text
    made: list[str] = []
    depth = 0
    for sign in text:
        depth -= sign in "」』”" and depth > 0
        if sign in CORNERS:
            made.append("“”‘’"[2 * (depth % 2) + (sign in "」』")])
        else:
            made.append(sign)
        depth += sign in "「『“"
    return "".join(made)


def full_width(text: str) -> str:
    """Return `text` with marks between Chinese characters and brackets after them full-width.

    What stands beside letters or digits (10:32, 1,000, f(x)) is left alone, so that nothing but
    the width of a mark changes; the length stays the same.
    """
    wide = _BETWEEN.sub(lambda found: found[0].translate(_MARKS), text)
    wide = _BRACKETS.sub(lambda found: f"（{found[0][1:-1]}）", wide)
    return wide if wide == text else full_width(wide)  # a mark made wide may stand beside another
