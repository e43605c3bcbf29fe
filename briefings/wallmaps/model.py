"""What a wall map says: one content object, drawn once for A0 and A3 alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from chains.gaps.assessment import Assessment

Feature: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Item:
    """条目: one thing of a list. `mark` is the corner of the graph (缺 弱 招 ?) or "".

    `brief` stands in for `body` where the sheet has no room for the whole sentence.
    """

    head: str
    body: str = ""
    brief: str = ""
    aside: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """栏: a list in the order given. Where room ends, the sheet says how many are left out.

    `empty` is printed for a list of nothing. With `inline` head and body share a line.
    """

    title: str
    items: tuple[Item, ...]
    note: str = ""
    empty: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class WallMapHead:
    """图头和图脚: title, the answer in one sentence, at most seven figures, and the way back.

    `url` is the address of the screen, "" if the office has set no base address. `remarks` stand
    at the foot, `credit` is the source line of a map.
    """

    number: int
    total: int
    title: str
    kind: str
    lead: str
    figures: tuple[tuple[str, str], ...]
    url: str
    version: str
    made_on: date
    remarks: tuple[str, ...] = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ChainBody:
    """一条链: the graph, beside it what to fill and to check, below it who is here."""

    assessment: Assessment
    lists: tuple[Section, ...]
    facts: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class LinkCell:
    """One link of the overall map: its name and how it stands."""

    name: str
    state: str
    corner: str


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One chain of the overall map: its links by stage (title, cells), counts, what comes first."""

    name: str
    stages: tuple[tuple[str, tuple[LinkCell, ...]], ...]
    counts: tuple[tuple[str, int], ...]
    first: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OverviewBody:
    """总图: all chains, one row each."""

    rows: tuple[ChainRow, ...]


@dataclass(frozen=True, slots=True)
class ListsBody:
    """清单图: `first` across the top, `lists` in columns below."""

    first: tuple[Section, ...]
    lists: tuple[Section, ...]
    columns: int = 5


@dataclass(frozen=True, slots=True)
class CountyRow:
    """县区: its chains as the city named them, and per chain of ours why it is marked, or ""."""

    name: str
    named: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountiesBody:
    """县域分工: the map, and the table of counties by chains with the words for its marks."""

    counties: Sequence[Feature]
    surroundings: Sequence[Feature]
    chains: tuple[str, ...]
    rows: tuple[CountyRow, ...]
    marks: tuple[tuple[str, str], ...]
    lists: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map of plots."""

    longitude: float
    latitude: float
    kind: str


@dataclass(frozen=True, slots=True)
class PlotsBody:
    """要素一张图: the map with its places, counts by kind and by county, lists of parks."""

    counties: Sequence[Feature]
    surroundings: Sequence[Feature]
    dots: tuple[Dot, ...]
    kinds: tuple[tuple[str, int], ...]
    table: tuple[tuple[str, tuple[int, ...]], ...]
    lists: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city of a desk: where it lies, and how many companies with a source sit there."""

    name: str
    longitude: float
    latitude: float
    count: int


@dataclass(frozen=True, slots=True)
class DeskPanel:
    """片区: its cities on their own areas, targets by chain, the first places named."""

    name: str
    note: str
    areas: Sequence[Feature]
    cities: tuple[City, ...]
    chains: tuple[tuple[str, int], ...]
    section: Section


@dataclass(frozen=True, slots=True)
class DesksBody:
    """五大片区目标图: one panel per desk."""

    panels: tuple[DeskPanel, ...]
    notes: tuple[str, ...] = ()


Body: TypeAlias = ChainBody | OverviewBody | ListsBody | CountiesBody | PlotsBody | DesksBody


@dataclass(frozen=True, slots=True)
class WallMap:
    """挂图: head, body, and the numbered sources that the body cites."""

    id: str
    head: WallMapHead
    body: Body
    sources: tuple[str, ...] = field(default=())
