"""Which sources are one voice, and which statements are one sentence (docs/methods.md 1).

An article that several sites carry, or that two chains cite, says a thing once.
"""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from chains.model import TITLE_UNSEEN, Evidence, Proves, Source, SourceId

GAP_ROWS = frozenset({Proves.WEAK, Proves.MISSING})
ALIKE = 0.9  # of two paraphrases of one sentence; SequenceMatcher's ratio without punctuation
_NO_WORD = re.compile(r"[\W_]")
_CARRIED = re.compile(r"转载站|转载|转|[（）()/、；;，,]")  # between a site and whose text it has
_MEDIUM = ("报", "网", "社", "台", "中心")
OUTLETS: Mapping[str, tuple[str, ...]] = {
    "新华社": ("新华社", "新华网"),
    "中新社": ("中新社", "中新网", "中国新闻社", "中国新闻网"),
    "人民日报": ("人民日报", "人民网"),
    "经济日报": ("经济日报", "中国经济网"),
    "中国冶金报": ("中国冶金报", "中国钢铁新闻网"),
    "福建日报": ("福建日报", "新福建", "东南网"),
    "福州日报": ("福州日报", "福州晚报", "福州新闻网"),
    "三明日报": ("三明日报",),
}
"""By house, what its papers, agencies, sites and clients are called: one house is one voice.

Whatever begins with such a name is one of its channels or editions, as «中新网福建» and
«东南网三明频道» are.
"""


def plain(text: str) -> str:
    """Return `text` without punctuation and spaces, for comparing."""
    return _NO_WORD.sub("", text)


def article_of(source: Source) -> SourceId:
    """Return the id of the text that `source` carries: its own, or of what it copies."""
    return source.copy_of or source.id


def title_of(source: Source) -> str:
    """Return the title for comparing; "" where nobody saw one."""
    return "" if source.title.startswith(TITLE_UNSEEN) else plain(source.title)


def outlet_of(source: Source) -> str:
    """Return whose text a source is: of "东南网（三明日报）" and "转载三明日报" alike 三明日报.

    The medium that its publisher names last, as its house in `OUTLETS`: of "中新网福建" and
    "转载中国新闻网" alike 中新社. A publisher that names none stands for itself.
    """
    named = [house for part in _CARRIED.split(source.publisher) if (house := _house_of(part))]
    return named[-1] if named else source.publisher


def _house_of(part: str) -> str:
    """Return the house that a part of a publisher names, "" if it names no medium."""
    known = (house for house, names in OUTLETS.items() if part.startswith(names))
    return next(known, part if part.endswith(_MEDIUM) else "")


def independent(one: Source, other: Source) -> bool:
    """Whether two sources are two voices: neither one text, nor of one outlet."""
    return (
        outlet_of(one) != outlet_of(other)
        and plain(one.title) != plain(other.title)
        and article_of(one) != article_of(other)
    )


def same_sentence(one: Evidence, other: Evidence) -> bool:
    """Whether two statements of one article are one sentence of it.

    Their words agree apart from punctuation; where both prove a gap, paraphrases that agree to
    `ALIKE` do as well, because a gap counted twice misleads more than one explained twice.
    """
    words = plain(one.says), plain(other.says)
    if words[0] == words[1]:
        return True
    if not {one.proves, other.proves} <= GAP_ROWS:
        return False
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= ALIKE
