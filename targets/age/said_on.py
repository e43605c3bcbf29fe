"""From when a source is, as far as what is written of it lets one say.

Sources are dated in many words («2026-08-16（仓库提交；内容约2021）», «约2021», «未显示»). What a
company makes may be stated only on a source of the last three years, so the words are read with
care: the earliest year named counts, a bare year from its first day, a guess not at all.
"""

import re
from datetime import date

YEARS_FRESH = 3
"""Years for which a source may say what a company makes; an older one is to be checked again."""
_GUESSED = re.compile(r"推定|推测|估计")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-年./](\d{1,2})(?:[-月./](\d{1,2}))?)?(?!\d)")


def said_on(published: str) -> date | None:
    """Return the earliest day `published` may mean; None if it names none, or only a guess."""
    if _GUESSED.search(published):
        return None
    days = [_day(*found.groups()) for found in _DAY.finditer(published)]
    return min((day for day in days if day is not None), default=None)


def _day(year: str, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:  # 2024-13 or 2023-02-30 is no day
        return None


def is_fresh(published: str, today: date) -> bool:
    """Tell whether a source is not older than `YEARS_FRESH` years on `today`."""
    said = said_on(published)
    return said is not None and said >= fresh_from(today)


def fresh_from(today: date) -> date:
    """Return the first day a source may be of to be fresh on `today`."""
    year = today.year - YEARS_FRESH
    return date(year, 3, 1) if (today.month, today.day) == (2, 29) else today.replace(year=year)


def age_words(published: str) -> str:
    """Say of an old source from when it is: «据 2021 年资料，待核»."""
    said = said_on(published)
    return f"据 {said.year} 年资料，待核" if said else "据未写日期的资料，待核"
