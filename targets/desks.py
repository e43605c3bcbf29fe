"""The five desks (驻点片区) and which of them a company belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from files.opening import FileStamp, opened_or, stamp
from files.problems import validate
from files.records import Name, Record, Slug, Text, refusal
from geodata.desks import Area, desks_file, shipped_desks
from geodata.places import short_place

PLAN_DESKS = (
    "京津冀",
    "长三角",
    "粤港澳",
    "闽东南",
    "成渝汉",
)  # 2021 plan; only while no file opens


class Desk(Record):
    """驻点片区: one of the five desks and the places it looks after, in the order to be shown."""

    id: Slug
    name: Name
    areas: tuple[Area, ...] = Field(min_length=1)

    @property
    def provinces(self) -> tuple[str, ...]:
        """The provinces the desk has a place in, in file order."""
        return tuple(dict.fromkeys(area.province for area in self.areas))


class DeskSettings(Record):
    """片区范围: all desks, since when, and on what that rests. No place belongs to two desks."""

    as_of: date
    basis: Text = ""
    desks: tuple[Desk, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _no_place_has_two_desks(self) -> Self:
        owners: dict[tuple[str, str], str] = {}
        for desk, place in self._places():
            other = owners.setdefault(place, desk.name)
            if other != desk.name:
                text = f"「{place[1] or place[0]}」同时写在{other}和{desk.name}里，只能归一个片区"
                raise refusal(text)
        names = [desk.name for desk in self.desks] + [desk.id for desk in self.desks]
        if len(set(names)) != len(names):
            text = "片区的名称和编号都不能重复"
            raise refusal(text)
        return self

    @cached_property  # by the object: to hash all of it took an eighth of a long import
    def finder(self) -> "DeskFinder":
        """What finds the desk of a place."""
        areas = [(desk.name, area) for desk in self.desks for area in desk.areas]
        some = ((area.province, name) for name, area in reversed(areas) if area.cities)
        return DeskFinder(
            {(area.province, city): name for name, area in areas for city in area.cities},
            {area.province: name for name, area in areas if not area.cities},
            dict(some),
        )

    def _places(self) -> Iterator[tuple[Desk, tuple[str, str]]]:
        for desk in self.desks:
            for area in desk.areas:
                yield from ((desk, (area.province, city)) for city in area.cities or ("",))

    def named(self, name: str) -> Desk | None:
        """Return the desk of that name or id, or None."""
        return next((desk for desk in self.desks if name in {desk.name, desk.id}), None)


def load_desks(path: Path | None = None) -> DeskSettings:
    """Return the areas of the desks as they come with the product; read again after a change.

    Raises:
        DataError: the file is not plain YAML, a value does not fit, or a place has two desks.
    """
    file = path or desks_file()
    return _load_desks(file, stamp(file))


@lru_cache(maxsize=4)
def _load_desks(path: Path, _stamp: FileStamp) -> DeskSettings:
    file, shipped = shipped_desks(path)
    on_the_map = {"desks": {"__all__": {"core", "suggested"}}}
    return validate(DeskSettings, file, shipped.model_dump(exclude=on_the_map))


def usual_desks() -> DeskSettings:
    """Return the shipped areas; while their file does not open, the five desks without a place.

    No company belongs to a desk then: nobody can say to which.
    """
    return opened_or(_without_places(), load_desks)


@cache
def _without_places() -> DeskSettings:
    desks = tuple(
        Desk.model_construct(id=f"desk_{i}", name=name, areas=())
        for i, name in enumerate(PLAN_DESKS)
    )
    return DeskSettings.model_construct(as_of=date.min, basis="片区范围文件没有打开", desks=desks)


def desk_of(province: str, city: str, settings: DeskSettings) -> str:
    """Return the name of the desk of a company with its office there, "" if it has none.

    The city decides; where it is unknown, the province. A city that no desk names belongs to the
    desk that has the whole province.
    """
    return settings.finder(province, city)


@dataclass(frozen=True, slots=True)
class DeskFinder:
    """The places of all desks, to be looked up: `desk_of` for very many companies."""

    cities: Mapping[tuple[str, str], str]
    provinces: Mapping[str, str]
    some: Mapping[str, str]  # desks that have but some cities of a province

    def __call__(self, province: str, city: str) -> str:
        """Return the name of the desk, "" if there is none."""
        where, town = short_place(province), short_place(city)
        where = where or (town if town in self.provinces else "")  # 上海 is both
        whole = self.provinces.get(where, "")
        if town:
            return self.cities.get((where, town), whole)
        return whole or self.some.get(where, "")
