"""状态: how a company stands on a day, and who says so: 上市, 已退市, 在营.

A status is one text of words of `STATUS_WORDS`, parted by commas, such as «已退市，在营»; brackets
and commas of either width are taken. What a store, a screen and a paper show is `status_words`:
the text, the day and the source in one.
"""

import re
from datetime import date

from targets.closing import SINCE, is_closed, said_now

STATUS_WORDS = (
    "上市",
    "上市（风险警示）",
    "已退市",
    "在营",
    "已更名",
    "已迁址",
    "已分立",
    "重整",
    "被吸收合并",
    "未上市",
    "在榜",
    "待核",
)
"""What a status may be made of."""
UNREMARKABLE = frozenset({"上市", "未上市", "在榜", "已更名", "已迁址"})
_FROM = "，来源："
_WIDE = str.maketrans("(),", "（），")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def problem_of(status: str, on: str, title: str, url: str) -> tuple[str, str] | None:
    """Return column and complaint if a status, its day and its source do not hold together."""
    if not status:
        given = [name for name, text in _named(on, title, url) if text]
        return (given[0], "没有写状态，却写了它的日期或来源；请补上状态或删去") if given else None
    strange = [word for word in words_of(status) if word not in STATUS_WORDS]
    if strange:
        return "status", f"不认识的状态「{strange[0]}」；可用：{'、'.join(STATUS_WORDS)}"
    lacking = [name for name, text in _named(on, title, url) if not text]
    if lacking:
        return lacking[0], f"写了状态「{status}」，没有写{WHAT[lacking[0]]}；状态要有日期和来源"
    if not _is_day(on):
        return "status_on", f"「{on}」不是日期；请写成 2026-07-19、2026-07 或 2026"
    return None


WHAT = {"status_on": "日期", "status_title": "来源标题", "status_url": "来源网址"}


def words_of(status: str) -> list[str]:
    """Return the words of a status as a file writes it, in its order."""
    return status.translate(_WIDE).split("，")


def _named(on: str, title: str, url: str) -> tuple[tuple[str, str], ...]:
    return (("status_on", on), ("status_title", title), ("status_url", url))


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def status_words(status: str, on: str, title: str) -> str:
    """Return what is kept and shown: «已退市，在营（截至 2024-06-21，来源：某公告）»."""
    return f"{status}{SINCE}{on}{_FROM}{title}）" if status else ""


def status_and_source(status: str) -> tuple[str, str]:
    """Part what `status_words` wrote: «上市（截至 2026-07-19）», and the source; "" if none is."""
    said, has_source, title = status.partition(_FROM)
    if not (has_source and is_listed_status(status)):
        return status, ""
    return f"{said}）", title.removesuffix("）")


def is_listed_status(text: str) -> bool:
    """Tell whether `text` is one that `status_words` wrote."""
    said = said_now(text)
    return said != text and all(word in STATUS_WORDS for word in words_of(said))


def is_to_check(status: str) -> bool:
    """Tell whether a status says that nobody knows it, or says nothing."""
    return not status or "待核" in words_of(said_now(status))


def status_mark(status: str) -> str:
    """Return what a list says before a name: nothing unless a reader has to know it first."""
    said = said_now(status)
    if said == status:  # as a register writes it, without a day: only that it is no more
        return said if is_closed(status) else ""
    words = (word for word in words_of(said) if word not in UNREMARKABLE)
    return "，".join("状态待核" if word == "待核" else word for word in words)
