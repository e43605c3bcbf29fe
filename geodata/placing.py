"""Bring the shapes of a map file to WGS-84: by what it states, else by its numbers and an answer.

The numbers decide what cannot be otherwise (which of two is north, which zone stands in front,
which zone an easting of Sanming can only be of); what they leave open is asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from files.errors import ProductError
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, first_problems
from geodata.coordinates import (
    MOST_DEGREES,
    TO_WGS84,
    ZONES,
    CoordinateRefused,
    Degrees,
    near_sanming,
    projected_to_degrees,
    read_datum,
    refuse_far,
    with_zone,
    zone_of,
)
from geodata.features import (
    DECIMALS,
    MAX_FEATURES,
    MAX_VERTICES,
    Feature,
    FeatureReading,
    Ring,
    boundary_problem,
    largest_first,
)
from geodata.model import DATUM_NAMES, Datum

NORTHINGS = (2_000_000, 4_000_000)  # metres; those of Sanming are around 2 900 000
SHAPE = "图形"
ASK_DATUM = "坐标是哪个坐标系的？"
ASK_ZONE = "东坐标前面没有带号，是几度带的第几带？"
OF_DEGREES = tuple(DATUM_NAMES[d] for d in (Datum.WGS84, Datum.CGCS2000, Datum.GCJ02, Datum.BD09))
OF_METRES = (DATUM_NAMES[Datum.CGCS2000], "西安80", "北京54")
TOO_MUCH = (
    f"内容太多：最多 {MAX_FEATURES} 个图形、{MAX_VERTICES} 个顶点，"
    "库里的数据没有改动；请分成几个文件再导入"
)
Loop = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """图形（原样）: one row of a map file, its numbers as they stand there, first x, then y.

    `problem` says why its row cannot be used, "" if it can; `column` where that stands.
    """

    row: int
    properties: Mapping[str, str]
    loops: tuple[Loop, ...] = ()
    point: tuple[float, float] | None = None
    problem: str = ""
    column: str = SHAPE


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """写明的坐标系: what a file says of its numbers; None where it says nothing.

    `likely` is what is usual for its kind, if nothing is said. `where` names what says it (.prj).
    `ordered`: the form itself says that the longitude stands first.
    """

    datum: Datum | None = None
    zone: int | None = None
    prefixed: bool = False
    likely: Datum = Datum.CGCS2000
    where: str = "文件"
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class PlaceConversion:
    """换算: how the numbers of one file become degrees. `zone` is None for degrees.

    `swapped`: y stands first. `remark` says what the numbers contradict, "" if nothing.
    """

    datum: Datum
    zone: int | None = None
    prefixed: bool = False
    swapped: bool = False
    remark: str = ""

    def degrees(self, places: Loop) -> Degrees:
        """Return an array (n, 2) of WGS-84 longitudes and latitudes, all of them near Sanming.

        Raises:
            CoordinateRefused: one is not, or is no number.
        """
        numbers = np.array([place[:2] for place in places], float)
        if not np.isfinite(numbers).all():
            msg = "坐标不是有限的数字；请重新导出"
            raise CoordinateRefused(msg)
        x, y = (numbers[:, 1], numbers[:, 0]) if self.swapped else (numbers[:, 0], numbers[:, 1])
        if self.zone is None:
            refuse_far(x, y)
            lon, lat = TO_WGS84[self.datum](x, y)
        else:
            # A file of both zones writes each in front of its eastings.
            zone = zone_of(float(x[0])) if self.prefixed else self.zone
            lon, lat = projected_to_degrees(x, y, zone or self.zone, prefixed=self.prefixed)
            far = np.flatnonzero(~np.atleast_1d(near_sanming(lon, lat)))
            if far.size:
                refuse_far(lon, lat, given=(float(x[far[0]]), float(y[far[0]])))
        degrees: Degrees = np.column_stack([lon, lat])
        return degrees.round(DECIMALS)

    def given(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return a point as it has to be written where it stands alone: x first, zone in front."""
        x, y = (place[1], place[0]) if self.swapped else place
        return (x if self.zone is None else with_zone(x, self.zone, prefixed=self.prefixed)), y


def place_features(
    drawn: Sequence[Drawn], stated: StatedPlace, interview: Interview
) -> FeatureReading:
    """Return what was drawn in WGS-84 degrees; a shape that cannot be used is a problem of its row.

    Raises:
        CoordinateRefused: the file as a whole is in a datum or zone that cannot be used.
        UploadRefused: there is too much of it.
    """
    numbers = [place for one in drawn for place in _places(one)]
    if not numbers:
        features = [Feature(one.row, one.properties) for one in drawn if not one.problem]
        problems = [RowProblem(one.row, one.column, one.problem) for one in drawn if one.problem]
        return FeatureReading(tuple(features), first_problems(problems), len(drawn))
    way = find_way(numbers, stated, interview)
    found = [_feature(one, way) for one in drawn]
    return FeatureReading(
        tuple(one for one in found if isinstance(one, Feature)),
        first_problems(one for one in found if isinstance(one, RowProblem)),
        len(drawn),
        warnings=(RowProblem(0, "坐标系", way.remark),) if way.remark else (),
        datum=DATUM_NAMES[way.datum],
    )


def _places(one: Drawn) -> Iterator[tuple[float, float]]:
    for loop in one.loops:
        yield from loop[:1]
    if one.point:
        yield one.point


def _feature(one: Drawn, way: PlaceConversion) -> Feature | RowProblem:
    if one.problem:
        return RowProblem(one.row, one.column, one.problem)
    try:
        rings = largest_first(_ring(loop, way) for loop in one.loops)
        point = _ring([one.point], way)[0] if one.point and not rings else None
    except CoordinateRefused as error:
        return RowProblem(one.row, SHAPE, str(error))
    problem = boundary_problem(rings)
    if problem:
        return RowProblem(one.row, SHAPE, problem)
    given = way.given(one.point) if point and one.point else None
    datum = way.datum if way.zone is None else Datum.CGCS2000
    return Feature(one.row, one.properties, rings, point, datum, given)


def _ring(loop: Loop, way: PlaceConversion) -> Ring:
    return tuple((lon, lat) for lon, lat in way.degrees(loop).tolist())


def find_way(numbers: Loop, stated: StatedPlace, interview: Interview) -> PlaceConversion:
    """Return how the numbers of a file become degrees; asks what neither it nor they say.

    Raises:
        CoordinateRefused: it is in a datum or zone that cannot be used.
    """
    x, y = _middle(numbers)
    swapped = _is_swapped(x, y, ordered=stated.ordered)
    east, north = (y, x) if swapped else (x, y)
    if max(abs(east), abs(north)) <= MOST_DEGREES:
        return _way_of_degrees(stated, interview, (east, north), swapped=swapped)
    zone, prefixed, remark = _zone(stated, interview, (east, north))
    datum = stated.datum or _asked_datum(interview, OF_METRES, Datum.CGCS2000)
    if datum not in {Datum.CGCS2000, Datum.WGS84}:
        given = f"坐标 {x:.10g}，{y:.10g} 是以米为单位的"
        msg = f"{given}，坐标系应当是 CGCS2000（填写值：{datum.value}）"
        raise CoordinateRefused(msg)
    return PlaceConversion(datum, zone, prefixed, swapped, remark)


def _middle(numbers: Loop) -> tuple[float, float]:
    """Return a middle point: one wrong number must not decide for a whole file."""
    array = np.array([place[:2] for place in numbers], float)
    array = array[np.isfinite(array).all(axis=1)]
    if not len(array):
        return 0.0, 0.0  # every row of it is refused by itself
    x, y = np.sort(array, axis=0)[(len(array) - 1) // 2]
    return float(x), float(y)


def _is_swapped(x: float, y: float, *, ordered: bool) -> bool:
    """Tell whether north stands first: only then can the numbers lie where they must."""
    if max(abs(x), abs(y)) <= MOST_DEGREES:
        return not ordered and bool(near_sanming(y, x))
    low, high = NORTHINGS
    return low < x < high and not low < y < high


def _way_of_degrees(
    stated: StatedPlace, interview: Interview, at: tuple[float, float], *, swapped: bool
) -> PlaceConversion:
    if stated.zone is not None:
        text = f"{stated.where}写的是高斯克吕格投影，坐标却是经纬度（{at[0]:.10g}，{at[1]:.10g}）"
        return PlaceConversion(
            stated.datum or Datum.CGCS2000, swapped=swapped, remark=f"{text}；按经纬度读取"
        )
    datum = stated.datum or _asked_datum(interview, OF_DEGREES, stated.likely)
    remark = "纬度写在经度前面；已按经度、纬度读取" if swapped else ""
    return PlaceConversion(datum, swapped=swapped, remark=remark)


def _asked_datum(interview: Interview, choices: Sequence[str], likely: Datum) -> Datum:
    datum = read_datum(interview.ask("datum", ASK_DATUM, choices, DATUM_NAMES[likely]))
    if datum is Datum.UNKNOWN:
        msg = "坐标系不明，图形不能导入，库里的数据没有改动；请问清楚坐标系再导入"
        raise CoordinateRefused(msg)
    return datum


def _zone(
    stated: StatedPlace, interview: Interview, at: tuple[float, float]
) -> tuple[int, bool, str]:
    """Return zone, whether it stands in front of the eastings, and what contradicts it."""
    east, north = at
    written = zone_of(east)
    said = f"{stated.where}写的是{_words(stated)}，坐标却是 {east:.10g}，{north:.10g}"
    if written is not None:
        if written not in ZONES or (stated.zone not in {None, written}):
            msg = f"{said}；请核对带号，三明市只在 3 度带的 39 带和 40 带"
            raise CoordinateRefused(msg)
        fits = stated.zone is None or stated.prefixed
        return written, True, "" if fits else f"{said}（前面有带号 {written}）；按 {written} 带读取"
    if stated.zone is not None:
        remark = f"{said}（前面没有带号）；按 {stated.zone} 带、不带带号读取"
        return stated.zone, False, remark if stated.prefixed else ""
    likely = next((z for z in ZONES if _lies_in(z, east, north)), ZONES[0])
    answer = interview.ask("zone", ASK_ZONE, [str(zone) for zone in ZONES], str(likely))
    digits = "".join(c for c in answer if c.isdigit())[-2:]
    return (int(digits) if digits else likely), False, ""


def _words(stated: StatedPlace) -> str:
    if stated.zone is None:
        return "经纬度" if stated.datum else "不明的坐标系"
    return f" {stated.zone} 带、东坐标{'前面有' if stated.prefixed else '前面没有'}带号"


def _lies_in(zone: int, east: float, north: float) -> bool:
    try:
        lon, lat = projected_to_degrees(east, north, zone, prefixed=False)
    except ProductError:
        return False
    return bool(near_sanming(lon, lat))
