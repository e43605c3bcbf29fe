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

FILE = "trip.yaml"
MISSING = "路上时间按通常的数估算；其他照常"
Positive = Annotated[float, Field(gt=0, le=10_000)]


class Travel(Record):
    """路上时间设置: kilometres straight, hours; what is printed below every itinerary.

    For planning only. An office writes other figures into its `trip.yaml`.
    """

    road_factor: Annotated[float, Field(ge=1, le=5)] = 1.3  # the road, of the straight line
    km_per_hour: Positive = 80
    far_from_km: Positive = 400  # straight; from here on the train is taken
    far_km_per_hour: Positive = 150  # changes included
    longest_hours: Annotated[float, Field(gt=0, le=24)] = 7  # however far: the plane
    visit_hours: Annotated[float, Field(gt=0, le=10)] = 2  # ways within the city included

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


USUAL = Travel()


def load_travel(environment: Mapping[str, str]) -> Travel:
    """Return the office's `trip.yaml`; without one, or with one that is wrong, the usual figures.

    What the file leaves out is as usual.
    """
    path = office_folder(environment) / FILE
    return _opened(path, stamp(path)) if path.exists() else USUAL


@lru_cache(maxsize=4)
def _opened(path: Path, _: FileStamp) -> Travel:
    return opened_or(USUAL, partial(read_travel, path))


def travel_files(office: Path) -> tuple[DataFile, ...]:
    """List the office's own file if it has one; none is shipped."""
    own = office / FILE
    return (DataFile(own, MISSING, partial(read_travel, own)),) if own.exists() else ()


def read_travel(path: Path) -> Travel:
    """Read one file of settings.

    Raises:
        DataError: the file is not plain YAML, or a figure does not fit.
    """
    file = read_yaml(path)
    return validate(Travel, file, file.content)
