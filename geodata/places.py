"""Names of provinces and cities in one short form: 浙江省 and 浙江 are one province."""

import re
from functools import lru_cache

_SUFFIX = re.compile(r"(特别行政区|(维吾尔|壮族|回族)?自治区|省|市)$")
MUNICIPALITIES = frozenset({"北京", "天津", "上海", "重庆"})


@lru_cache(maxsize=4096)
def short_place(name: str) -> str:
    """Return the name of a province or city without 省, 市, 自治区 and 特别行政区.

    Autonomous prefectures (延边朝鲜族自治州), leagues and counties keep their whole name.
    """
    text = "".join(name.split())
    short = _SUFFIX.sub("", text)
    return short if len(short) > 1 else text
