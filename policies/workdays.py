"""工作日: which days the state's offices work, from the yearly notice of the State Council.

A year is known once the table holds a row of it. Before the notice of a year is out nobody knows
its holidays: days from Monday to Friday then count, and whoever prints them says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from files.csv_reader import read_csv
from files.errors import DataError, Problem
from files.opening import FileStamp, opened_or, stamp
from files.records import Name, Record, Text, refusal
from policies.reading import DATA

WORKDAYS = "workdays.csv"
SATURDAY = 5
ONE_DAY = timedelta(days=1)
LONGEST = 31  # days of one row; the longest holiday so far had nine


class Works(StrEnum):
    """上班与否: whether the days of a row are worked."""

    YES = "yes"
    NO = "no"


class HolidayRow(Record):
    """放假调休: days, first and last included, that are off, or worked though a weekend."""

    first: date
    last: date
    works: Works
    name: Name
    source: Text = Field(min_length=1)

    @model_validator(mode="after")
    def _days_agree(self) -> Self:
        if not self.first <= self.last <= self.first + LONGEST * ONE_DAY:
            msg = f"从 {self.first} 到 {self.last}：末日不能早于首日，也不能长过 {LONGEST} 天"
            raise refusal(msg)
        if self.first.year != self.last.year:
            msg = "一行只写一年的日子，跨年的分两行写"
            raise refusal(msg)
        plain = [day for day in self.days if day.weekday() < SATURDAY]
        if self.works is Works.YES and plain:
            msg = f"{plain[0]} 本来就是周一至周五，不是调休上班日"
            raise refusal(msg)
        return self

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the row, in order."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + at * ONE_DAY for at in range(count))


@dataclass(frozen=True, slots=True)
class Workdays:
    """工作日历: `works` says of the days that differ from the week; `years` are those published."""

    works: Mapping[date, bool]
    years: frozenset[int]

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work on `day`; by the week where no notice says otherwise."""
        return self.works.get(day, day.weekday() < SATURDAY)

    def from_day(self, start: date) -> Iterator[date]:
        """Give the working days from `start` on, `start` included if it is one."""
        day = start
        while True:
            if self.is_workday(day):
                yield day
            day += ONE_DAY

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day`, which is not counted itself."""
        later = self.from_day(day + ONE_DAY)
        for _ in range(count - 1):
            next(later)
        return next(later)

    def unpublished(self, days: Iterable[date]) -> tuple[int, ...]:
        """Return the years of `days` of which no notice is in the table, in order."""
        return tuple(sorted({day.year for day in days} - self.years))


def calendar_of(rows: Iterable[HolidayRow]) -> Workdays:
    """Return the calendar that those rows make."""
    given = tuple(rows)
    works = {day: row.works is Works.YES for row in given for day in row.days}
    return Workdays(MappingProxyType(works), frozenset(day.year for day in works))


def read_workdays(path: Path = DATA / WORKDAYS) -> tuple[HolidayRow, ...]:
    """Read the table of holidays, in file order.

    Raises:
        DataError: the table is missing, a value does not fit, or a day stands in two rows.
    """
    rows = read_csv(HolidayRow, path)
    seen: set[date] = set()
    problems = []
    for line, row in rows:
        twice = [day for day in row.days if day in seen]
        seen.update(row.days)
        if twice:
            text = f"{twice[0]} 在前面的行里已经写过，一天只写一次"
            problems.append(Problem(line, "first", text))
    if problems:
        raise DataError(path, problems)
    return tuple(row for _, row in rows)


def office_workdays(office: Path) -> Path:
    """Return where an office keeps years of its own; they go before ours of the same year."""
    return office / "policies" / WORKDAYS


def load_workdays(office: Path | None = None) -> Workdays:
    """Return the calendar as it is now: the shipped years, and before them those of `office`.

    A table that does not open says nothing: of its years only the week is known.
    """
    own = office_workdays(office) if office is not None else None
    paths = (DATA / WORKDAYS, *((own,) if own is not None and own.exists() else ()))
    return _open_workdays(tuple((path, stamp(path)) for path in paths))


@lru_cache(maxsize=4)
def _open_workdays(paths: Sequence[tuple[Path, FileStamp]]) -> Workdays:
    none: tuple[HolidayRow, ...] = ()
    by_year: dict[int, list[HolidayRow]] = {}
    for path, _ in paths:
        rows = opened_or(none, partial(read_workdays, path))
        for year in {row.first.year for row in rows}:
            by_year[year] = [row for row in rows if row.first.year == year]
    return calendar_of(row for rows in by_year.values() for row in rows)
