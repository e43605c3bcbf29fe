"""The shipped reference of places: parks, chemical parks, counties and public cases of idle land.

Only what a source says is in these files; a field without a source is empty. No park has a public
coordinate, so none carries one, and the point of a county never stands for a park.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, Field

from chains.model import Source, SourceId
from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.records import Name, Record, Text
from geodata.model import County, Plot

DATA = Path(__file__).with_name("data")
R = TypeVar("R", bound=Record)


def _split(value: object) -> object:
    return tuple(filter(None, value.split(";"))) if isinstance(value, str) else value


SourceIds = Annotated[tuple[SourceId, ...], BeforeValidator(_split), Field(min_length=1)]


class Park(Record):
    """园区: a park or zone, as its sources describe it; empty text means that none says so."""

    id: Text
    name: Name
    level: Text
    counties: Annotated[tuple[County, ...], BeforeValidator(_split)]
    positioning: Text
    area: Text
    area_as_of: Text
    stock_fact: Text
    factory_fact: Text
    residents: Text
    sources: SourceIds
    note: Text


class ChemicalStatus(StrEnum):
    """化工园区认定状态: UNKNOWN is never a pass."""

    RECOGNISED = "recognised"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class ChemicalPark(Record):
    """化工园区: what a public notice says of its recognition.

    `doubt` says why a recognition may no longer hold; with one, nothing passes on its strength.
    `aliases` are the pieces of a park's name by which a plot is taken to lie in it.
    """

    name: Name
    aliases: Annotated[tuple[Name, ...], BeforeValidator(_split)]
    county: Annotated[County | None, BeforeValidator(lambda text: text or None)]
    status: ChemicalStatus
    notice: Text
    date: Text
    doubt: Text
    sources: SourceIds

    def holds(self, park: str, county: str) -> bool:
        """Tell whether a park so named, in that county, is this one or a part of it."""
        named = "".join(park.split())
        if self.county is not None and county != self.county:
            return False
        return any(alias in named for alias in (self.name, *self.aliases))


class CountyFacts(Record):
    """县区: its code, how it came about, and the chains the city gave it in 2023."""

    adcode: int
    name: County
    change: Text
    chains_2023: Text
    sources: SourceIds


class IdleCase(Record):
    """盘活案例: a public report of idle land or a plant put to use. A story, not an offer."""

    id: Text
    county: County
    place: Text
    kind: Text
    size: Text
    investment: Text
    stage_as_of: Text
    enterprise: Text
    sources: SourceIds


@dataclass(frozen=True, slots=True)
class Parks:
    """The reference tables, each in file order; `sources` by id."""

    parks: tuple[Park, ...]
    chemical: tuple[ChemicalPark, ...]
    counties: tuple[CountyFacts, ...]
    cases: tuple[IdleCase, ...]
    sources: Mapping[str, Source]

    def park(self, name: str) -> Park | None:
        """Return the park of that name, or None."""
        return next((park for park in self.parks if park.name == name), None)

    def chemical_park_of(self, plot: Plot) -> ChemicalPark | None:
        """Return the chemical park that `plot` lies in, by its park's name or its own, or None."""
        names = (plot.park, plot.name)
        found = (c for c in self.chemical if any(c.holds(n, plot.county) for n in names))
        return next(found, None)

    def cite(self, cited: tuple[SourceId, ...]) -> str:
        """Name the sources for a reader: title, publisher, date, grade."""
        named = (self.sources[source] for source in cited)
        return ";".join(
            f"{source.title}({source.publisher},{source.date},{source.grade}级)" for source in named
        )


@cache
def load_parks(folder: Path = DATA) -> Parks:
    """Read the reference tables of `folder`.

    Raises:
        DataError: a table is missing, a value is not allowed, or a source is not listed.
    """
    sources = {source.id: source for source in _read(Source, folder / "sources.csv")}
    parks = Parks(
        parks=_read(Park, folder / "parks.csv"),
        chemical=_read(ChemicalPark, folder / "chemical_parks.csv"),
        counties=_read(CountyFacts, folder / "counties.csv"),
        cases=_read(IdleCase, folder / "idle_cases.csv"),
        sources=MappingProxyType(sources),
    )
    _check_citations(parks, folder)
    return parks


def _read(model: type[R], path: Path) -> tuple[R, ...]:
    return tuple(row for _, row in read_csv(model, path))


def _check_citations(parks: Parks, folder: Path) -> None:
    tables: dict[str, tuple[Park | ChemicalPark | CountyFacts | IdleCase, ...]] = {
        "parks.csv": parks.parks,
        "chemical_parks.csv": parks.chemical,
        "counties.csv": parks.counties,
        "idle_cases.csv": parks.cases,
    }
    for file, rows in tables.items():
        problems = [
            Problem(line, "sources", f"来源表里没有编号 {source}")
            for line, row in enumerate(rows, start=2)
            for source in row.sources
            if source not in parks.sources
        ]
        if problems:
            raise DataError(folder / file, problems)
