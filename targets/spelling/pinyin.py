"""Names by their sound: whole syllables (`sanmei`) and first letters (`hgs`).

Each syllable is one character of its own, and each first letter another, so that a name by its
sound is a short line that is searched like any other text, and never taken for letters that stand
in a name. First letters, and single syllables, are looked for only where a name begins (behind
the place as well): anywhere else nearly every name has them.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import distribution
from itertools import product
from pathlib import Path
from typing import Any

from geodata.naming.divisions import divisions
from targets.spelling.folding import SOUNDS, folded_name

BEGIN = chr(SOUNDS[0])
LETTERS = {
    letter: chr(SOUNDS[1 + place]) for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}
FIRST_SYLLABLE = 32
LONGEST = 6  # letters of a syllable: zhuang
MOST = 8  # ways to read letters as syllables
WRITTEN = re.compile(r"^[a-z][a-z']{1,39}$")
FORM = re.compile(r"(股份|控股|集团)*(有限)?(责任)?公司")
PLACE_LENGTHS = range(6, 1, -1)
VOWELS = frozenset("aeiouv")
SPELT = {"lve": "lue", "nve": "nue"}


@dataclass(frozen=True, slots=True)
class SoundTable:
    """读音表: the syllable of a character, and of pairs that are read otherwise than apart."""

    of_character: Mapping[str, str]
    of_pair: Mapping[str, tuple[str, str]]
    codes: Mapping[str, str]


@lru_cache(maxsize=20_000)
def sound_lines(name: str) -> tuple[str, ...]:
    """Return the lines by which a name is found by its sound: each begins with a mark."""
    text = folded_name(name)
    codes, starts, read = sounds().codes, beginnings(text), _without_form(text, _read(text))
    found: dict[str, None] = {}
    for start in starts:
        letters = "".join([LETTERS[sound[0]] for sound in read[start:] if sound])
        if len(letters) > 1:
            found[BEGIN + letters] = None
    whole = "".join([codes[sound] if sound else " " for sound in read])
    found |= {BEGIN + part: None for part in whole.split()}
    first = (read[start] for start in starts[1:])
    found |= {BEGIN + codes[sound]: None for sound in first if sound}
    return tuple(found)


def _without_form(text: str, read: list[str]) -> list[str]:
    """Leave the legal form unread, wherever it stands."""
    for form in FORM.finditer(text):
        read[form.start() : form.end()] = [""] * (form.end() - form.start())
    return read


def sounds_of(word: str) -> tuple[str, ...]:
    """Return what `word` (folded) may stand for as a sound; () if it is not written so."""
    if not is_letters(word):
        return ()
    codes, parts = sounds().codes, word.rstrip("'").split("'")  # xi'an: a mark between syllables
    ways = [sum(way, ()) for way in product(*map(_readings, parts))][:MOST]
    texts = ["".join(codes[syllable] for syllable in way) for way in ways]
    first_letters = "".join(LETTERS[letter] for letter in "".join(parts))
    return (*(text if len(text) > 1 else BEGIN + text for text in texts), BEGIN + first_letters)


def is_letters(word: str) -> bool:
    """Tell whether a folded word may be pinyin or first letters."""
    return bool(WRITTEN.match(word))


def first_syllables(word: str) -> tuple[str, ...]:
    """Return the syllables that letters may begin with, the longest first."""
    codes = sounds().codes
    return tuple(word[:end] for end in range(LONGEST, 0, -1) if word[:end] in codes and word)


def core_of(text: str) -> str:
    """Return a folded name without the place it begins with and its legal form; never ""."""
    core = FORM.sub("", text[beginnings(text)[-1] :])
    return core or text


def read_aloud(name: str) -> str:
    """Return the core of a name in letters: sanmeihuagong; "" if nothing in it has a sound."""
    return "".join(_read(core_of(folded_name(name))))


def beginnings(text: str) -> list[int]:
    """List where a name may begin: at its first character, and behind each place before it."""
    found, places = [0], _places()
    while len(found) <= 2:  # noqa: PLR2004 - a province and a city
        at = found[-1]
        length = next((n for n in PLACE_LENGTHS if text[at : at + n] in places), 0)
        if not length or at + length >= len(text):
            break
        found.append(at + length)
    return found


@cache
def _places() -> frozenset[str]:
    known = divisions()
    return frozenset((*known.homes, *(name for name, _ in known.provinces), "中国"))


def _read(text: str) -> list[str]:
    """Return the syllable of each character, "" of one that has none."""
    table = sounds()
    found = [table.of_character.get(one, "") for one in text]
    for at in range(len(text) - 1):
        if (pair := table.of_pair.get(text[at : at + 2])) is not None:
            found[at : at + 2] = pair
    return found


def _readings(letters: str) -> list[tuple[str, ...]]:
    """Return the ways to read letters as whole syllables, those of fewer syllables first."""
    codes = sounds().codes
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(letters) + 1):
        found = [
            (*way, syllable)
            for start in range(max(0, end - LONGEST), end)
            if (syllable := letters[start:end]) in codes
            for way in ways[start]
        ]
        ways.append(sorted(found, key=len)[:MOST])
    return ways[-1]


@cache
def sounds() -> SoundTable:
    """Return the table of sounds.

    Read from the tables of pypinyin, not through its code: that takes 88 µs a name and holds
    47 000 phrases in memory. Of the phrases only pairs are kept that are read otherwise than
    character by character (厦门, 重庆, 银行).
    """
    characters = {
        chr(int(code)): _plain(readings.split(",")[0])
        for code, readings in _table("pinyin_dict").items()
    }
    characters = {one: sound for one, sound in characters.items() if sound}
    pairs = {
        phrase: (_plain(readings[0][0]), _plain(readings[1][0]))
        for phrase, readings in _table("phrases_dict").items()
        if len(phrase) == len(readings) == 2  # noqa: PLR2004
    }
    other = {
        pair: read
        for pair, read in pairs.items()
        if all(read) and read != tuple(characters.get(one) for one in pair)
    }
    syllables = {*characters.values(), *(sound for read in other.values() for sound in read)}
    codes = {s: chr(SOUNDS[FIRST_SYLLABLE + n]) for n, s in enumerate(sorted(syllables))}
    return SoundTable(characters, other, codes)


def _table(name: str) -> dict[str, Any]:
    file = Path(str(distribution("pypinyin").locate_file(f"pypinyin/{name}.json")))
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _plain(reading: str) -> str:
    """Return a syllable without its tone: lǜ becomes lv."""
    apart = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    letters = "".join(letter for letter in apart if letter in LETTERS)
    # What is hummed (嗯, ng) is no syllable that anybody writes a name with.
    return SPELT.get(letters, letters) if VOWELS & set(letters) else ""
