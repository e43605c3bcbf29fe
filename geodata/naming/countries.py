"""Countries by their Chinese names: what may stand where a list has its provinces."""

import re
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "data" / "countries.txt"
FORM = re.compile(r"(共和国|联邦|王国)$")
ABROAD = frozenset({"境外", "国外", "海外"})


def is_abroad(name: str) -> bool:
    """Tell whether a text names another country, or says no more than that it is abroad."""
    return name in ABROAD or name in _countries() or FORM.sub("", name) in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(FILE.read_text("utf-8").split())
