"""Why a link is suggested: one line that a person reads, and that is read back by its one word."""

import re
from collections.abc import Sequence
from typing import NamedTuple

NAMED = 4  # words named of one place
_ONE_WORD = re.compile("^[^“”「」;；]*[“「]([^“”「」;；]+)[”」][^“”「」;；]*$")


class SpeaksFor(NamedTuple):
    """凭据: what speaks for a link in one place: words of it, or `counted` companies like it."""

    place: str
    words: tuple[str, ...]
    counted: str = ""


def reason(found: Sequence[SpeaksFor], code: str = "", name: str = "") -> str:
    """Return the reason, such as «制造条目“环氧丙烷”;小类 2614 有机化学原料制造»."""
    said = [
        f"{one.place}{''.join(f'“{word}”' for word in one.words[:NAMED])}{one.counted}"
        for one in found
    ]
    if code:
        said.append(f"小类 {code}{f' {name}' if name else ''}")
    return "；".join(said)


def only_word(text: str) -> str:
    """Return the word a suggestion rests on alone, "" if it rests on more or on none.

    Understands the reasons that earlier versions wrote as well («经营范围有「检测」»).
    """
    found = _ONE_WORD.match(text)
    return found.group(1) if found else ""
