"""Countries by their Chinese names: what may stand where a list has its provinces."""

import re
from functools import lru_cache
from pathlib import Path

from files.errors import DataError, Problem, reason
from files.opening import FileStamp, opened_or, stamp
from files.problems import unreadable

FILE = Path(__file__).parents[1] / "data" / "countries.txt"
CLOSED_COUNTRIES = "企业清单里的外国国名暂时认不出，只认“境外、国外、海外”；已导入的企业照常"
FORM = re.compile(r"(共和国|联邦|王国)$")
NAME = re.compile(r"[\u4e00-\u9fff]{2,12}")
ABROAD = frozenset({"境外", "国外", "海外"})


def is_abroad(name: str) -> bool:
    """Tell whether a text names another country, or says no more than that it is abroad."""
    known = _countries(stamp(FILE))
    return name in ABROAD or name in known or FORM.sub("", name) in known


@lru_cache(maxsize=1)
def _countries(_stamp: FileStamp) -> frozenset[str]:
    none: frozenset[str] = frozenset()
    return opened_or(none, read_countries)


def read_countries(path: Path = FILE) -> frozenset[str]:
    """Read the names.

    Raises:
        DataError: the file is missing, empty, not UTF-8, or holds something that is no name.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        what = "不是 UTF-8 编码，请另存为 UTF-8"
        raise unreadable(path, what) from error
    except OSError as error:
        what = f"读不到文件（{reason(error)}）"
        raise unreadable(path, what) from error
    wrong = [
        Problem(number, "", f"「{word[:20]}」不是国名：应当是 2 到 12 个汉字，用空格隔开")
        for number, line in enumerate(text.splitlines(), start=1)
        for word in line.split()
        if not NAME.fullmatch(word)
    ]
    if wrong or not text.split():
        raise DataError(path, wrong or [Problem(0, "", "文件是空的，请恢复原文件")])
    return frozenset(text.split())
