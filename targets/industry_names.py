"""国民经济行业: from the name that a vendor writes to its code in GB/T 4754-2017.

Only classes that the chain files use, and those below them. Written down from memory, like the
codes in the chain files: a company that has such a code is to be checked, no more.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from chains.allowed_words import IndustryCode
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamp
from files.records import Name, Record

FILE = Path(__file__).parent / "data" / "gbt4754.csv"
_CODE = re.compile(r"^[A-T]?(\d{2,4})(?=\D|$)")
_MARKS = re.compile(r"[\s、,()·和及与]")


class Industry(Record):
    """行业: one class of the standard."""

    code: IndustryCode
    name: Name


def code_of(text: str) -> str:
    """Return the code that `text` begins with ("C2614 有机化学原料制造") or names, "" if none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _CODE.match(plain)
    return found.group(1) if found else codes_by_name().get(_key(plain), "")


def codes_by_name() -> Mapping[str, str]:
    """Return the codes by the key of their name."""
    return _tables(stamp(FILE))[1]


def names_by_code() -> Mapping[str, str]:
    """Return the names by code as `gbt4754.csv` has them now; none while it does not open."""
    return _tables(stamp(FILE))[0]


@lru_cache(maxsize=2)
def _tables(_stamp: FileStamp) -> tuple[Mapping[str, str], Mapping[str, str]]:
    none: dict[str, str] = {}
    names = opened_or(none, read_industries)
    return names, {_key(name): code for code, name in names.items()}


def read_industries(path: Path = FILE) -> dict[str, str]:
    """Read the names by code.

    Raises:
        DataError: a row does not fit, or a code is listed twice.
    """
    names: dict[str, str] = {}
    for line, row in read_csv(Industry, path):
        if names.setdefault(row.code, row.name) != row.name:
            raise DataError(path, [Problem(line, "code", "这个代码列了两次，请只留一行")])
    return names


def _key(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))
