"""What a list over all chains is made of, and how it is narrowed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class CityListKind(StrEnum):
    """清单种类: which figure of the overview a list stands behind; the values go into addresses."""

    GAPS = "gap"
    WANTED = "wanted"
    TO_CHECK = "to_check"
    UNCHECKED = "unchecked"
    LINKS = "links"
    RESIDENTS = "residents"
    PROJECTS = "projects"


@dataclass(frozen=True, slots=True)
class CityListRow:
    """清单一行: its cells as texts, and what it may be narrowed by.

    `chains` are ids, mostly one; `place` is the stage or county, "" where none is told; `link` is
    the id of a link of the only chain, "" for rows that are none. `url` leads to the source.
    """

    chains: tuple[str, ...]
    place: str
    cells: tuple[str, ...]
    link: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CityList:
    """全市清单: one list with its headings; `note` says what counts and in which order it stands.

    `named` is the number of the column that names a row, `place_word` says what a place is.
    """

    kind: CityListKind
    title: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[CityListRow, ...]
    place_word: str
    named: int = 0

    @property
    def places(self) -> tuple[str, ...]:
        """The places that occur, in the order of the rows; rows of none are not among them."""
        return tuple(dict.fromkeys(row.place for row in self.rows if row.place))

    @property
    def chains(self) -> tuple[str, ...]:
        """The chains that occur, by id, in the order of the rows."""
        return tuple(dict.fromkeys(chain for row in self.rows for chain in row.chains))


@dataclass(frozen=True, slots=True)
class CityListFilter:
    """清单筛选: chains by id, places, and words that a row must all contain; empty asks nothing."""

    chains: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def narrow(self, listed: CityList) -> CityList:
        """Return the list with the rows that answer, in the same order."""
        return replace(listed, rows=tuple(filter(self._admits, listed.rows)))

    def _admits(self, row: CityListRow) -> bool:
        return (
            _meets(self.chains, row.chains)
            and _meets(self.places, (row.place,))
            and all(any(word in cell for cell in row.cells) for word in self.words)
        )


def _meets(asked: Collection[str], given: Iterable[str]) -> bool:
    return not asked or any(value in asked for value in given)
