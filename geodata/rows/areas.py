"""Compare the area a file records with what its corners enclose, and ask where they disagree.

Units are a factor of 6.67, 15, 666.67 or 10 000 apart: a wrong one is seen, and named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import shapely
from pyproj import Geod

from files.sheets.questions import Interview
from files.sheets.refusals import RowProblem
from geodata.features import Ring
from geodata.model import M2_PER_MU
from geodata.rows.headings import PlotHeader, PlotHeading, factor_of

BARE = re.compile(r"\d{1,12}(\.\d{1,12})?")
UNIT_ABOVE = re.compile(r"单位[::]?[^;。]*?(万平方米|平方米|㎡|公顷|亩)")
ELLIPSOID = Geod(ellps="GRS80")
AGREES = 0.2  # share by which record and corners may differ without a question
UNITS = {"公顷": 10_000.0, "平方米": 1.0, "亩": M2_PER_MU, "万平方米": 10_000.0, "平方公里": 1e6}
ASK_UNIT = "面积的单位是什么？"
ASK_AREA = "面积与界址点围成的面积相差太大，以哪个为准？"
BY_RECORD, BY_CORNERS = "以记录为准", "以界址点计算为准"


def settle_units(
    header: PlotHeader,
    recorded: Mapping[int, Sequence[tuple[str, float]]],
    interview: Interview,
    title: str = "",
) -> tuple[PlotHeader, list[RowProblem]]:
    """Return the header with every unit of land area settled, and what was concluded.

    `recorded` gives by column its cells and beside each what the corners of its row enclose, in
    m² (0 if nothing). `title` is what stands above the list: «单位：亩、万元» says it there.
    """
    headings = dict(header.headings)
    warnings: list[RowProblem] = []
    for at, heading in header.headings.items():
        if heading.column.field != "area_mu":
            continue
        settled = _settled(heading, recorded.get(at, ()), interview, title)
        if settled is None:
            continue
        unit, why = settled
        factor = factor_of(heading.column, unit) if unit else None
        if factor is None:
            continue
        headings[at] = replace(heading, factor=factor)
        warnings.append(RowProblem(header.row, heading.written, why))
    return replace(header, headings=headings), warnings


def _settled(
    heading: PlotHeading, cells: Sequence[tuple[str, float]], interview: Interview, title: str
) -> tuple[str, str] | None:
    """Return the unit of a column and how it was found, or None if it stays as it is written."""
    pairs = [(float(text), m2) for text, m2 in cells if BARE.fullmatch(text)]
    stated = heading.factor
    if stated is not None and not _contradicted(pairs, stated):
        return None
    likely = likely_unit(pairs)
    above = UNIT_ABOVE.search(title)
    if stated is None and above and not likely:
        return above[1], f"单位按表头上方写的「{above[1]}」"
    if stated is None and likely and _all_agree(pairs, UNITS[likely]):
        return likely, f"没有写单位，按界址点围成的面积核对是{likely}"
    if stated is None and not any(BARE.fullmatch(text) for text, _ in cells):
        return None
    if not likely and stated is not None:
        return None  # no unit explains it: asked row by row
    said = f"{ASK_UNIT}列「{heading.written}」"
    answer = interview.ask("unit", said, ("亩", "公顷", "平方米"), likely)
    return answer, f"单位按「{answer}」读取"


def _contradicted(pairs: Sequence[tuple[float, float]], factor: float) -> bool:
    known = [(number * factor * M2_PER_MU, m2) for number, m2 in pairs if number > 0 and m2 > 0]
    return sum(not agree(*pair) for pair in known) * 2 > len(known)


def _all_agree(pairs: Sequence[tuple[float, float]], size: float) -> bool:
    return all(agree(number * size, m2) for number, m2 in pairs if number > 0 and m2 > 0)


class AreaRow(Protocol):
    """What is needed of a row that is being read."""

    number: int
    values: dict[str, object]

    def refuse(self, name: str, text: str, written: str = "") -> None: ...  # noqa: D102


def enclosed_m2(rings: Sequence[Ring]) -> float:
    """Return what WGS-84 rings enclose on the ellipsoid, in m²: a point in an odd number is in."""
    if not rings:
        return 0.0
    area: shapely.Geometry = shapely.Polygon(rings[0])
    if len(rings) > 1:  # all at once: ring by ring would take the square of their number
        area = shapely.build_area(shapely.MultiLineString(rings))
    return float(abs(ELLIPSOID.geometry_area_perimeter(shapely.orient_polygons(area))[0]))


def likely_unit(pairs: Sequence[tuple[float, float]], units: Mapping[str, float] = UNITS) -> str:
    """Return the unit in which most recorded numbers (first) are the enclosed m² (second)."""
    votes = [_unit_of(number, m2, units) for number, m2 in pairs if number > 0 and m2 > 0]
    named = [vote for vote in votes if vote]
    best = max(named, key=named.count, default="")
    return best if named.count(best) * 2 > len(votes) else ""


def _unit_of(number: float, m2: float, units: Mapping[str, float]) -> str:
    fits = [unit for unit, size in units.items() if agree(number * size, m2)]
    return fits[0] if fits else ""


def agree(recorded: float, computed: float) -> bool:
    """Tell whether two areas are the same but for what surveying and drawing may differ."""
    return abs(recorded - computed) <= AGREES * max(recorded, computed)


def check_area(row: AreaRow, boundary: Sequence[Ring], interview: Interview) -> str:
    """Ask about a row whose recorded area its corners contradict; return what is said of it.

    The answer is taken over into the row. "" if record and corners agree.
    """
    recorded = row.values.get("area_mu")
    if not isinstance(recorded, float) or not boundary:
        return ""
    computed = enclosed_m2(boundary) / M2_PER_MU
    if agree(recorded, computed):
        return ""
    text = f"记录 {recorded:.6g} 亩，界址点围成 {computed:.6g} 亩"
    unit = _unit_of(recorded, computed, FACTORS)
    named = f"（像是{unit}）" if unit else ""
    likely = BY_CORNERS if unit else BY_RECORD
    answer = interview.ask(
        "area", f"{ASK_AREA}第{row.number}行{text}{named}", (BY_RECORD, BY_CORNERS), likely
    )
    if answer == BY_CORNERS:
        row.values["area_mu"] = float(f"{computed:.6g}")
    return f"{text}{named}；{answer}"


# What a number of 亩 would have been, if it is this many times what the corners enclose.
FACTORS = {
    "平方米被当成了公顷": 1e-4,
    "亩被当成了公顷": 1 / 15,
    "平方米被当成了亩": 1 / M2_PER_MU,
    "公顷被当成了亩": 15.0,
    "亩被当成了平方米": M2_PER_MU,
    "公顷被当成了平方米": 1e4,
}
