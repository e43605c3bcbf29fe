"""One spelling for texts that are compared: one width, no case, simplified characters.

Folding joins spellings and never words: it is done character by character, on both sides of a
comparison, and what is folded is never shown.
"""

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

from targets.names import BRACKETS, DOTS, name_key

HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x2A6E0))
SOUNDS = range(0xF0000, 0xF0800)
"""Characters of nobody, in which pinyin is written down (`targets.spelling.pinyin`)."""
_UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


def storable(text: str) -> str:
    """Return `text` with a mark for what no database can hold: NUL and halves of a character."""
    # Going through it twice is still ten times faster: hardly any text has one.
    return text if text.isprintable() else text.translate(_UNSTORABLE)


def normal(text: str) -> str:
    """Return `text` as written, but for width, case and spaces: one, none, single ones."""
    one_width = unicodedata.normalize("NFKC", storable(text)).casefold()
    return " ".join(one_width.split())


def folded(text: str) -> str:
    """Return `text` as it is looked for: normal, with one kind of brackets and characters."""
    found = normal(text)
    if not unicodedata.is_normalized("NFKC", found):
        # Taking the case away may leave a sequence that has a shorter form.
        found = normal(found)
    return found.translate(_simplified())


@lru_cache(maxsize=20_000)
def folded_name(name: str) -> str:
    """Return the key of a name (`name_key`) in simplified characters."""
    return name_key(name).translate(_simplified())


@cache
def _simplified() -> dict[int, str | int]:
    """Return what each character becomes; asked of the library once, for all there are."""
    characters = [chr(code) for first, end in HAN for code in range(first, end)]
    converter = OpenCC("t2s")
    simple = converter.convert("\n".join(characters))
    twice = converter.convert(simple)  # one of them has a simpler form than its simple form
    pairs = zip(characters, twice.split("\n"), strict=True)
    found: dict[int, str | int] = {ord(one): other for one, other in pairs if one != other}
    found |= dict(BRACKETS) | dict(DOTS)
    return found | dict.fromkeys(SOUNDS, "\ufffd")
