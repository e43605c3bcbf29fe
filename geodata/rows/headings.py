"""Understand the heading row of a list: title rows above it, units in brackets, other spellings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from files.sheets.heading_rows import heading_rows
from files.sheets.headings import NOISE, plain
from geodata.rows.columns import COLUMNS, PlotColumn

REMARKS = frozenset({"必填", "选填", "可选", "可不填", "填数字", "数字"})
BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
OPEN_BRACKET = re.compile(r"[(\[【]([^)\]】]*)$")
FEWEST_LEFT = 2  # characters of a cut name that still say something
# A row's place in a list says nothing of the plot; nor does what a map program reckons itself.
IGNORED = frozenset(
    {"序号", "行号", "no", "fid", "objectid", "shapearea", "shapeleng", "shapelength", "id0"}
    | {"没有导入的原因", "原来的行"}  # our own, of rows handed back
)
SEARCHED = 20  # rows in which the headings must begin
FEWEST = 3  # headings that make a row the heading row,
ENOUGH = (
    {"id", "name"},
    {"name", "area_mu"},
    {"name", "lonlat"},
    {"name", "shape"},
)  # unless these


@dataclass(frozen=True, slots=True)
class PlotHeading:
    """表头: one cell of a heading row, understood.

    `factor` is how many of our unit one of the list's is, or None if it does not say.
    `problem` says what is wrong with the heading.
    """

    column: PlotColumn
    written: str
    factor: float | None = 1.0
    problem: str = ""


def understand(written: str, *, cut: bool = False) -> PlotHeading | None:
    """Return what a heading means, or None if it is none of ours.

    `cut`: it may have lost its end, as the ten bytes of a shapefile's column names make it.
    """
    text = plain(written)
    bracket = BRACKETS.search(text) or OPEN_BRACKET.search(text)
    base = NOISE.sub("", text[: bracket.start()] + text[bracket.end() :] if bracket else text)
    whole = NOISE.sub("", re.sub(r"[()\[\]【】]", "", text))
    column = BY_NAME.get(whole) or BY_NAME.get(base)
    if column is not None:
        unit = bracket.group(1) if bracket and whole not in BY_NAME else ""
        return _with_unit(column, written.strip(), unit, cut=cut)
    if whole in WITH_UNIT:
        column, unit = WITH_UNIT[whole]
        return _with_unit(column, written.strip(), unit)
    return _of_start(base, written.strip()) if cut else None


def _of_start(base: str, written: str) -> PlotHeading | None:
    """Return what a name means that is the beginning of names of one column only."""
    if len(base) < FEWEST_LEFT:
        return None
    found = {column.field: column for name, column in BY_NAME.items() if name.startswith(base)}
    return _with_unit(next(iter(found.values())), written, "") if len(found) == 1 else None


def _with_unit(column: PlotColumn, written: str, unit: str, *, cut: bool = False) -> PlotHeading:
    if not column.units:
        return PlotHeading(column, written)
    if cut:
        unit = _whole_unit(column, unit)
    if not unit or unit in REMARKS:
        return PlotHeading(column, written, None if column.unit_needed else 1.0)
    factor = factor_of(column, unit)
    if factor is None:
        known = "、".join(main_units(column))
        problem = f"不认识的单位「{unit[:20]}」，可用：{known}"
        return PlotHeading(column, written, problem=problem)
    return PlotHeading(column, written, factor)


def _whole_unit(column: PlotColumn, start: str) -> str:
    """Return the unit that a cut one begins, if it can be but one; "" if it could be several."""
    known = SPELLINGS[column.field]
    if not start or start in known:
        return start
    return (
        next((unit for unit in known if unit.startswith(start)), "")
        if len({factor for unit, factor in known.items() if unit.startswith(start)}) == 1
        else ""
    )


def main_units(column: PlotColumn) -> list[str]:
    """Return one spelling of each of a column's units, as they are offered to a person."""
    first: dict[float, str] = {}
    for unit, factor in column.units.items():
        first.setdefault(factor, unit)
    return list(first.values())


def factor_of(column: PlotColumn, unit: str) -> float | None:
    """Return how many of the field's own unit one `unit` is, or None if it is not known."""
    return SPELLINGS[column.field].get(NOISE.sub("", plain(unit)))


SPELLINGS: dict[str, dict[str, float]] = {
    column.field: {NOISE.sub("", plain(unit)): factor for unit, factor in column.units.items()}
    for column in COLUMNS
}
BY_NAME = {
    NOISE.sub("", plain(name)): column
    for column in COLUMNS
    for name in (*column.codes, column.heading, *column.aliases)
}
# 面积亩, MJ_MU: a unit without brackets behind the name.
WITH_UNIT = {
    NOISE.sub("", plain(name + unit)): (column, unit)
    for column in COLUMNS
    for name in (*column.codes, column.heading, *column.aliases)
    for unit in column.units
}


@dataclass(frozen=True, slots=True)
class PlotHeader:
    """表头行: its row (as a person counts, from 1) and what stands in which cell of it.

    `headings` by 0-based cell; `unknown` are the headings of columns that are not read. `cells`
    are all of them; `height` is 2 where two rows are headings together, the last of them `row`.
    """

    row: int
    headings: Mapping[int, PlotHeading]
    unknown: tuple[str, ...]
    cells: tuple[str, ...] = ()
    height: int = 1

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that have a column."""
        return frozenset(heading.column.field for heading in self.headings.values())


def find_header(rows: Sequence[Sequence[str]]) -> PlotHeader | None:
    """Return the heading row among the first rows of a list: the one with most known headings."""
    both = heading_rows(rows[:SEARCHED], lambda text: understand(text) is not None)
    found = [replace(header_of(row.row, row.cells), height=row.height) for row in both]
    best = max(found, key=_clarity, default=None)
    if best is None or (len(best.fields) < FEWEST and not any(map(best.fields.issuperset, ENOUGH))):
        return None
    return best


def _clarity(header: PlotHeader) -> tuple[int, int]:
    """Return how many fields a header has, and how many of them in a unit that is known."""
    known = sum(heading.factor is not None for heading in header.headings.values())
    return len(header.fields), known


def header_of(number: int, row: Sequence[str], *, cut: bool = False) -> PlotHeader:
    """Understand the cells of one row as headings; `cut` as in `understand`."""
    read = {i: understand(cell, cut=cut) for i, cell in enumerate(row) if plain(cell)}
    unknown = (i for i, heading in read.items() if heading is None)
    return PlotHeader(
        number,
        {i: heading for i, heading in read.items() if heading is not None},
        tuple(row[i].strip()[:40] for i in unknown if NOISE.sub("", plain(row[i])) not in IGNORED),
        tuple(row),
    )
