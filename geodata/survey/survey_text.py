"""Read 勘测定界 TXT, the boundary file every surveyor hands in.

GB18030 or UTF-8, [ ] or 【 】, plot lines of 8 and more fields of which the first eight mean the
same everywhere. X is north and Y is east. Anything that is not CGCS2000 in zone 39 or 40 of
3 degrees is refused with its line; conversion parameters are neither used nor kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import shapely

from files.encoding import UnknownEncoding
from files.errors import ProductError
from files.records import with_codes
from files.sheets.questions import Interview
from files.sheets.refusals import (
    RowProblem,
    UploadRefused,
    first_problems,
    first_warnings,
    refuse_large,
)
from geodata.coordinates import (
    ZONE_UNIT,
    CoordinateRefused,
    projected_to_degrees,
    read_datum,
    refuse_far,
    zone_of,
)
from geodata.features import DECIMALS, Ring, boundary_problem, closed, largest_first
from geodata.model import DATUM_NAMES, Datum
from geodata.placing import ASK_DATUM, OF_METRES, StatedPlace, find_way
from geodata.survey.survey_lines import Corner, SurveyedPlot, SurveySheet, take_apart
from geodata.texts import asked_encoding

NOT_CLOSED = "最后一个界址点不是第一点，已把两点连起来；请在地图上核对有没有漏点"
LARGE = 0.2  # beyond which a person decides what counts
AREA_AGREES = 0.001  # of the recorded area, as the surveyors' own rules have it
AREA_ROUNDING = 0.00005  # hectares: the recorded figure has four decimals
MAX_RINGS = 200
M2_PER_HECTARE = 10_000
# What a header line may say, and what to do if it says anything else.
HEADER_RULES = (
    ("几度分带", re.compile(r"^(3|三)?(度|度带|度分带)?$"), "只接受 3 度带，请由测绘单位转换"),
    ("投影类型", re.compile(r"高斯|^$"), "只接受高斯克吕格投影"),
    ("计量单位", re.compile(r"^(米|m|M|)$"), "只接受以米为单位的坐标"),
    ("带号", re.compile(r"^第?[0-9]{0,2}(度带|带)?$"), "应当是 39 或 40"),
)


@dataclass(frozen=True, slots=True)
class Parcel:
    """地块: one plot of a survey file, as recorded; rings in WGS-84 degrees, lon/lat.

    `area_ha` is the surveyor's own figure (None: left empty), `computed_ha` what the corners
    enclose on the projection plane. A point is inside if an odd number of rings goes round it;
    the first ring is an outer one. `line` is where the plot begins in the file. `closed_here`: its
    last corner was not the first one again, and a line was drawn between them.
    """

    line: int
    number: str
    name: str
    use: str
    land_class: str
    area_ha: float | None
    computed_ha: float
    rings: tuple[Ring, ...]
    precision_m: float | None = None
    closed_here: bool = False


@dataclass(frozen=True, slots=True)
class SurveyReading:
    """What a survey file holds; if `problems` is not empty nothing may be saved.

    Rows are lines of the file. `warnings` do not forbid saving: the recorded area is kept even
    where the corners enclose another.
    """

    parcels: tuple[Parcel, ...]
    problems: tuple[RowProblem, ...]
    warnings: tuple[RowProblem, ...] = ()
    encoding: str = ""
    unusable: bool = False


class _PlotError(ProductError):
    """One plot cannot be used; `line` is where."""

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        super().__init__(text)


def read_survey(raw: bytes, interview: Interview | None = None) -> SurveyReading:
    """Return the plots of a survey file, in the order of the file."""
    asked = interview or Interview()
    try:
        refuse_large(raw)
        encoding = asked_encoding(raw, asked)
        found = read_parcels(encoding.decode(raw), asked)
    except (UploadRefused, UnknownEncoding, CoordinateRefused) as error:
        return SurveyReading((), (RowProblem(0, "", str(error)),), unusable=True)
    return replace(found, encoding=encoding.name)


def read_parcels(text: str, interview: Interview) -> SurveyReading:
    """Return the plots of the text of a survey file.

    Raises:
        UploadRefused: it is too large, or holds no plots.
        CoordinateRefused: a person named a datum that cannot be used.
    """
    sheet = take_apart(text)
    problems = [*sheet.problems, *_header_problems(sheet)]
    if problems:
        return SurveyReading((), first_problems(problems), unusable=True)
    if not sheet.stated("坐标系")[1]:
        read_datum(interview.ask("datum", ASK_DATUM, OF_METRES, DATUM_NAMES[Datum.CGCS2000]))
    zone = _stated_zone(sheet)
    if zone is None and sheet.plots and all(p.corners for p in sheet.plots):
        zone = _asked_zone(sheet, interview)
    parcels: list[Parcel] = []
    for plot in sheet.plots:
        try:
            parcels.append(_parcel(plot, zone, _stated_precision(sheet)))
        except _PlotError as error:
            problems.append(RowProblem(error.line, "", str(error)))
    warnings = [*_parameter_warning(sheet), *filter(None, map(_area_warning, parcels))]
    warnings += [*_width_warning(sheet), *_left_out(sheet)]
    warnings += [RowProblem(p.line, "界址点", NOT_CLOSED) for p in parcels if p.closed_here]
    return SurveyReading(tuple(parcels), first_problems(problems), first_warnings(warnings))


def _width_warning(sheet: SurveySheet) -> Iterator[RowProblem]:
    """Say once that full-width signs were read as narrow ones, with the first line as written."""
    for line, written in list(sheet.widened.items())[:1]:
        text = (
            f"有 {len(sheet.widened)} 行的分隔符是全角的“，”或“＝”，按半角读"
            f"（第{line}行原文：{with_codes(written)[:60]}）"
        )
        yield RowProblem(line, "", text)


def _left_out(sheet: SurveySheet) -> Iterator[RowProblem]:
    """Say once of each kind of text that is not taken what it is, with the first as written."""
    for what, (line, written, count) in sheet.beside.items():
        shown = with_codes(written)[:40]
        yield RowProblem(line, "", f"{what}没有导入，共 {count} 处（第{line}行：{shown}）")


def _asked_zone(sheet: SurveySheet, interview: Interview) -> int | None:
    """Ask for the zone that neither the header nor the eastings give."""
    corners = [(plot.corners[0].east, plot.corners[0].north) for plot in sheet.plots]
    if any(zone_of(east) is not None or _far_off(east) for east, _ in corners):
        return None
    way = find_way(corners, StatedPlace(Datum.CGCS2000), interview)
    return way.zone


def _far_off(east: float) -> bool:
    return not 0 < east < ZONE_UNIT


def _header_problems(sheet: SurveySheet) -> Iterator[RowProblem]:
    line, system = sheet.stated("坐标系")
    try:
        if system and read_datum(system) is not Datum.CGCS2000:
            text = f"应当是 2000 国家大地坐标系（填写值：{system[:40]}）"
            yield RowProblem(line, "坐标系", text)
    except CoordinateRefused as error:
        yield RowProblem(line, "坐标系", str(error))
    yield from _rule_problems(sheet)


def _rule_problems(sheet: SurveySheet) -> Iterator[RowProblem]:
    for key, allowed, advice in HEADER_RULES:
        line, value = sheet.stated(key)
        if not allowed.search(value):
            yield RowProblem(line, key, f"{advice}（填写值：{value[:40]}）")


def _stated_zone(sheet: SurveySheet) -> int | None:
    digits = re.sub(r"\D", "", sheet.stated("带号")[1])
    return int(digits) if digits else None


def _stated_precision(sheet: SurveySheet) -> float | None:
    """Return what the header calls 精度, in metres.

    A whole number without its unit is the number of decimals, as often as not: it says nothing.
    """
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,6})?)\s*(米|m)?", sheet.stated("精度")[1].strip())
    if not found or (found[1].isdigit() and not found[2]):
        return None
    return float(found[1]) or None


def _parcel(plot: SurveyedPlot, stated_zone: int | None, precision_m: float | None) -> Parcel:
    rings, closed_here = _rings_in_metres(plot)
    zone, prefixed = _zone_of_plot(plot, stated_zone)
    return Parcel(
        line=plot.line,
        number=plot.number,
        name=plot.name,
        use=plot.use,
        land_class=plot.land_class,
        area_ha=float(plot.area) if plot.area else None,
        computed_ha=enclosed_area(rings) / M2_PER_HECTARE,
        rings=tuple(_in_degrees(plot, ring, zone, prefixed=prefixed) for ring in rings),
        precision_m=precision_m,
        closed_here=closed_here,
    )


def _rings_in_metres(plot: SurveyedPlot) -> tuple[tuple[Ring, ...], bool]:
    """Return the rings as (east, north), the largest first, and whether one had to be closed.

    Raises:
        _PlotError: corners are missing, or a ring crosses itself.
    """
    by_number: dict[int, list[tuple[float, float]]] = {}
    for corner in plot.corners:
        by_number.setdefault(corner.ring, []).append((corner.east, corner.north))
    total, rings = len(plot.corners), [closed(ring) for ring in by_number.values()]
    here = sum(map(len, rings)) > total
    # Some count the point that closes a ring, some do not.
    if plot.count and not total - len(rings) <= float(plot.count) <= total:
        text = f"写明 {plot.count} 个界址点，实有 {total} 个；文件可能不完整"
        raise _PlotError(plot.line, text)
    if not rings or len(rings) > MAX_RINGS:
        raise _PlotError(plot.line, f"界址点应当组成 1 到 {MAX_RINGS} 圈，这里是 {len(rings)} 圈")
    problem = boundary_problem(rings)
    if problem:
        raise _PlotError(plot.line, problem)
    return largest_first(rings), here


def _zone_of_plot(plot: SurveyedPlot, stated: int | None) -> tuple[int, bool]:
    """Return the zone and whether the eastings carry it in front.

    Raises:
        _PlotError: X and Y are exchanged, or the zone is missing or stated in two ways.
    """
    first = plot.corners[0]
    written = zone_of(first.east)
    for corner in plot.corners:
        if _is_exchanged(corner):
            raise _PlotError(
                corner.line, "X（北）和 Y（东）可能写反了：X 应当是约 2900000 的北坐标"
            )
        if zone_of(corner.east) != written:
            raise _PlotError(corner.line, "同一地块里有两种带号")
    if written is not None and stated is not None and written != stated:
        text = f"文件头写带号 {stated}，坐标前面却是 {written}；请由测绘单位核对"
        raise _PlotError(first.line, text)
    zone = written if written is not None else stated
    if zone is None:
        text = "缺少带号：文件头没有写，东坐标前面也没有（应为 8 位，如 39559917.902）"
        raise _PlotError(first.line, text)
    return zone, written is not None


def _is_exchanged(corner: Corner) -> bool:
    return corner.north > 10 * ZONE_UNIT or corner.north < ZONE_UNIT < corner.east < 4 * ZONE_UNIT


def _in_degrees(plot: SurveyedPlot, ring: Ring, zone: int, *, prefixed: bool) -> Ring:
    east, north = np.array(ring).T
    try:
        lon, lat = projected_to_degrees(east, north, zone, prefixed=prefixed)
        refuse_far(lon, lat)
    except CoordinateRefused as error:
        raise _PlotError(plot.corners[0].line, str(error)) from error
    places = np.column_stack([lon, lat]).round(DECIMALS).tolist()
    return tuple((lon, lat) for lon, lat in places)


def enclosed_area(rings: Iterable[Ring]) -> float:
    """Return what the rings enclose, in the square of their unit: holes off, parts on.

    A ring counts off if an odd number of larger rings goes round it.
    """
    polygons = sorted(map(shapely.Polygon, rings), key=lambda p: p.area, reverse=True)
    total = 0.0
    for i, polygon in enumerate(polygons):
        inside = polygon.representative_point()
        depth = sum(bool(larger.contains(inside)) for larger in polygons[:i])
        total += polygon.area if depth % 2 == 0 else -polygon.area
    return total


def _area_warning(parcel: Parcel) -> RowProblem | None:
    recorded, computed = parcel.area_ha, parcel.computed_ha
    if recorded is None or abs(computed - recorded) <= recorded * AREA_AGREES + AREA_ROUNDING:
        return None
    text = f"记录为 {recorded:g} 公顷，按界址点计算为 {computed:.4f} 公顷，相差超过 0.1%"
    text += "；以记录为准" if abs(computed - recorded) <= LARGE * recorded else ""
    return RowProblem(parcel.line, "地块面积", text)


def _parameter_warning(sheet: SurveySheet) -> Iterator[RowProblem]:
    line, value = sheet.stated("转换参数")
    if re.search(r"[1-9]", value):
        yield RowProblem(line, "转换参数", "文件里的转换参数没有使用，也不会保存")
