"""Texts of coordinates: 勘测定界 TXT, CASS .dat, and bare X,Y lines as surveyors send them.

Which of the two numbers is north the numbers themselves say; the datum is asked.
"""

import re
from collections.abc import Iterator, Sequence

from files.encoding import UnknownEncoding
from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem, UploadRefused, refuse_large
from geodata.coordinates import CoordinateRefused
from geodata.features import MAX_VERTICES, Feature, FeatureReading, closed, refused
from geodata.model import DATUM_NAMES, Datum
from geodata.placing import TOO_MUCH, Drawn, StatedPlace, place_features
from geodata.survey.survey_lines import is_survey, lines_of
from geodata.survey.survey_text import Parcel, read_parcels
from geodata.texts import asked_encoding

NUMBER = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{0,30})?")
BETWEEN = re.compile(r"[,\t;|]|(?<=[^,\t;|\s])\s+")
METRES = (100_000, 100_000_000)
LONGITUDES, LATITUDES = (115, 120), (24.5, 28.5)
FEWEST = 3  # corners of a plot
JOINED = "按点的顺序连成一圈；请在地图上核对形状"


def read_text_file(raw: bytes, interview: Interview) -> FeatureReading:
    """Return the plots of a text of coordinates, whichever of the forms it has."""
    try:
        refuse_large(raw)
        encoding = asked_encoding(raw, interview)
        text = encoding.decode(raw)
        found = _surveyed(text, interview) if is_survey(text) else _bare(text, interview)
    except (UploadRefused, UnknownEncoding, CoordinateRefused) as error:
        return refused(error)
    return found.joined(encoding=encoding.name)


def _surveyed(text: str, interview: Interview) -> FeatureReading:
    survey = read_parcels(text, interview)
    features = tuple(map(feature_of, survey.parcels))
    return FeatureReading(
        features,
        survey.problems,
        len(features) + len(survey.problems),
        survey.warnings,
        datum=DATUM_NAMES[Datum.CGCS2000],
        unusable=survey.unusable,
    )


def feature_of(parcel: Parcel) -> Feature:
    """Return a surveyed parcel as a feature whose properties have the headings of a list."""
    area = "" if parcel.area_ha is None else f"{parcel.area_ha:.10g}"
    note = f"地类编码 {parcel.land_class}" if parcel.land_class else ""
    properties = {
        "地块编号": parcel.number,
        "地块名称": parcel.name,
        "用地面积（公顷）": area,
        "地块用途": parcel.use,
        "备注": note,
    }
    return Feature(
        parcel.line,
        properties,
        parcel.rings,
        datum=Datum.CGCS2000,
        precision_m=parcel.precision_m,
    )


def _bare(text: str, interview: Interview) -> FeatureReading:
    groups = list(_groups(text))
    if not groups:
        msg = (
            "没有找到坐标：每行应当是「点号，X,Y」，或是勘测定界的[地块坐标],"
            "库里的数据没有改动；清单请另存为 .xlsx 或 .csv 再导入"
        )
        raise UploadRefused(msg)
    if sum(map(len, groups)) > MAX_VERTICES:
        raise UploadRefused(TOO_MUCH)
    drawn = [_drawn(group) for group in groups]
    warnings = [RowProblem(one.row, "界址点", JOINED) for one in drawn if one.loops]
    found = place_features(drawn, StatedPlace(ordered=False), interview)
    return found.joined(warnings=warnings)


def _drawn(group: Sequence[tuple[int, float, float]]) -> Drawn:
    row = group[0][0]
    places = [(x, y) for _, x, y in group]
    if len(places) == 1:
        return Drawn(row, {}, point=places[0])
    if len(set(places)) < FEWEST:
        return Drawn(row, {}, problem=f"只有 {len(set(places))} 个不同的点，围不成地块")
    return Drawn(row, {}, (closed(places),))


def _groups(text: str) -> Iterator[list[tuple[int, float, float]]]:
    """Give the points of each plot, with their lines; an empty or other line begins a new one.

    Raises:
        UploadRefused: a line among the points cannot be read as one.
    """
    group: list[tuple[int, float, float]] = []
    for number, line in enumerate(lines_of(text), 1):
        place = _place(line)
        if place is not None:
            group.append((number, *place))
            if len(group) > FEWEST and place == group[0][1:]:
                yield group
                group = []
            continue
        if group and any(map(_is_coordinate, _numbers(line))):
            msg = (
                f"第{number}行不像「点号，X,Y」（填写值：{line.strip()[:40]}），库里的数据没有改动"
            )
            raise UploadRefused(msg)
        if group:
            yield group
        group = []
    if group:
        yield group


def _place(line: str) -> tuple[float, float] | None:
    """Return the first two numbers of a line that can be a coordinate each, one north, one east."""
    numbers = _numbers(line)
    metres = [n for n in numbers if METRES[0] <= n < METRES[1]]
    if len(metres) >= 2:  # noqa: PLR2004
        return metres[0], metres[1]
    degrees = [n for n in numbers if _within(n, LONGITUDES) or _within(n, LATITUDES)]
    pair = degrees[-2:] if len(degrees) >= 2 else []  # noqa: PLR2004
    if pair and _within(pair[0], LONGITUDES) != _within(pair[1], LONGITUDES):
        return pair[0], pair[1]
    return None


def _numbers(line: str) -> list[float]:
    parts = (part.strip() for part in BETWEEN.split(line.replace(",", ",").strip()))
    return [float(part) for part in parts if NUMBER.fullmatch(part)]


def _is_coordinate(number: float) -> bool:
    return METRES[0] <= number < METRES[1]


def _within(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]
