"""路上时间: how far and how long a way is reckoned to be; for planning, never a timetable."""

from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from files.office import office_folder
from files.opening import DataFile, FileStamp, opened_or, stamp
from files.problems import validate
from files.records import Record
from files.yaml_reader import read_yaml

SHIPPED = Path(__file__).with_name("trip") / "settings.yaml"
FILE = "trip.yaml"
Positive = Annotated[float, Field(gt=0, le=10_000)]


class Travel(Record):
    """路上时间设置: kilometres straight, hours; what is printed below every itinerary."""

    road_factor: Annotated[float, Field(ge=1, le=5)]
    km_per_hour: Positive
    far_from_km: Positive
    far_km_per_hour: Positive
    longest_hours: Annotated[float, Field(gt=0, le=24)]
    visit_hours: Annotated[float, Field(gt=0, le=10)]

    def road_km(self, km: float) -> float:
        """Return how long the road is where the straight line is `km`."""
        return km * self.road_factor

    def hours(self, km: float) -> float:
        """Return how many hours the way takes where the straight line is `km`."""
        speed = self.far_km_per_hour if km >= self.far_from_km else self.km_per_hour
        return min(self.road_km(km) / speed, self.longest_hours)

    @property
    def note(self) -> str:
        """Say how it is reckoned."""
        return (
            f"路上公里＝直线公里×{self.road_factor:g}；时间按每小时 {self.km_per_hour:g} 公里"
            f"（直线 {self.far_from_km:g} 公里以上按 {self.far_km_per_hour:g} 公里，"
            f"再远按 {self.longest_hours:g} 小时）估算，只作排期用，实际车次填在小分队表里。"
        )


USUAL = Travel(
    road_factor=1.3,
    km_per_hour=80,
    far_from_km=400,
    far_km_per_hour=150,
    longest_hours=7,
    visit_hours=2,
)


def load_travel(environment: Mapping[str, str]) -> Travel:
    """Return the office's `trip.yaml`, else what is shipped; a file that is wrong is no file."""
    files = travel_files(office_folder(environment))
    return _first_open(tuple((file.path, stamp(file.path)) for file in files))


@lru_cache(maxsize=4)
def _first_open(paths: tuple[tuple[Path, FileStamp], ...]) -> Travel:
    for path, _ in paths:
        found = opened_or(None, partial(read_travel, path))
        if found is not None:
            return found
    return USUAL


def travel_files(office: Path | None = None) -> tuple[DataFile, ...]:
    """List the settings there should be: the office's own if it has any, then the shipped."""
    shipped = DataFile(SHIPPED, "路上时间按程序里的数估算；其他照常", partial(read_travel, SHIPPED))
    own = office / FILE if office else None
    if own is None or not own.exists():
        return (shipped,)
    closes = "路上时间按随附的数估算；其他照常"
    return (DataFile(own, closes, partial(read_travel, own)), shipped)


def read_travel(path: Path) -> Travel:
    """Read one file of settings.

    Raises:
        DataError: the file is not plain YAML, or a figure does not fit.
    """
    file = read_yaml(path)
    return validate(Travel, file, file.content)
