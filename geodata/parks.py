"""The shipped reference of places: parks, chemical parks, counties and public cases of idle land.

Only what a source says is in these files; a field without a source is empty. No park has a public
coordinate, so none carries one, and the point of a county never stands for a park.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self, TypeVar

from pydantic import BeforeValidator, model_validator

from chains.model import Grade, Source, SourceId
from chains.shared_sources import (
    Cited,
    read_source_table,
    refuse_unlisted,
    split_list,
    unseen_source,
)
from chains.source_words import source_text
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import DataFile, FileStamp, failures, opened_or, stamps
from files.records import Name, Record, Text, refusal
from geodata.model import County, Plot

DATA = Path(__file__).with_name("data")
SOURCES, PARKS, CHEMICAL = "sources.csv", "parks.csv", "chemical_parks.csv"
COUNTIES_FILE, CASES = "counties.csv", "idle_cases.csv"
CLOSED_SOURCES = "园区各项的出处暂写“来源表没有打开”；园区和地块照常"
DATED = re.compile(r"(?:19|20)\d\d|当时|未显示")
BARE_DATE = re.compile(r"（(?:19|20)\d\d(?:-\d\d)?(?:—(?:19|20)?\d\d(?:-\d\d)?)?）")
ONLY_D = "D级"
ONLY_SEEN = "只见"
R = TypeVar("R", bound=Record)


class Park(Cited):
    """园区: a park or zone, as its sources describe it; empty text means that none says so."""

    id: Text
    name: Name
    level: Text
    counties: Annotated[tuple[County, ...], BeforeValidator(split_list)]
    positioning: Text
    area: Text
    area_as_of: Text
    stock_fact: Text
    factory_fact: Text
    residents: Text
    note: Text

    @model_validator(mode="after")
    def _residents_of_a_year(self) -> Self:
        if self.residents and not DATED.search(self.residents):
            text = "residents 没有写是哪一年的；请写上年份，来源没有日期的写“来源日期未显示”"
            raise refusal(text)
        return self

    @model_validator(mode="after")
    def _dates_say_of_what(self) -> Self:
        """The date of a report must not read as the day when something began to run."""
        for field in ("factory_fact", "residents"):
            found = BARE_DATE.search(getattr(self, field))
            if found:
                text = (
                    f"{field} 的“{found[0]}”看不出是哪天投产，还是哪天报道；"
                    f"请写明是什么，如“（{found[0][1:-1]}报道）”“（{found[0][1:-1]}开工）”"
                )
                raise refusal(text)
        return self

    @model_validator(mode="after")
    def _one_source_said_so(self) -> Self:
        """A lone source, however old, must not read as the settled state of the park."""
        if len(self.sources) == 1 and ONLY_SEEN not in self.note:
            text = "只有一个来源，note 没有写“只见”；请写明各项只见哪一年的哪一篇"
            raise refusal(text)
        return self


class ChemicalStatus(StrEnum):
    """化工园区认定状态: UNKNOWN is never a pass."""

    RECOGNISED = "recognised"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class ChemicalPark(Cited):
    """化工园区: what a public notice says of its recognition.

    `doubt` says why a recognition may no longer hold; with one, nothing passes on its strength.
    `aliases` are the pieces of a park's name by which a plot is taken to lie in it.
    """

    name: Name
    aliases: Annotated[tuple[Name, ...], BeforeValidator(split_list)]
    county: Annotated[County | None, BeforeValidator(lambda text: text or None)]
    status: ChemicalStatus
    notice: Text
    date: Text
    doubt: Text

    def holds(self, park: str, county: str) -> bool:
        """Tell whether a park so named, in that county, is this one or a part of it.

        A revoked park is known by its name alone: a wrong county in a row must not open it again.
        """
        named = "".join(park.split())
        elsewhere = self.county is not None and county != self.county
        if elsewhere and self.status is not ChemicalStatus.REVOKED:
            return False
        return any(alias in named for alias in (self.name, *self.aliases))


class CountyFacts(Cited):
    """县区: its code, how it came about, and the chains the city gave it in 2023."""

    adcode: int
    name: County
    change: Text
    chains_2023: Text


class IdleCase(Cited):
    """盘活案例: a public report of idle land or a plant put to use. A story, not an offer."""

    id: Text
    county: County
    place: Text
    kind: Text
    size: Text
    investment: Text
    stage_as_of: Text
    enterprise: Text


TABLES: Mapping[str, tuple[type[Cited], str]] = {
    PARKS: (Park, "园区暂不显示；地块和厂房照常"),
    CHEMICAL: (ChemicalPark, "化工园区是否认定一律按未核实处理；其他门槛照常"),
    COUNTIES_FILE: (CountyFacts, "县区沿革暂缺；县区边界和地块照常"),
    CASES: (IdleCase, "公开的盘活案例暂缺；地块照常"),
}


@dataclass(frozen=True, slots=True)
class Parks:
    """The reference tables, each in file order; `sources` by id.

    `closed` names the tables that did not open: they are empty, and nothing follows from that.
    """

    parks: tuple[Park, ...]
    chemical: tuple[ChemicalPark, ...]
    counties: tuple[CountyFacts, ...]
    cases: tuple[IdleCase, ...]
    sources: Mapping[str, Source]
    closed: frozenset[str] = frozenset()

    @property
    def chemical_known(self) -> bool:
        """Whether the table of chemical parks opened; if not, nobody knows which are revoked."""
        return CHEMICAL not in self.closed

    def park(self, name: str) -> Park | None:
        """Return the park of that name, or None."""
        return next((park for park in self.parks if park.name == name), None)

    def chemical_park_of(self, plot: Plot) -> ChemicalPark | None:
        """Return the chemical park that `plot` lies in, by its park's name or its own, or None."""
        names = (plot.park, plot.name)
        found = (c for c in self.chemical if any(c.holds(n, plot.county) for n in names))
        return next(found, None)

    def cite(self, cited: tuple[SourceId, ...]) -> str:
        """Name the sources for a reader, as in every note."""
        return "；".join(source_text(self.sources[source]) for source in cited)


def load_parks(folder: Path = DATA) -> Parks:
    """Return the reference tables of `folder` as they are now; read again only after a change.

    A table that does not open is empty and named in `closed`; `park_files` says what is wrong.
    """
    return _open_parks(folder, stamps(folder, "*.csv"))


@lru_cache(maxsize=4)
def _open_parks(folder: Path, _stamps: tuple[FileStamp, ...]) -> Parks:
    closed = frozenset(error.path.name for error in failures(park_files(folder)))

    def rows(model: type[R], name: str) -> tuple[R, ...]:
        return () if name in closed else _read(model, folder / name)

    sources = {source.id: source for source in rows(Source, SOURCES)}
    parks = Parks(
        rows(Park, PARKS),
        rows(ChemicalPark, CHEMICAL),
        rows(CountyFacts, COUNTIES_FILE),
        rows(IdleCase, CASES),
        sources,
        closed,
    )
    every: tuple[Cited, ...] = (*parks.parks, *parks.chemical, *parks.counties, *parks.cases)
    cited = {source for row in every for source in row.sources}
    whole = {source: unseen_source(source) for source in cited} | sources
    return replace(parks, sources=MappingProxyType(whole))


def park_files(folder: Path = DATA) -> tuple[DataFile, ...]:
    """List the tables of `folder` with their strict readers and what each closes."""
    return (
        DataFile(folder / SOURCES, CLOSED_SOURCES, partial(read_source_table, folder / SOURCES)),
        *(
            DataFile(folder / name, closes, partial(_read_cited, model, folder, name))
            for name, (model, closes) in TABLES.items()
        ),
    )


def _read(model: type[R], path: Path) -> tuple[R, ...]:
    return tuple(row for _, row in read_csv(model, path))


def _read_cited(model: type[Cited], folder: Path, name: str) -> None:
    """Read a table and see that its sources are listed, as far as their list opens."""
    path, listed = folder / name, folder / SOURCES
    refuse_unlisted(path, read_csv(model, path), listed)
    if model is Park:
        _refuse_unmarked(path, read_csv(Park, path), listed)


def _refuse_unmarked(path: Path, rows: Iterable[tuple[int, Park]], listed: Path) -> None:
    """See that a park of better and D sources says in its note what rests on the D ones alone.

    Raises:
        DataError: with every park that would lend a D source the grade of another.
    """
    known = opened_or(None, partial(read_source_table, listed)) or {}
    problems = [
        Problem(line, "note", "所引来源有 D 级也有更好的；请在备注写明哪几项只见D级")
        for line, park in rows
        if ONLY_D not in park.note
        and _is_mixed({known[s].grade for s in park.sources if s in known})
    ]
    if problems:
        raise DataError(path, problems)


def _is_mixed(grades: set[Grade]) -> bool:
    return Grade.D in grades and len(grades) > 1
