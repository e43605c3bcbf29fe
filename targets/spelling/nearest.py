"""Which names come nearest to what was typed, where nothing is found: a hint, never an answer."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from targets.spelling.folding import folded_name
from targets.spelling.pinyin import core_of, is_letters, read_aloud

LEAST = 55  # of 100: about half of the characters in their order
MOST = 5
LEAST_OF_LETTERS = 75  # of what is typed in letters: two of eight may be wrong
ALIKE = 90  # what sounds the same


def nearest(wanted: str, names: Iterable[str], most: int = MOST) -> tuple[str, ...]:
    """Return up to `most` of `names`, nearest first, then in their order.

    Compared without the place in front and the legal form behind; the same sound is near.
    """
    typed = core_of(folded_name(wanted))
    cores = {name: core_of(folded_name(name)) for name in dict.fromkeys(names)}
    if is_letters(typed):
        found = [(_of_letters(typed, name), name) for name in cores]
    else:
        sound = read_aloud(wanted)
        scored = process.extract(typed, cores, scorer=fuzz.ratio, limit=None, score_cutoff=0)
        found = [(_with_sound(score, sound, name), name) for _, score, name in scored]
    order = {name: at for at, name in enumerate(cores)}
    near = sorted(found, key=lambda one: (-one[0], order[one[1]]))
    return tuple(name for score, name in near if score >= LEAST)[:most]


def _of_letters(typed: str, name: str) -> float:
    """Return how near letters come to the beginning of a name's sound; 0 if not near enough."""
    score = fuzz.ratio(typed, read_aloud(name)[: len(typed)])
    return score if score >= LEAST_OF_LETTERS else 0


def _with_sound(score: float, sound: str, name: str) -> float:
    other = read_aloud(name)
    alike = bool(sound) and other.startswith(sound)
    return max(score, ALIKE if alike else 0)
