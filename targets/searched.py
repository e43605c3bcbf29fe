"""查过的: links for which companies were looked for outside our lists, and what came of it.

That nobody was found is no proof that there is nobody; what was looked through, by which words
and when is said, so that the next one need not look there again.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from chains.model import Chain
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamp
from files.records import Record, Slug, Text

FILE = Path(__file__).parent / "data" / "searched.csv"
ENOUGH = 3
"""Companies of a link with which nothing is said of searches."""
LinkKey = tuple[str, str]
_BRACKETS = re.compile("（[^（）]*）")
_SHORTER = {"A股": " A 股", "随附企业的名称和主营": "随附企业", "的名称和行业": ""}
Said = Annotated[Text, StringConstraints(min_length=1)]


class Searched(Record):
    """查找记录: where companies of one link were looked for, by which words, and the result."""

    chain: Slug
    link: Slug
    searched_on: date
    places: Said
    words: Said
    result: Said

    @property
    def text(self) -> str:
        """The sentence beside a list that is empty or short."""
        return f"查过（{self.searched_on}）：{self.places}，按“{self.words}”，{self.result}"

    @property
    def brief(self) -> str:
        """The same for a sentence among others: when, where, and the result, without the words."""
        places = _BRACKETS.sub("", self.places)
        for written, said in _SHORTER.items():
            places = places.replace(written, said)
        return f"{self.searched_on} 查过{places}，{self.result.partition('；')[0]}"


def read_searched(path: Path = FILE) -> Sequence[tuple[int, Searched]]:
    """Read what was looked for, with the line of each row.

    Raises:
        DataError: a row does not fit, or a link has two.
    """
    rows = read_csv(Searched, path)
    first: dict[LinkKey, int] = {}
    problems = [
        Problem(line, "link", f"环节「{row.chain}.{row.link}」与第{known}行相同，请合并")
        for line, row in rows
        if (known := first.setdefault((row.chain, row.link), line)) != line
    ]
    if problems:
        raise DataError(path, problems)
    return rows


def refuse_unknown_links(chains: Mapping[str, Chain], path: Path = FILE) -> None:
    """See that every row names a link there is.

    Raises:
        DataError: naming every other.
    """
    known = {(chain.id, link.id) for chain in chains.values() for link in chain.links}
    problems = [
        Problem(line, "link", f"没有环节「{row.chain}.{row.link}」，请改正或删去")
        for line, row in read_searched(path)
        if (row.chain, row.link) not in known
    ]
    if problems:
        raise DataError(path, problems)


def searched_text(chain: str, link: str, found: int) -> str:
    """Return what was looked for at a link with `found` companies, "" if that need not be said."""
    row = _searched(chain, link, found)
    return row.text if row else ""


def searched_brief(chain: str, link: str, found: int) -> str:
    """Return as `searched_text` does, shorter: for a sentence that says other things too."""
    row = _searched(chain, link, found)
    return row.brief if row else ""


def _searched(chain: str, link: str, found: int) -> Searched | None:
    return _by_link(stamp(FILE)).get((chain, link)) if found < ENOUGH else None


@lru_cache(maxsize=2)
def _by_link(_stamp: FileStamp) -> Mapping[LinkKey, Searched]:
    nothing: Sequence[tuple[int, Searched]] = ()
    rows = opened_or(nothing, read_searched)
    return {(row.chain, row.link): row for _, row in rows}
