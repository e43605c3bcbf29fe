"""When evidence speaks of, and whether it is old enough to be looked at again."""

import re
from calendar import monthrange
from datetime import date, timedelta

DECEMBER = 12
YEAR_FIRST = re.compile(
    r"((?:19|20)\d{2})(?:[-/年.]\s*(\d{1,2})(?!\d))?(?:[-/月.]\s*(\d{1,2})(?!\d))?"
)


def latest_day(as_of: str) -> date | None:
    """Return the last day that `as_of` may mean, or None where it names no year.

    "2021" means its last day, "2023-03" the last of March, "约2024—2025" the end of 2025.
    """
    days = [_last_day(int(y), int(m or 0), int(d or 0)) for y, m, d in YEAR_FIRST.findall(as_of)]
    return max(days, default=None)


def due_for_review(as_of: str, *, today: date, review_days: int) -> bool:
    """Whether evidence of that time is older than the interval; evidence of no date always is."""
    day = latest_day(as_of)
    return day is None or day < today - timedelta(days=review_days)


def is_older(day: date | None, today: date, years: int) -> bool:
    """Whether that day lies more than `years` before today; no day always does."""
    limit = today.year - years, today.month, today.day
    return day is None or (day.year, day.month, day.day) < limit


def _last_day(year: int, month: int, day: int) -> date:
    month = month if 1 <= month <= DECEMBER else DECEMBER
    last = monthrange(year, month)[1]
    return date(year, month, day if 1 <= day <= last else last)
