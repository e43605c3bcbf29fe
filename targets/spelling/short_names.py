"""Short names (简称) of companies: as a source states them, or as a rule makes them of the name.

`data/short_names.csv` holds the short names of listed companies, each with its edition and
source. They find a company and are not shown as its name.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import StringConstraints

from files.csv_reader import read_csv
from files.opening import FileStamp, content_of, opened_or, stamp
from files.records import Name, Record, Text
from targets.spelling.folding import folded_name

FILE = Path(__file__).parents[1] / "data" / "short_names.csv"
LISTED = re.compile(r"^(\d{6})(\.(sh|sz|bj|ss))?$", re.IGNORECASE)
OF_CHINA = re.compile(r"^中国(.+?)(股份|控股|集团)*(有限)?(责任)?公司")
SHORT_OF_CHINA = re.compile(r"^中[\u4e00-\u9fff]{2,4}$")
FROM_WHERE = r"^(https?://\S+.*|据记忆.*)$"
"""Where a short name is from: an address, or said to be from memory; never a file of our own."""
WORD = 2  # characters of nearly every word in such a name


class ShortName(Record):
    """简称: what a listed company is called for short, in one edition of a source."""

    stock_code: Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")]
    name: Name
    short_name: Name
    edition: Name
    source: Annotated[Text, StringConstraints(pattern=FROM_WHERE)]


@dataclass(frozen=True, slots=True)
class ShortNames:
    """简称表: the short names that sources state, by folded name and by stock code."""

    of_name: Mapping[str, tuple[str, ...]]
    of_code: Mapping[str, tuple[str, ...]]


def read_short_names(path: Path = FILE) -> tuple[ShortName, ...]:
    """Read the stated short names, in file order.

    Raises:
        DataError: a row does not fit.
    """
    return tuple(row for _, row in read_csv(ShortName, path))


def short_names_of(name: str, stock_code: str = "") -> tuple[str, ...]:
    """Return the short names of a company, stated ones first, each once."""
    stated, key = known_short_names(), folded_name(name)
    listed = LISTED.match(stock_code.strip())
    by_code = stated.of_code.get(listed[1], ()) if listed else ()
    return tuple(dict.fromkeys((*stated.of_name.get(key, ()), *by_code, *_of_china(key))))


def known_short_names() -> ShortNames:
    """Return the short names as their file states them now; none while it does not open."""
    return _opened(stamp(FILE))


@lru_cache(maxsize=2)
def _opened(_stamp: FileStamp) -> ShortNames:
    of_name: dict[str, list[str]] = defaultdict(list)
    of_code: dict[str, list[str]] = defaultdict(list)
    nothing: tuple[ShortName, ...] = ()
    for row in opened_or(nothing, partial(read_short_names, FILE)):
        of_name[folded_name(row.name)].append(row.short_name)
        if row.stock_code:
            of_code[row.stock_code].append(row.short_name)
    return ShortNames(
        {key: tuple(found) for key, found in of_name.items()},
        {key: tuple(found) for key, found in of_code.items()},
    )


class CalledSo(NamedTuple):
    """这样简称的: companies by folded name, by stock code, and by forms of their name (LIKE)."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def called_so(beginning: str) -> CalledSo:
    """Return which companies have a short name that begins so (folded), as far as is known."""
    return _called_so(stamp(FILE), beginning) if len(beginning) >= WORD else CalledSo()


@lru_cache(maxsize=200)
def _called_so(_stamp: FileStamp, beginning: str) -> CalledSo:
    stated = known_short_names()

    def found(by: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        begin = (k for k, short in by.items() if any(map(_begins(beginning), short)))
        return tuple(sorted(begin))

    return CalledSo(found(stated.of_name), found(stated.of_code), _forms_of_china(beginning))


def _begins(beginning: str) -> Callable[[str], bool]:
    return lambda short: folded_name(short).startswith(beginning)


def _forms_of_china(short: str) -> tuple[str, ...]:
    """Return how the names look that `_of_china` makes this short name of."""
    if not SHORT_OF_CHINA.match(short):
        return ()
    rest = short[1:]
    return (f"中国{rest}%公司%", f"中国{'_'.join(rest)}_%公司%")


def short_names_version() -> str:
    """Return a text that changes whenever a byte of their file does."""
    return _digest(stamp(FILE))


@lru_cache(maxsize=2)
def _digest(_stamp: FileStamp) -> str:
    return hashlib.sha256(content_of(FILE)).hexdigest()[:8]


def _of_china(key: str) -> tuple[str, ...]:
    """Return what the press makes of 中国…公司: its first word, or the first of each (中石化)."""
    found = OF_CHINA.match(key)
    core = found[1] if found else ""
    if len(core) < WORD:
        return ()
    words = [core[at : at + WORD] for at in range(0, len(core), WORD)]
    whole = len(core) % WORD == 0 and len(words) > 1
    return (f"中{words[0]}", *([f"中{''.join(word[0] for word in words)}"] if whole else []))
