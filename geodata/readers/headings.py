"""Understand the heading row of a list: title rows above it, units in brackets, other spellings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from files.sheets.headings import NOISE, plain
from geodata.readers.columns import COLUMNS, PlotColumn

REMARKS = frozenset({"必填", "选填", "可选", "可不填", "填数字", "数字"})
BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
IGNORED = frozenset({"序号", "行号", "no"})  # a row's place in a list says nothing of the plot
SEARCHED = 20  # rows in which the headings must begin
FEWEST = 3  # headings that make a row the heading row,
ENOUGH = frozenset({"id", "name"})  # unless it has these


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


def understand(written: str) -> PlotHeading | None:
    """Return what a heading means, or None if it is none of ours."""
    text = plain(written)
    bracket = BRACKETS.search(text)
    base = NOISE.sub("", BRACKETS.sub("", text))
    whole = NOISE.sub("", re.sub(r"[()\[\]【】]", "", text))
    column = BY_NAME.get(whole) or BY_NAME.get(base)
    if column is None:
        return None
    unit = bracket.group(1) if bracket and whole not in BY_NAME else ""
    return _with_unit(column, written.strip(), unit)


def _with_unit(column: PlotColumn, written: str, unit: str) -> PlotHeading:
    if not column.units:
        return PlotHeading(column, written)
    if not unit or unit in REMARKS:
        return PlotHeading(column, written, None if column.unit_needed else 1.0)
    factor = factor_of(column, unit)
    if factor is None:
        known = "、".join(column.units)
        problem = f"不认识的单位「{unit[:20]}」,可用:{known}"
        return PlotHeading(column, written, problem=problem)
    return PlotHeading(column, written, factor)


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
    for name in (column.heading, *column.aliases)
}


@dataclass(frozen=True, slots=True)
class PlotHeader:
    """表头行: its row (as a person counts, from 1) and what stands in which cell of it.

    `headings` by 0-based cell; `unknown` are the headings of columns that are not read.
    """

    row: int
    headings: Mapping[int, PlotHeading]
    unknown: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that have a column."""
        return frozenset(heading.column.field for heading in self.headings.values())


def find_header(rows: Sequence[Sequence[str]]) -> PlotHeader | None:
    """Return the heading row among the first rows of a list: the one with most known headings."""
    found = [header_of(number, row) for number, row in enumerate(rows[:SEARCHED], start=1)]
    best = max(found, key=lambda header: len(header.fields), default=None)
    if best is None or (len(best.fields) < FEWEST and not best.fields >= ENOUGH):
        return None
    return best


def header_of(number: int, row: Sequence[str]) -> PlotHeader:
    """Understand the cells of one row as headings."""
    read = {i: understand(cell) for i, cell in enumerate(row) if plain(cell)}
    unknown = (i for i, heading in read.items() if heading is None)
    return PlotHeader(
        number,
        {i: heading for i, heading in read.items() if heading is not None},
        tuple(row[i].strip()[:40] for i in unknown if NOISE.sub("", plain(row[i])) not in IGNORED),
    )
