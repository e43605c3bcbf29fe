"""国民经济行业: from the name that a vendor writes to its code in GB/T 4754-2017.

Only classes that the chain files use, and those below them. Written down from memory, like the
codes in the chain files: a company that has such a code is to be checked, no more.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "gbt4754.csv"
_CODE = re.compile(r"^[A-T]?(\d{2,4})(?=\D|$)")
_MARKS = re.compile(r"[\s、,()·和及与]")


def code_of(text: str) -> str:
    """Return the code that `text` begins with ("C2614 有机化学原料制造") or names, "" if none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _CODE.match(plain)
    return found.group(1) if found else codes_by_name().get(_key(plain), "")


@cache
def codes_by_name() -> dict[str, str]:
    """Return the codes by the key of their name."""
    return {_key(name): code for code, name in names_by_code().items()}


@cache
def names_by_code() -> dict[str, str]:
    """Return the names by code, as `gbt4754.csv` has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def _key(name: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))
